'use strict'

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const { autoUpdater } = require('electron')

describe('autoUpdater', () => {
  it('is an EventEmitter whose class is AutoUpdater', () => {
    assert.equal(autoUpdater.constructor.name, 'AutoUpdater')
    assert.equal(autoUpdater.on('error', () => {}), autoUpdater)
    autoUpdater.removeAllListeners()
  })

  it('does nothing on Linux, as in Electron', () => {
    const names = ['error', 'checking-for-update', 'update-available', 'update-not-available', 'update-downloaded', 'before-quit-for-update']
    const seen = []
    for (const name of names) autoUpdater.on(name, () => seen.push(name))
    assert.equal(autoUpdater.setFeedURL({ url: 'http://localhost/' }), undefined)
    assert.equal(autoUpdater.getFeedURL(), '')
    assert.equal(autoUpdater.checkForUpdates(), undefined)
    assert.equal(autoUpdater.quitAndInstall(), undefined)
    assert.deepEqual(seen, [])
    autoUpdater.removeAllListeners()
  })
})
