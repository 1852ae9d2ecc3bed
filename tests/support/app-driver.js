'use strict'

// Loaded into an app with -r before its main script, so that a test can look into the app's windows and, where there is no
// mouse, click. A command is a line of JSON on stdin, {id, name, args}; its answer is a line on stdout that begins with
// MARK. The app itself stays as it is.

const electron = require('electron')

const { BrowserWindow } = electron
const AsyncFunction = (async () => {}).constructor

const MARK = '@driver '

/** A command's window: the newest whose title is `title`. */
function windowOf (title) {
  const found = BrowserWindow.getAllWindows().filter((win) => win.getTitle() === title).at(-1)
  if (!found) throw new Error(`there is no window ${title}`)
  return found
}

const inWindow = (title, code) => windowOf(title).webContents.executeJavaScript(code)

async function middleOf (title, selector) {
  const { x, y } = await inWindow(title, `(() => {
    const { x, y, width, height } = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect()
    return { x: x + width / 2, y: y + height / 2 }
  })()`)
  const zoom = windowOf(title).webContents.getZoomFactor()
  return { x: Math.round(x * zoom), y: Math.round(y * zoom) }
}

const commands = {
  titles: () => BrowserWindow.getAllWindows().map((win) => win.getTitle()),
  evaluate: inWindow,

  /** The body of a function of main, with `electron` and what `require` gives. */
  main: (code) => new AsyncFunction('electron', 'require', code)(electron, require),

  /** Where on the screen the middle of an element is. */
  async place (title, selector) {
    const { x, y } = await middleOf(title, selector)
    const content = windowOf(title).getContentBounds()
    return { x: content.x + x, y: content.y + y }
  },

  async click (title, selector) {
    const at = await middleOf(title, selector)
    const { webContents } = windowOf(title)
    for (const type of ['mouseDown', 'mouseUp']) webContents.sendInputEvent({ type, ...at, button: 'left', clickCount: 1 })
  },

  type (title, text) {
    const { webContents } = windowOf(title)
    for (const keyCode of text) webContents.sendInputEvent({ type: 'char', keyCode })
  }
}

async function answer (line) {
  const { id, name, args } = JSON.parse(line)
  const result = {}
  try {
    result.value = await commands[name](...args) ?? null
  } catch (error) {
    result.error = String(error?.message ?? error)
  }
  process.stdout.write(`${MARK}${JSON.stringify({ id, ...result })}\n`)
}

let rest = ''
process.stdin.setEncoding('utf8').on('data', (text) => {
  const lines = (rest + text).split('\n')
  rest = lines.pop()
  lines.forEach(answer)
})
