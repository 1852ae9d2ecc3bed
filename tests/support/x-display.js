'use strict'

const { execFile, spawn } = require('child_process')
const { promisify } = require('util')
const { until, sleep } = require('./events')

const exec = promisify(execFile)

// A test that is killed leaves nothing running.
const endWithParent = ['--pdeathsig', 'TERM']

const hasEnded = (child) => child.exitCode !== null || child.signalCode !== null

/** An X server with a window manager, on a display number that is free. */
class XDisplay {
  /** Other tests start servers, too: one that comes too late for its number is tried again with the next. */
  static async start (attempts = 3) {
    const display = new XDisplay()
    try {
      await display.#startServer()
      await display.#startWindowManager()
      return display
    } catch (error) {
      await display.stop()
      if (attempts === 1) throw error
      return XDisplay.start(attempts - 1)
    }
  }

  async #startServer () {
    // Without -noreset, the server starts anew when its first client leaves, and drops the next one.
    this.server = spawn('setpriv', [...endWithParent, 'Xvfb', '-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp', '-noreset'],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
    let text = ''
    this.server.stdio[3].setEncoding('utf8').on('data', (part) => { text += part })
    await until(() => text.includes('\n') || hasEnded(this.server), 20_000, 'Xvfb says its display number')
    if (!text.includes('\n')) throw new Error('Xvfb ended')
    this.name = `:${text.trim()}`
    this.env = { ...process.env, DISPLAY: this.name, DBUS_SESSION_BUS_ADDRESS: 'disabled:' }
  }

  async #startWindowManager () {
    this.manager = spawn('setpriv', [...endWithParent, 'openbox', '--sm-disable'], { env: this.env, stdio: 'ignore' })
    await until(() => hasEnded(this.manager) || exec('wmctrl', ['-m'], { env: this.env }).then(() => true, () => false), 20_000, 'openbox is there')
    if (hasEnded(this.manager)) throw new Error('openbox ended')
  }

  async stop () {
    for (const child of [this.manager, this.server]) {
      if (!child || hasEnded(child)) continue
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill()
      await gone
    }
  }

  async xdotool (...args) {
    const { stdout } = await exec('xdotool', args.map(String), { env: this.env, timeout: 15_000 })
    return stdout.trim()
  }

  /** The visible windows that the window manager knows: [{id, pid, title}]. */
  async windows (title = /(?:)/) {
    // A window that goes away while they are listed fails the whole list.
    const list = () => exec('wmctrl', ['-l', '-p'], { env: this.env }).catch(() => null)
    const { stdout } = await until(list, 10_000, 'the windows are listed')
    return stdout.split('\n').filter(Boolean).map((line) => {
      const [, id, , pid, , text] = /^(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s?(.*)$/.exec(line)
      return { id, pid: Number(pid), title: text }
    }).filter((window) => title.test(window.title))
  }

  /** Waits until there are `count` such windows. */
  async waitForWindows (title, count = 1, timeout = 15_000) {
    let seen = []
    await until(async () => (seen = await this.windows(title)).length === count, timeout, `${count} windows ${title}`)
    return seen
  }

  async geometry (id) {
    const text = await this.xdotool('getwindowgeometry', '--shell', id)
    const value = (name) => Number(new RegExp(`^${name}=(-?\\d+)$`, 'm').exec(text)[1])
    return { x: value('X'), y: value('Y'), width: value('WIDTH'), height: value('HEIGHT') }
  }

  run (program, ...args) {
    return exec(program, args.map(String), { env: this.env, timeout: 15_000 })
  }

  /** What xprop says of a window, or of the `root`; of all properties unless some are named. */
  async properties (id, ...names) {
    const { stdout } = await this.run('xprop', ...(id === 'root' ? ['-root'] : ['-id', id]), ...names)
    return stdout
  }

  async raise (id) {
    // Not --sync: a window that opens meanwhile takes the focus, and xdotool would wait for ever.
    await until(async () => {
      if (Number(await this.xdotool('getactivewindow').catch(() => 0)) === Number(id)) return true
      await this.xdotool('windowactivate', id)
      return false
    }, undefined, `window ${id} is active`)
  }

  async click (id, x, y) {
    await this.raise(id)
    await this.xdotool('mousemove', '--window', id, Math.round(x), Math.round(y))
    await this.xdotool('click', '1')
  }

  /** What xprop says of a window's property. */
  async property (id, name) {
    const { stdout } = await exec('xprop', ['-id', id, name], { env: this.env, timeout: 15_000 })
    return stdout
  }

  async closeWindow (id) {
    await exec('wmctrl', ['-i', '-c', id], { env: this.env })
  }

  /** What the window shows. */
  async screenshot (id) {
    await this.raise(id)
    const { width, height } = await this.geometry(id)
    const { stdout } = await exec('import', ['-silent', '-window', id, '-depth', '8', 'rgb:-'],
      { env: this.env, encoding: 'buffer', maxBuffer: 64 << 20, timeout: 15_000 })
    return new Screenshot(width, height, stdout)
  }

  /** Waits for a screenshot for which `test` answers something truthy, and answers that. */
  async look (id, test, timeout = 15_000) {
    const end = Date.now() + timeout
    for (;;) {
      const shot = await this.screenshot(id)
      const found = test(shot)
      if (found) return found
      if (Date.now() > end) throw new Error(`the window never looked as expected; it had ${shot.colours()} colours`)
      await sleep(100)
    }
  }
}

class Screenshot {
  constructor (width, height, bytes) {
    if (bytes.length !== width * height * 3) throw new Error(`${bytes.length} bytes for ${width}x${height}`)
    Object.assign(this, { width, height, bytes })
  }

  pixel (x, y) {
    const at = (y * this.width + x) * 3
    return (this.bytes[at] << 16) | (this.bytes[at + 1] << 8) | this.bytes[at + 2]
  }

  colours () {
    const seen = new Set()
    for (let at = 0; at < this.bytes.length; at += 3) seen.add((this.bytes[at] << 16) | (this.bytes[at + 1] << 8) | this.bytes[at + 2])
    return seen.size
  }

  /** How many pixels of the rectangle are dark: what text is made of. */
  darkPixels ({ x, y, width, height }) {
    let count = 0
    for (let row = y; row < y + height; row++) {
      for (let column = x; column < x + width; column++) {
        const at = (row * this.width + column) * 3
        if (this.bytes[at] + this.bytes[at + 1] + this.bytes[at + 2] < 300) count++
      }
    }
    return count
  }

  // A menu bar has the same colour: rows at the top that are little else.
  #barHeight (face) {
    for (let y = 0; y < this.height; y++) {
      let count = 0
      for (let x = 0; x < this.width; x++) if (this.pixel(x, y) === face) count++
      if (count < this.width / 2) return y
    }
    return 0
  }

  /** The page's plain buttons, left to right: rectangles inside the border, found by the colour of Chromium's button face. */
  buttons (face = 0xefefef) {
    const columns = new Map()
    for (let y = this.#barHeight(face); y < this.height; y++) {
      for (let x = 0; x < this.width; x++) {
        if (this.pixel(x, y) !== face) continue
        const column = columns.get(x) || { top: y, bottom: y }
        column.bottom = y
        columns.set(x, column)
      }
    }
    const found = []
    for (const x of [...columns.keys()].sort((a, b) => a - b)) {
      const { top, bottom } = columns.get(x)
      const last = found.at(-1)
      if (last && x === last.x + last.width) {
        last.width++
        last.height = Math.max(last.y + last.height, bottom + 1) - Math.min(last.y, top)
        last.y = Math.min(last.y, top)
      } else {
        found.push({ x, y: top, width: 1, height: bottom - top + 1 })
      }
    }
    return found.filter((button) => button.width > 15 && button.height > 8)
  }
}

const middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2]

module.exports = { XDisplay, middle }
