'use strict'

// What require('electron') has, in the main process.

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const path = require('path')
const { pathToFileURL } = require('url')
const electron = require('electron')
const { tempFolder } = require('../support/temp-folder')

// The names of Electron 33 on Linux.
const names = ('nativeImage shell app autoUpdater BaseWindow BrowserView BrowserWindow clipboard contentTracing crashReporter desktopCapturer dialog ' +
  'globalShortcut ipcMain ImageView inAppPurchase Menu MenuItem MessageChannelMain nativeTheme net netLog Notification powerMonitor ' +
  'powerSaveBlocker pushNotifications protocol safeStorage screen session ShareMenu systemPreferences TouchBar Tray utilityProcess View ' +
  'webContents WebContentsView webFrameMain').split(' ')

describe("require('electron')", () => {
  it('has every name of Electron, each of them something', () => {
    assert.deepEqual(names.filter((name) => electron[name] === undefined), [])
    for (const name of names) assert.equal(electron[name], electron[name], name)
  })

  it('names can be imported from ES modules, and so can the whole', async () => {
    const file = path.join(tempFolder('esm'), 'names.mjs')
    fs.writeFileSync(file, `import electron, { ${names.join(', ')} } from 'electron'\nexport default { ${names.join(', ')} }\nexport { electron }`)
    const imported = await import(pathToFileURL(file).href)
    assert.equal(imported.electron, electron)
    for (const name of names) assert.equal(imported.default[name], electron[name], name)
  })

  it('is the same by its other names', () => {
    for (const name of ['electron/main', 'electron/common', 'electron/renderer']) assert.equal(require(name), electron)
  })

  it('what is not supported says so by name, when it is used', () => {
    assert.throws(() => new electron.BaseWindow(), { message: /^BaseWindow is not supported: ./ })
    assert.throws(() => electron.desktopCapturer.getSources({}), { message: /^desktopCapturer\.getSources is not supported: ./ })
  })
})
