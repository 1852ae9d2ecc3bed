'use strict'

const assert = require('node:assert/strict')
const { describe, it } = require('node:test')
const { globalShortcut } = require('electron')

// That keys come is shown by tests/apps/global-shortcut.test.js: without a display there are none.

const failed = (index, shown) => ({ name: 'TypeError', message: `Error processing argument at index ${index}, conversion failure from ${shown}` })
const insufficient = { name: 'TypeError', message: 'Insufficient number of arguments.' }

describe('globalShortcut', () => {
  it('refuses what is no accelerator', () => {
    for (const text of ['', '+', 'Ctrl', 'Ctrl+Shift', 'Foo', 'Ctrl++', 'F25', 'Ctrl+ü', 'Pause', 'toString']) {
      assert.throws(() => globalShortcut.register(text, () => {}), failed(0, text))
      assert.throws(() => globalShortcut.isRegistered(text), failed(0, text))
      assert.throws(() => globalShortcut.unregister(text), failed(0, text))
      assert.throws(() => globalShortcut.registerAll([text], () => {}), failed(0, ''))
    }
    assert.throws(() => globalShortcut.register(5, () => {}), failed(0, ''))
    assert.throws(() => globalShortcut.registerAll('Ctrl+K', () => {}), failed(0, 'Ctrl+K'))
  })

  it('refuses what is no callback', () => {
    assert.throws(() => globalShortcut.register('Ctrl+K'), insufficient)
    assert.throws(() => globalShortcut.register('Ctrl+K', 5), failed(1, ''))
    assert.throws(() => globalShortcut.register('Ctrl+K', null), failed(1, 'null'))
    assert.throws(() => globalShortcut.registerAll(['Ctrl+K']), insufficient)
    assert.throws(() => globalShortcut.unregister(), insufficient)
    assert.throws(() => globalShortcut.isRegistered(), insufficient)
  })

  it('without a display grants nothing, and does not mind', () => {
    assert.equal(globalShortcut.register('Ctrl+K', () => {}), false)
    assert.equal(globalShortcut.registerAll(['Ctrl+K', 'MediaStop'], () => {}), false)
    assert.equal(globalShortcut.registerAll([], () => {}), true)
    assert.equal(globalShortcut.isRegistered('Ctrl+K'), false)
    assert.equal(globalShortcut.unregister('Ctrl+K'), undefined)
    assert.equal(globalShortcut.unregisterAll(), undefined)
  })
})
