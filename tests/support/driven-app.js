'use strict'

const path = require('path')
const { start } = require('./program')
const { timeoutFactor, until } = require('./events')

const MARK = '@driver '
const driver = path.join(__dirname, 'app-driver.js')

/** An app that a test clicks through: with xdotool on `display`, or headless with events that the app's windows get. */
class DrivenApp {
  #lastId = 0

  /**
   * @param {object} t the test, at whose end the app ends
   * @param {string} app its folder
   * @param {{display?: XDisplay, command?: string, env?: object, options?: string[]}} [how]
   */
  constructor (t, app, { display, command, env = {}, options = display ? [] : ['--headless'] } = {}) {
    this.display = display
    this.program = start(t, [...options, '-r', driver, app], { openInput: true, command, env: { ...env, ...(display ? { DISPLAY: display.name } : {}) } })
  }

  /** What the app itself has printed. */
  get output () {
    return this.program.stdout.split('\n').filter((line) => line && !line.startsWith(MARK))
  }

  describe () {
    return `stdout:\n${this.output.join('\n')}\nstderr:\n${this.program.stderr}`
  }

  async command (name, ...args) {
    const id = ++this.#lastId
    this.program.child.stdin.write(`${JSON.stringify({ id, name, args })}\n`)
    const start = `${MARK}{"id":${id},`
    await this.program.output(start)
    const line = await until(() => this.program.stdout.split('\n').slice(0, -1).find((found) => found.startsWith(start)))
    const { value, error } = JSON.parse(line.slice(MARK.length))
    if (error !== undefined) throw new Error(`${name}(${args.join(', ')}): ${error}`)
    return value
  }

  titles () {
    return this.command('titles')
  }

  /** Waits until the app has exactly the windows with these titles. */
  async windows (...titles) {
    let seen
    const wanted = JSON.stringify([...titles].sort())
    await until(async () => (seen = JSON.stringify((await this.titles()).sort())) === wanted, 15_000 * timeoutFactor, `windows ${wanted}`)
      .catch((error) => { throw new Error(`${error.message}; there are ${seen}\n${this.describe()}`) })
    if (this.display) for (const title of new Set(titles)) await this.display.waitForWindows(exactly(title), titles.filter((other) => other === title).length)
  }

  /** What `code` returns, the body of an async function in main that sees `electron`. */
  main (code) {
    return this.command('main', code)
  }

  evaluate (title, code) {
    return this.command('evaluate', title, code)
  }

  text (title, selector = '#status') {
    return this.evaluate(title, `document.querySelector(${JSON.stringify(selector)}).innerText`)
  }

  /** Waits until an element, else #status, has this text. */
  async shows (title, text, selector) {
    let seen
    await until(async () => (seen = await this.text(title, selector)) === text, 10_000 * timeoutFactor, text)
      .catch((error) => { throw new Error(`${error.message}; there is ${seen}\n${this.describe()}`) })
  }

  async click (title, selector) {
    if (!this.display) return this.command('click', title, selector)
    const [{ id }] = await this.display.windows(exactly(title))
    await this.display.raise(id)
    const { x, y } = await this.command('place', title, selector)
    await this.display.xdotool('mousemove', x, y, 'click', 1)
  }

  /** Types into an element, in the place of what is there. */
  async type (title, selector, text) {
    await this.click(title, selector)
    await until(() => this.evaluate(title, `document.activeElement === document.querySelector(${JSON.stringify(selector)})`))
    await this.evaluate(title, 'document.activeElement.select()')
    if (this.display) await this.display.xdotool('type', '--delay', 30, text)
    else await this.command('type', title, text)
    await until(() => this.evaluate(title, `document.querySelector(${JSON.stringify(selector)}).value === ${JSON.stringify(text)}`), undefined, `typed ${text}`)
  }

  async ends () {
    const result = await this.program.end()
    await this.program.noOrphans()
    return result
  }
}

const exactly = (title) => new RegExp(`^${title.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`)

module.exports = { DrivenApp }
