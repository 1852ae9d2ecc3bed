'use strict'

const { describe, it, before, after, beforeEach } = require('node:test')
const assert = require('node:assert/strict')
const { nativeTheme } = require('electron')
const { SettingsPortal } = require('../support/settings-portal')
const { openPage, untilInPage } = require('../support/windows')
const { once, turn, until } = require('../support/events')

const APPEARANCE = 'org.freedesktop.appearance'
const html = `<!DOCTYPE html><style>:root { --scheme: light } @media (prefers-color-scheme: dark) { :root { --scheme: dark } }</style>
  <script>changes = []; matchMedia('(prefers-color-scheme: dark)').onchange = ({ matches }) => changes.push(matches)</script>`
const scheme = "getComputedStyle(document.documentElement).getPropertyValue('--scheme').trim()"

describe('nativeTheme', () => {
  const saved = process.env.DBUS_SESSION_BUS_ADDRESS
  let portal
  let win

  before(async () => {
    portal = await SettingsPortal.start({ 'org.freedesktop.appearance color-scheme': 'dbus.UInt32(2, variant_level=1)' })
    // The runtime connects to the bus when it first asks it.
    process.env.DBUS_SESSION_BUS_ADDRESS = portal.bus.address
    win = await openPage(html)
  })
  after(async () => {
    nativeTheme.themeSource = 'light'
    if (saved === undefined) delete process.env.DBUS_SESSION_BUS_ADDRESS
    else process.env.DBUS_SESSION_BUS_ADDRESS = saved
    await portal.stop()
  })
  beforeEach(async () => {
    nativeTheme.themeSource = 'light'
    await turn()
  })

  const prefer = (value) => portal.change(APPEARANCE, 'color-scheme', `dbus.UInt32(${value}, variant_level=1)`, `uint32 ${value}`)
  const shows = (win, name) => untilInPage(win, `${scheme} === '${name}'`)

  it("themeSource may be 'system': as the desktop has it", () => {
    nativeTheme.themeSource = 'system'
    assert.equal(nativeTheme.themeSource, 'system')
    assert.equal(nativeTheme.shouldUseDarkColors, false)
  })

  it('themeSource drives prefers-color-scheme in pages that are open, live', async () => {
    // Only a page that is drawn tells its scripts of changes.
    const page = await openPage(html, { show: true })
    for (const source of ['dark', 'light', 'dark']) {
      nativeTheme.themeSource = source
      assert.equal(nativeTheme.shouldUseDarkColors, source === 'dark')
      await shows(page, source)
      await untilInPage(page, `changes.at(-1) === ${source === 'dark'}`)
    }
  })

  it('themeSource drives pages that are opened later from their first script on, and their next documents', async () => {
    nativeTheme.themeSource = 'dark'
    const look = '<script>dark = matchMedia("(prefers-color-scheme: dark)").matches</script>'
    const page = await openPage(look)
    assert.equal(await page.webContents.executeJavaScript('dark'), true)
    await page.loadURL(`data:text/html,${look}`)
    assert.equal(await page.webContents.executeJavaScript('dark'), true)
    const [, light] = [nativeTheme.themeSource = 'light', await openPage(look)]
    assert.equal(await light.webContents.executeJavaScript('dark'), false)
  })

  it("'updated' is emitted when it becomes dark or light, and only then", async () => {
    const seen = []
    const listener = (event) => seen.push([event.constructor.name, nativeTheme.shouldUseDarkColors])
    nativeTheme.on('updated', listener)
    for (const source of ['dark', 'dark', 'light', 'system', 'light', 'dark']) {
      nativeTheme.themeSource = source
      await turn()
    }
    nativeTheme.removeListener('updated', listener)
    assert.deepEqual(seen, [['Event', true], ['Event', false], ['Event', true]])
  })

  it("a source that is none throws Electron's error, and changes nothing", () => {
    for (const [value, text] of [['x', 'x'], [5, ''], [{}, ''], [null, 'null'], [undefined, 'undefined']]) {
      assert.throws(() => { nativeTheme.themeSource = value }, { name: 'TypeError', message: `Error processing argument at index 0, conversion failure from ${text}` })
    }
    assert.equal(nativeTheme.themeSource, 'light')
  })

  it("'system' follows the desktop's setting", async () => {
    nativeTheme.themeSource = 'system'
    let updated = once(nativeTheme, 'updated')
    await prefer(1)
    await updated
    assert.equal(nativeTheme.shouldUseDarkColors, true)
    await shows(win, 'dark')
    updated = once(nativeTheme, 'updated')
    await prefer(0)
    await updated
    assert.equal(nativeTheme.shouldUseDarkColors, false)
    await shows(win, 'light')
  })

  it("'light' and 'dark' do not follow the desktop", async () => {
    await prefer(1)
    nativeTheme.themeSource = 'system'
    await until(() => nativeTheme.shouldUseDarkColors)
    nativeTheme.themeSource = 'light'
    assert.equal(nativeTheme.shouldUseDarkColors, false)
    await shows(win, 'light')
    await prefer(2)
  })

  it('DevTools that are closed leave the page as themeSource wants it', async () => {
    nativeTheme.themeSource = 'dark'
    const page = await openPage(html)
    await shows(page, 'dark')
    const opened = once(page.webContents, 'devtools-opened')
    page.webContents.openDevTools({ mode: 'detach', activate: false })
    await opened
    page.webContents.closeDevTools()
    await shows(page, 'dark')
  })

  it('a page that is closed at once does no harm', async () => {
    nativeTheme.themeSource = 'dark'
    const page = await openPage(html)
    nativeTheme.themeSource = 'light'
    nativeTheme.themeSource = 'dark'
    page.destroy()
    nativeTheme.themeSource = 'light'
    await shows(win, 'light')
  })

  it('has what Electron has on Linux', () => {
    assert.deepEqual(Object.keys(nativeTheme).filter((name) => !name.startsWith('_')), ['shouldUseDarkColors', 'themeSource', 'shouldUseHighContrastColors',
      'shouldUseInvertedColorScheme', 'inForcedColorsMode', 'prefersReducedTransparency'])
    const { shouldUseHighContrastColors, shouldUseInvertedColorScheme, inForcedColorsMode, prefersReducedTransparency } = nativeTheme
    assert.deepEqual([shouldUseHighContrastColors, shouldUseInvertedColorScheme, inForcedColorsMode, prefersReducedTransparency], [false, false, false, false])
    assert.throws(() => { nativeTheme.shouldUseDarkColors = true }, TypeError)
  })
})
