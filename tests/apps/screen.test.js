'use strict'

// Displays of an X server that come, go and change.

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const { execFile } = require('child_process')
const { promisify } = require('util')
const { until } = require('../support/events')
const { appFolder, run, start } = require('../support/program')
const { XDisplay } = require('../support/x-display')

const main = `
const { app, screen } = require('electron')
app.whenReady().then(() => {
  const say = (...values) => console.log(JSON.stringify(values))
  const listener = (name) => (event, display, changed) => say(name, display.bounds, changed ?? null)
  for (const name of ['display-added', 'display-removed', 'display-metrics-changed']) screen.on(name, listener(name))
  process.stdin.on('data', () => say('displays', screen.getAllDisplays().map(({ bounds }) => bounds), screen.getCursorScreenPoint(),
    screen.getDisplayNearestPoint({ x: 2000, y: 10 }).bounds, screen.getDisplayMatching({ x: 350, y: 0, width: 100, height: 10 }).bounds))
  say('ready')
})
`

const pages = `
const { app, BrowserWindow } = require('electron')
app.whenReady().then(async () => {
  const win = new BrowserWindow({ show: false, webPreferences: { nodeIntegration: true } })
  await win.loadFile('index.html')
  console.log(JSON.stringify(await win.webContents.executeJavaScript("require('electron').screen ? require('electron').screen.getPrimaryDisplay().size : null")))
  app.exit(0)
})
`

describe('screen', () => {
  let display
  before(async () => { display = await XDisplay.start() })
  after(() => display.stop())

  const xrandr = (...args) => promisify(execFile)('xrandr', args, { env: display.env, timeout: 15_000 })

  it('tells of displays that come, go and change', { timeout: 60_000 }, async (t) => {
    const folder = appFolder(t, { 'package.json': '{ "name": "screen", "main": "main.js" }', 'main.js': main })
    const program = start(t, [folder], { env: { DISPLAY: display.name }, openInput: true })
    await program.output('["ready"]\n')
    const lines = () => program.stdout.trim().split('\n').map((line) => JSON.parse(line))
    const told = (name, bounds) => until(() => lines().find((line) => line[0] === name && JSON.stringify(line[1]) === JSON.stringify(bounds)))
    const area = (x, y, width, height) => ({ x, y, width, height })

    await xrandr('--newmode', '800x600', '0', '800', '800', '800', '800', '600', '600', '600', '600')
    await xrandr('--addmode', 'screen', '800x600')
    await xrandr('--output', 'screen', '--mode', '800x600')
    const [, , changed] = await told('display-metrics-changed', area(0, 0, 800, 600))
    assert.ok(changed.includes('bounds') && changed.includes('workArea'))

    await xrandr('--setmonitor', 'left', '400/100x600/100+0+0', 'screen')
    await xrandr('--setmonitor', 'right', '400/100x600/100+400+0', 'none')
    await told('display-added', area(400, 0, 400, 600))
    await display.xdotool('mousemove', 123, 45)
    program.child.stdin.write('\n')
    const [, bounds, cursor, nearest, matching] = await until(() => lines().find(([name]) => name === 'displays'))
    assert.deepEqual(bounds.sort((a, b) => a.x - b.x), [area(0, 0, 400, 600), area(400, 0, 400, 600)])
    assert.deepEqual([cursor, nearest], [{ x: 123, y: 45 }, area(400, 0, 400, 600)])
    assert.ok(matching.width === 400)

    await xrandr('--delmonitor', 'right')
    await told('display-removed', area(400, 0, 400, 600))
  })

  it("pages of apps up to Electron 6 have it as well", { timeout: 60_000 }, async (t) => {
    const folder = appFolder(t, { 'package.json': '{ "name": "screen", "main": "main.js" }', 'main.js': pages, 'index.html': '<p>page' })
    const found = async (version) => JSON.parse((await run(t, [`--compat=${version}`, '--headless', folder])).stdout)
    assert.ok((await found(4)).width > 0)
    assert.equal(await found(9), null)
  })
})
