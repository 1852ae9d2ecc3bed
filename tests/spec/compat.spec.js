'use strict'

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const { app } = require('electron')
const { codecs } = require('../support/codec-values')
const { openPage, openWindow } = require('../support/windows')
const { createLenientCodec } = require('../../lib/js/common/lenient-codec')
const { defaults, level, levelOf, NEWEST } = require('../../lib/js/main/compat')

// What webPreferences are where an app states none, by Electron's major version.
const table = [
  // level, nodeIntegration, contextIsolation, enableRemoteModule, nativeWindowOpen, sandbox, webviewTag, worldSafe…, spellcheck
  [0, true, false, true, false, false, true, false, false],
  [4, true, false, true, false, false, true, false, false],
  [5, false, false, true, false, false, false, false, false],
  [8, false, false, true, false, false, false, false, false],
  [9, false, false, true, false, false, false, false, true],
  [10, false, false, false, false, false, false, false, true],
  [11, false, false, false, false, false, false, false, true],
  [12, false, true, false, false, false, false, true, true],
  [14, false, true, false, false, false, false, true, true],
  [15, false, true, false, true, false, false, true, true],
  [19, false, true, false, true, false, false, true, true],
  [20, false, true, false, true, true, false, true, true],
  [33, false, true, false, true, true, false, true, true]
]

const inOrder = (found) => [found.nodeIntegration, found.contextIsolation, found.enableRemoteModule, found.nativeWindowOpen, found.sandbox, found.webviewTag,
  found.worldSafeExecuteJavaScript, found.spellcheck]

describe('the defaults of webPreferences by level', () => {
  for (const [major, ...expected] of table) {
    it(`of Electron ${major}, with and without a preload script`, () => {
      assert.deepEqual(inOrder(defaults({}, major)), expected)
      assert.deepEqual(inOrder(defaults({ preload: '/p.js' }, major)), expected)
    })
  }

  it('what is stated wins, at every level', () => {
    const names = ['nodeIntegration', 'contextIsolation', 'enableRemoteModule', 'nativeWindowOpen', 'webviewTag', 'worldSafeExecuteJavaScript', 'spellcheck']
    for (const [major] of table) {
      for (const name of names) {
        for (const value of [true, false]) assert.equal(defaults({ [name]: value }, major)[name], value, `${name} ${value} at ${major}`)
      }
      assert.equal(defaults({ sandbox: true }, major).sandbox, true)
      assert.equal(defaults({ sandbox: false }, major).sandbox, false)
    }
  })

  it('undefined and null are not stated', () => {
    for (const [major, ...expected] of table) {
      for (const value of [undefined, null]) {
        assert.deepEqual(inOrder(defaults({ nodeIntegration: value, contextIsolation: value, sandbox: value, webviewTag: value }, major)), expected)
      }
    }
  })

  it('nodeIntegration turns the default sandbox off, from 20 on', () => {
    assert.deepEqual([defaults({ nodeIntegration: true }, 20).sandbox, defaults({ nodeIntegration: false }, 20).sandbox], [false, true])
  })

  it('a sandbox that is stated takes Node from the page, at every level', () => {
    for (const [major] of table) assert.equal(defaults({ nodeIntegration: true, sandbox: true }, major).nodeIntegration, false)
    assert.equal(defaults({ sandbox: true }, 4).nodeIntegration, false)
  })

  it('webviewTag goes with nodeIntegration, up to 4', () => {
    assert.deepEqual([4, 5].map((major) => defaults({ nodeIntegration: false }, major).webviewTag), [false, false])
    assert.deepEqual([4, 5].map((major) => defaults({ nodeIntegration: true }, major).webviewTag), [true, false])
  })

  it('are the newest for an app that names Electron without a version', () => {
    assert.equal(levelOf({ electronMajor: -1, needsNewestElectron: true }), NEWEST)
    assert.equal(levelOf({ electronMajor: 9, needsNewestElectron: false }), 9)
    assert.equal(levelOf({ electronMajor: 0, needsNewestElectron: false }), 0)
    assert.equal(levelOf({ electronMajor: -1, needsNewestElectron: false }), null)
  })
})

describe('an app that does not say what Electron it was written for', () => {
  const preferencesOf = (webPreferences) => openWindow({ webPreferences }).webContents.getLastWebPreferences()
  const pick = ({ nodeIntegration, contextIsolation, enableRemoteModule, sandbox, nativeWindowOpen }) =>
    ({ nodeIntegration, contextIsolation, enableRemoteModule, sandbox, nativeWindowOpen })

  it('has no level', () => {
    assert.equal(level, null)
  })

  it('a window without a preload script has Node and remote in its page', () => {
    const classic = { nodeIntegration: true, contextIsolation: false, enableRemoteModule: true, sandbox: false, nativeWindowOpen: true }
    assert.deepEqual(pick(preferencesOf({})), classic)
    assert.deepEqual(pick(preferencesOf({ preload: '' })), classic)
    assert.deepEqual(pick(preferencesOf(undefined)), classic)
  })

  it('a window with a preload script is isolated and sandboxed', () => {
    assert.deepEqual(pick(preferencesOf({ preload: __filename })),
      { nodeIntegration: false, contextIsolation: true, enableRemoteModule: false, sandbox: true, nativeWindowOpen: true })
  })

  it('a window with a preload script that asks for Node in its page gets it there', () => {
    assert.deepEqual(pick(preferencesOf({ preload: __filename, nodeIntegration: true })),
      { nodeIntegration: true, contextIsolation: false, enableRemoteModule: true, sandbox: false, nativeWindowOpen: true })
  })

  it('one window does not decide for another', () => {
    preferencesOf({ preload: __filename })
    assert.equal(preferencesOf({}).nodeIntegration, true)
  })

  it('has app.allowRendererProcessReuse, as up to Electron 13', () => {
    assert.equal(app.allowRendererProcessReuse, false)
    app.allowRendererProcessReuse = true
    assert.equal(app.allowRendererProcessReuse, true)
  })
})

describe('an app that may be as old as Electron 6', () => {
  it('gets the results of executeJavaScript() and capturePage() by callbacks, and by promises', async () => {
    const { webContents } = await openPage()
    const told = (start) => new Promise((resolve) => start((...args) => resolve(args)))
    assert.deepEqual(await told((done) => webContents.executeJavaScript('6 * 7', done)), [42])
    assert.deepEqual(await told((done) => webContents.executeJavaScript('6 * 7', false, done)), [42])
    const [image] = await told((done) => webContents.capturePage(done))
    assert.equal(image.isEmpty(), false)
    assert.equal(await webContents.executeJavaScript('6 * 7', false, () => {}), 42)
  })
})

describe('what cannot be cloned, for an app of Electron 7 or before', () => {
  const [codec] = Object.values(codecs)
  const lenient = createLenientCodec(codec)
  const sent = (value) => codec.decode(lenient.encodeList([1], [value]))[1][0]

  it('is left out of objects, and null in lists', () => {
    assert.deepEqual(sent({ a: 1, b: () => {}, c: Symbol('x'), d: { e: () => {}, f: 2 } }), { a: 1, d: { f: 2 } })
    assert.deepEqual(sent([1, () => {}, [Symbol('x')]]), [1, null, [null]])
    assert.equal(sent(() => {}), null)
  })

  it('leaves the rest as it is', () => {
    const date = new Date(5)
    assert.deepEqual(sent({ f () {}, date, list: [1, undefined], bytes: new Uint8Array([1, 2]), text: 'x' }),
      { date, list: [1, null], bytes: new Uint8Array([1, 2]), text: 'x' })
  })

  it('is null where an object holds itself, which is sent whole if it can be cloned', () => {
    const circle = { f () {} }
    circle.self = circle
    assert.deepEqual(sent(circle), { self: null })
    delete circle.f
    const whole = sent(circle)
    assert.equal(whole.self, whole)
  })

  it('other objects come as their properties', () => {
    class Point { x = 1; move () {} }
    assert.deepEqual(sent({ f () {}, point: new Point(), map: new Map([[1, 2]]), ['__proto__']: 1 }), { point: { x: 1 }, map: {}, ['__proto__']: 1 })
  })
})
