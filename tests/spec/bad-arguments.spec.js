'use strict'

// Whatever an app passes to whichever method: an exception or nothing, but never a crash or a main process that hangs.

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const electron = require('electron')
const { app, BrowserWindow, ipcMain, webContents } = electron
const { openPage } = require('../support/windows')
const { turn, within } = require('../support/events')

const { proxy: revoked, revoke } = Proxy.revocable({}, {})
revoke()

const hostile = [
  undefined, null, true, 0, -0, NaN, Infinity, -1, 1.5, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 10n, '', 'x', '\0', '\ud800', 'x'.repeat(100_000),
  Symbol('s'), () => {}, class {}, [], [1, 2], {}, Object.create(null), new Date(NaN), new Map(), new Error('e'), Buffer.alloc(3),
  new Proxy({}, {}), revoked, globalThis,
  { x: NaN, y: -1e308, width: Infinity, height: 'x' }, { x: 2 ** 40, y: 2 ** 40, width: 2 ** 40, height: 2 ** 40 }, { width: -5, height: -5 },
  { get x () { throw new Error('getter') }, get type () { throw new Error('getter') } },
  { toString () { throw new Error('toString') }, valueOf () { throw new Error('valueOf') } },
  { type: 'mouseDown', x: 1e99, y: 'y', button: 5 }, { type: 'keyDown', keyCode: '\ud800' }, { type: 'char' }, { mode: 5 }
]
const cycle = {}
cycle.self = cycle
hostile.push(cycle)

// They end the test itself, wait for a person, or make another program.
const never = new Set(['constructor', 'quit', 'exit', 'relaunch', 'close', 'destroy', 'forcefullyCrashRenderer', 'print', '_init',
  'setAsDefaultProtocolClient', 'isDefaultProtocolClient', 'requestSingleInstanceLock', 'releaseSingleInstanceLock', 'show', 'showAboutPanel', 'showEmojiPanel', 'hide', 'setMaxListeners', 'removeAllListeners', 'emit'])

function methodsOf (object) {
  const names = new Set()
  for (let level = object; level && level !== Object.prototype; level = Object.getPrototypeOf(level)) {
    for (const name of Object.getOwnPropertyNames(level)) {
      if (never.has(name) || name.startsWith('_')) continue
      const { value, get } = Object.getOwnPropertyDescriptor(level, name)
      if (typeof value === 'function' && !get) names.add(name)
    }
  }
  return [...names]
}

/** Calls a method with everything, in each place. Promises that it answers may reject. */
async function abuse (object, name) {
  const attempt = (...args) => {
    try {
      const result = object[name](...args)
      if (typeof result?.then === 'function') result.then(() => {}, () => {})
    } catch (error) {
      // What a getter or toString of the argument threw is passed on; the rest are errors of ours.
      assert.ok(error instanceof Error, `${name} threw ${String(error)}`)
    }
  }
  attempt()
  for (const value of hostile) {
    attempt(value)
    attempt('x', value)
    attempt(1, value)
    attempt(value, value, value)
  }
  await turn()
}

async function survives (win) {
  assert.equal(await within(win.webContents.executeJavaScript('6 * 7')), 42)
}

// Emitters keep what they are given; a listener of these cases must not be called later.
const emitterMethods = new Set(['on', 'once', 'addListener', 'prependListener', 'prependOnceListener', 'off', 'removeListener', 'listeners', 'rawListeners', 'listenerCount', 'eventNames', 'getMaxListeners'])
const ownMethodsOf = (object) => methodsOf(object).filter((name) => !emitterMethods.has(name))

describe('bad arguments', () => {
  it('of app', { timeout: 100_000 }, async () => {
    const paths = ['userData', 'temp', 'logs'].map((name) => [name, app.getPath(name)])
    const name = app.name
    for (const method of ownMethodsOf(app)) await abuse(app, method)
    for (const method of ownMethodsOf(app.commandLine)) await abuse(app.commandLine, method)
    app.name = name
    for (const [key, value] of paths) app.setPath(key, value)
    await survives(await openPage())
  })

  it('of ipcMain and webContents, the static parts', { timeout: 100_000 }, async () => {
    for (const method of ownMethodsOf(ipcMain)) await abuse(ipcMain, method)
    for (const method of ['getAllWebContents', 'getFocusedWebContents', 'fromId']) await abuse(webContents, method)
    for (const method of ['getAllWindows', 'getFocusedWindow', 'fromId', 'fromWebContents']) await abuse(BrowserWindow, method)
    await survives(await openPage())
  })

  it('of new BrowserWindow', { timeout: 100_000 }, async () => {
    const names = ['width', 'height', 'x', 'y', 'title', 'show', 'frame', 'resizable', 'minimizable', 'maximizable', 'closable', 'alwaysOnTop',
      'parent', 'modal', 'backgroundColor', 'fullscreen', 'icon', 'useContentSize', 'minWidth', 'maxHeight', 'center', 'opacity', 'webPreferences']
    // Two thirds of them: each costs 24 windows.
    for (const [index, value] of hostile.entries()) {
      if (index % 3 === 1) continue
      for (const options of [value, ...names.map((name) => ({ show: false, [name]: value }))]) {
        try {
          new BrowserWindow(options).destroy()
        } catch (error) {
          assert.ok(error instanceof Error, String(error))
        }
      }
      await turn()
    }
    await survives(await openPage())
  })

  it('of a window', { timeout: 200_000 }, async () => {
    for (const method of ownMethodsOf(BrowserWindow.prototype)) {
      const win = await openPage()
      await abuse(win, method)
      if (!win.isDestroyed()) win.destroy()
    }
    await survives(await openPage())
  })

  it('of webContents', { timeout: 200_000 }, async () => {
    const first = await openPage()
    const names = ownMethodsOf(first.webContents)
    assert.ok(names.length > 30)
    for (const method of names) {
      const win = await openPage()
      await abuse(win.webContents, method)
      if (!win.isDestroyed()) win.destroy()
    }
    await survives(await openPage())
  })

  it('of a window that is destroyed, and its webContents', { timeout: 100_000 }, async () => {
    const win = await openPage()
    const contents = win.webContents
    win.destroy()
    for (const method of ownMethodsOf(BrowserWindow.prototype)) await abuse(win, method)
    await turn()
    await turn()
    for (const method of ownMethodsOf(contents)) await abuse(contents, method)
    await survives(await openPage())
  })

  it('methods that are called on another object', { timeout: 100_000 }, async () => {
    const win = await openPage()
    for (const prototype of [BrowserWindow.prototype, Object.getPrototypeOf(win.webContents)]) {
      for (const name of ownMethodsOf(prototype)) {
        for (const other of [undefined, null, {}, Object.create(prototype), 5, win, win.webContents]) {
          if (other === win || other === win.webContents) {
            if (name in other) continue
          }
          try {
            const result = prototype[name].call(other)
            if (typeof result?.then === 'function') result.then(() => {}, () => {})
          } catch (error) {
            assert.ok(error instanceof Error)
          }
        }
      }
    }
    await survives(win)
  })
})
