'use strict'

// A Tray on a screen: in an X11 tray, with real clicks, and in one of the kind that desktops have, over D-Bus.

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const { execFileSync, spawn } = require('child_process')
const path = require('path')
const { Bus } = require('../support/dbus')
const { timeoutFactor, until } = require('../support/events')
const { start } = require('../support/program')
const { XDisplay } = require('../support/x-display')

const app = path.join(__dirname, 'fixtures/tray')
const timeout = 60_000
const RED = 0xff0000
const GREEN = 0x00ff00

/** Starts the app; `evaluate` runs code in it, `told` waits for what it tells. */
async function startApp (t, display, env = {}) {
  const program = start(t, [app], { env: { DISPLAY: display.name, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere', ...env }, openInput: true })
  await program.output('["ready"]\n')
  let asked = 0
  const answers = () => program.stdout.split('\n').slice(0, -1).map((line) => JSON.parse(line)).filter(([name]) => name === '=')
  const evaluate = async (code) => {
    program.child.stdin.write(`${code}\n`)
    asked++
    await until(() => answers().length === asked, 10_000 * timeoutFactor, code)
    return answers().at(-1)[1]
  }
  /** How often it has told that. */
  const count = (...values) => program.stdout.split('\n').filter((line) => line.startsWith(JSON.stringify(values).slice(0, -1))).length
  const told = (times, ...values) => until(() => count(...values) === times, 10_000 * timeoutFactor, `${times} times ${values}`)
    .catch((error) => { throw new Error(`${error.message}\n${program.describe()}`) })
  return { program, evaluate, told, count }
}

describe('Tray in a tray of X11', () => {
  let display, trayer
  before(async () => {
    display = await XDisplay.start()
    trayer = spawn('setpriv', ['--pdeathsig', 'TERM', 'trayer', '--edge', 'top', '--align', 'left', '--widthtype', 'request', '--height', '30'], { env: display.env, stdio: 'ignore' })
  })
  after(async () => {
    trayer.kill()
    await display.stop()
  })

  /** The middle of what is in the tray in this colour, if there is such. */
  const has = (colour) => {
    const bytes = execFileSync('import', ['-silent', '-window', 'root', '-crop', '100x30+0+0', '-depth', '8', 'rgb:-'], { env: display.env })
    const found = []
    for (let at = 0; at < bytes.length; at += 3) {
      if ((bytes[at] << 16 | bytes[at + 1] << 8 | bytes[at + 2]) === colour) found.push([at / 3 % 100, Math.floor(at / 300)])
    }
    const [first, last] = [found[0], found.at(-1)]
    return found.length > 300 ? [Math.round((first[0] + last[0]) / 2), Math.round((first[1] + last[1]) / 2)] : null
  }
  const icon = (colour) => until(() => has(colour), 10_000 * timeoutFactor, `an icon of the colour ${colour.toString(16)}`)

  it('shows its image; clicks become events; setContextMenu and setImage hold at once', { timeout }, async (t) => {
    const { evaluate, told, count } = await startApp(t, display)
    const [x, y] = await icon(RED)
    await display.xdotool('mousemove', x, y, 'click', 1)
    await told(1, 'click', false, 'number', 'number')
    await display.xdotool('mousemove', x, y, 'click', '--repeat', 2, '--delay', 50, 1)
    await told(1, 'double-click')
    await told(3, 'click')
    await display.xdotool('click', 2)
    await told(1, 'middle-click')
    await display.xdotool('click', 3)
    await told(1, 'right-click')
    const bounds = await evaluate('tray.getBounds()')
    assert.ok(bounds.x <= x && bounds.x + bounds.width > x && bounds.y <= y && bounds.y + bounds.height > y, JSON.stringify(bounds))

    await evaluate('menu = withMenu(); tray.setContextMenu(menu)')
    await evaluate("menu.once('menu-will-show', () => tell('menu'))")
    // Not where the last click was: two would be a double one.
    await display.xdotool('mousemove', x - 8, y, 'click', 3)
    await told(1, 'menu')
    await display.xdotool('key', 'Down', 'Return')
    await told(1, 'item', 'First')
    assert.equal(count('right-click'), 1)

    await evaluate('tray.setImage(green)')
    await icon(GREEN)
    await evaluate('tray.destroy()')
    assert.equal(await evaluate('tray.isDestroyed()'), true)
    await until(() => !has(GREEN), 10_000 * timeoutFactor, 'the icon is gone')
  })

  it('popUpContextMenu shows a menu at the mouse, closeContextMenu closes it', { timeout }, async (t) => {
    const { evaluate, told } = await startApp(t, display)
    await icon(RED)
    await display.xdotool('mousemove', 300, 300)
    await evaluate('menu = withMenu(); for (const name of [\'menu-will-show\', \'menu-will-close\']) menu.on(name, () => tell(name)); tray.popUpContextMenu(menu)')
    await told(1, 'menu-will-show')
    await evaluate('tray.closeContextMenu()')
    await told(1, 'menu-will-close')
    await evaluate('tray.setContextMenu(menu); tray.popUpContextMenu()')
    await told(2, 'menu-will-show')
    await evaluate('tray.destroy()')
  })

  it('several icons, and an app that quits with them', { timeout }, async (t) => {
    const { program, evaluate } = await startApp(t, display)
    await icon(RED)
    await evaluate('globalThis.second = new Tray(green); second.setContextMenu(withMenu())')
    await icon(GREEN)
    await evaluate('setTimeout(() => app.quit(), 50); 1')
    assert.deepEqual(await program.end(), { code: 0, signal: null })
  })
})

describe('Tray over D-Bus', () => {
  const WATCHER = 'org.kde.StatusNotifierWatcher'
  let display, bus
  before(async () => {
    display = await XDisplay.start()
    bus = await Bus.start()
    await bus.mock(path.join(__dirname, '../support/status_notifier_watcher.py'), WATCHER)
  })
  after(async () => {
    await bus.stop()
    await display.stop()
  })

  const registered = async () => {
    const text = await bus.call(WATCHER, '/StatusNotifierWatcher', 'org.freedesktop.DBus.Mock.GetMethodCalls', 'RegisterStatusNotifierItem')
    return [...text.matchAll(/<'([^']+)'>/g)].map(([, service]) => service)
  }

  it('is a StatusNotifierItem with image, tooltip, click and a menu that follows its items', { timeout }, async (t) => {
    const { evaluate, told } = await startApp(t, display, bus.env)
    const service = await until(async () => (await registered()).at(-1), undefined, 'the icon is registered')
    const ask = (method, ...args) => bus.call(service, '/StatusNotifierItem', method, ...args)
    const get = (name) => ask('org.freedesktop.DBus.Properties.Get', 'org.kde.StatusNotifierItem', name)
    assert.match(await get('ToolTip'), /'what it is'/)
    assert.match(await get('IconPixmap'), /\(22, 22, \[byte 0xff, 0xff, 0x00, 0x00/)
    await ask('org.kde.StatusNotifierItem.Activate', '5', '5')
    await told(1, 'click')
    await ask('org.kde.StatusNotifierItem.SecondaryActivate', '5', '5')
    await told(1, 'middle-click')

    await evaluate('menu = withMenu(); tray.setContextMenu(menu)')
    const menuPath = /'([^']+)'/.exec(await get('Menu'))[1]
    const menu = (method, ...args) => bus.call(service, menuPath, `com.canonical.dbusmenu.${method}`, ...args)
    const layout = () => menu('GetLayout', '0', '--', '-1', '[]')
    const idOf = async (label) => Number(new RegExp(`\\((\\d+), \\{[^}]*'label': <'_?${label}'>`).exec(await layout())?.[1])
    for (const label of ['First', 'Check', 'More', 'Inner', 'Last']) assert.ok(await idOf(label) > 0, `${label}: ${await layout()}`)
    await menu('Event', await idOf('Last'), 'clicked', '<0>', '0')
    await told(1, 'item', 'Last')
    await evaluate("menu.getMenuItemById('last').label = 'Renamed'; menu.getMenuItemById('check').checked = true")
    await until(() => idOf('Renamed'), undefined, 'the menu has the new label')
    assert.match(await layout(), /'toggle-state': <1>/)
    await menu('Event', await idOf('Renamed'), 'clicked', '<0>', '0')
    await told(2, 'item', 'Last')

    await evaluate("tray.setToolTip('something else'); tray.setImage(green)")
    assert.match(await get('ToolTip'), /'something else'/)
    assert.match(await get('IconPixmap'), /\(22, 22, \[byte 0xff, 0x00, 0xff, 0x00/)
    await evaluate('tray.destroy()')
    await assert.rejects(get('ToolTip'))
  })
})
