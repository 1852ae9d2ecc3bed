'use strict'

const assert = require('node:assert/strict')
const { after, afterEach, before, beforeEach, describe, it } = require('node:test')
const { BrowserWindow, ipcMain } = require('electron')
const { mine, tellMine, throwMine } = require('../support/errors')
const { within } = require('../support/events')
const { startServer } = require('../support/http-server')
const { openBridged } = require('../support/preload')
const { openPage } = require('../support/windows')

/** Evaluates an expression in the page, where `throwMine` and `tellMine` are known. */
const inPage = (win, expression) => within(win.webContents.executeJavaScript(`(async () => {
  ${throwMine}
  ${tellMine}
  return ${expression}
})()`))

// A failing handler is told on stderr as well.
const { error: printError } = console
before(() => { console.error = () => {} })
after(() => { console.error = printError })

describe('errors by invoke', () => {
  let win

  const thrown = (tell) => inPage(win, `await require('electron').ipcRenderer.invoke('test').catch(${tell})`)

  before(async () => { win = await openPage() })
  afterEach(() => ipcMain.removeHandler('test'))

  it('keep class, name, code, causes and fields, under Electron\'s message', async () => {
    ipcMain.handle('test', throwMine)
    assert.deepEqual(await thrown('tellMine'), mine("Error invoking remote method 'test': Mine: went wrong"))
  })

  for (const type of [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError]) {
    it(`are of ${type.name} when it was thrown`, async () => {
      ipcMain.handle('test', async () => { throw new type('m') }) // eslint-disable-line new-cap
      assert.deepEqual(await thrown(`(e) => [Object.getPrototypeOf(e) === ${type.name}.prototype, e.name, e.message, Object.keys(e)]`),
        [true, type.name, `Error invoking remote method 'test': ${type.name}: m`, []])
    })
  }

  it('bring the errors of an AggregateError', async () => {
    ipcMain.handle('test', () => Promise.any([Promise.reject(new TypeError('one')), Promise.reject(Object.assign(new Error('two'), { code: 2 }))]))
    assert.deepEqual(await thrown('(e) => [e instanceof AggregateError, e.errors[0] instanceof TypeError, e.errors[1].code]'), [true, true, 2])
  })

  it('are DOMExceptions when one was thrown', async () => {
    ipcMain.handle('test', () => { throw new DOMException('gone', 'AbortError') })
    assert.deepEqual(await thrown('(e) => [e instanceof DOMException, e.name, e.message, e.code]'),
      [true, 'AbortError', "Error invoking remote method 'test': AbortError: gone", 20])
  })

  it('bring what Node tells of a system call', async () => {
    ipcMain.handle('test', () => require('fs').promises.readFile('/nonexistent/file'))
    assert.deepEqual(await thrown('({ code, errno, syscall, path }) => [code, errno, syscall, path]'), ['ENOENT', -2, 'open', '/nonexistent/file'])
  })

  it('have one stack, of main and of the page', async () => {
    ipcMain.handle('test', async function inMain () { throw new TypeError('m') })
    const stack = await inPage(win, `await (async function inThePage () {
      try { await require('electron').ipcRenderer.invoke('test') } catch (error) { return error.stack }
    })()`)
    const [title, ...frames] = stack.split('\n')
    assert.equal(title, "TypeError: Error invoking remote method 'test': TypeError: m")
    assert.match(frames[0], /^ {4}at inMain \(.*errors\.spec\.js:\d+:\d+\)$/)
    const crossing = frames.indexOf("    at <main process to page> ipcRenderer.invoke('test')")
    assert.match(frames[crossing + 1], /^ {4}at async inThePage \(/)
    assert.doesNotMatch(stack, /runtime:/)
  })

  it('survive causes that go round', async () => {
    ipcMain.handle('test', () => {
      const error = new Error('a', { cause: new Error('b') })
      error.cause.cause = error
      throw error
    })
    assert.equal(await thrown('(e) => e.cause.cause === e && e.cause.message'), 'b')
  })

  it('do without what cannot be cloned, or throws when it is read', async () => {
    ipcMain.handle('test', () => {
      throw Object.defineProperties(new Error('m', { cause: () => {} }), {
        good: { value: { a: 1 }, enumerable: true },
        proxy: { value: new Proxy({}, {}), enumerable: true },
        bad: { get () { throw new Error('getter') }, enumerable: true },
        stack: { get () { throw new Error('stack') } },
        name: { get () { throw new Error('name') } }
      })
    })
    assert.deepEqual(await thrown('(e) => [e.message, Object.keys(e), e.good, "cause" in e]'),
      ["Error invoking remote method 'test': reply was never sent", ['good'], { a: 1 }, false])
  })

  const others = { "'text'": 'text', 5: '5', '({ a: 1 })': '[object Object]', "Symbol('x')": 'Symbol(x)', undefined: 'reply was never sent', null: 'reply was never sent' }
  for (const [value, text] of Object.entries(others)) {
    it(`are Errors with Electron's text when ${value} was thrown`, async () => {
      ipcMain.handle('test', () => { throw eval(value) }) // eslint-disable-line no-eval
      assert.deepEqual(await thrown('(e) => [e.constructor === Error, e.message, Object.keys(e)]'), [true, `Error invoking remote method 'test': ${text}`, []])
    })
  }

  it('arrive as arguments of other messages as well', async () => {
    ipcMain.once('test', (event, error) => { event.returnValue = tellMine(error) })
    assert.deepEqual(await inPage(win, `(() => {
      try { throwMine() } catch (error) { delete error.symbol; delete error.weak; return require('electron').ipcRenderer.sendSync('test', error) }
    })()`), mine())
  })
})

describe('errors by remote', () => {
  let win

  before(async () => { win = await openPage() })
  beforeEach(() => {
    global.shared = {
      call: throwMine,
      get member () { return throwMine() },
      Class: class { constructor () { throwMine() } },
      later: async function inMain () { throwMine() },
      told: (promise) => promise.catch((error) => { global.told = error })
    }
  })
  afterEach(() => {
    delete global.shared
    delete global.told
  })

  const shared = "require('electron').remote.getGlobal('shared')"
  for (const [what, action] of Object.entries({ call: 'shared.call()', 'property get': 'shared.member', constructor: 'new shared.Class()' })) {
    it(`are whole, from a ${what}, and name both processes`, async () => {
      const [told, stack] = await inPage(win, `(function inThePage () {
        const shared = ${shared}
        try { ${action} } catch (error) { return [tellMine(error), error.stack] }
      })()`)
      // That is a reference.
      told[6] = told[6].filter((key) => key !== 'weak')
      assert.deepEqual(told, mine())
      assert.match(stack, /^Mine: went wrong\n {4}at .*throwMine .*\(.*support.errors\.js[^]*\n {4}at <main process to page> remote: \w+ '[^']*'\n {4}at inThePage \(/)
    })
  }

  it('are whole when a promise of main is rejected', async () => {
    const stack = await inPage(win, `await (async function inThePage () {
      try { await ${shared}.later() } catch (error) { return error.code + error.stack }
    })()`)
    assert.match(stack, /^E_MINEMine: went wrong[^]*at .*inMain [^]*\n {4}at <main process to page> remote: a promise\n {4}at async inThePage /)
  })

  it('are whole when a promise of the page is rejected', async () => {
    await inPage(win, `${shared}.told((async function inThePage () { throwMine() })())`)
    const { told } = global
    assert.equal(told.cause.cause.root.get(1), 2)
    assert.equal(Object.getPrototypeOf(told), RangeError.prototype)
    assert.match(told.stack, /^Mine: went wrong[^]*at inThePage [^]*\n {4}at <page to main process> remote: a promise/)
  })
})

describe('errors by executeJavaScript', () => {
  let win

  before(async () => { win = await openPage('<iframe srcdoc="frame"></iframe>') })

  const runs = {
    'webContents.executeJavaScript': (code) => win.webContents.executeJavaScript(code),
    'webContents.executeJavaScriptInIsolatedWorld': (code) => win.webContents.executeJavaScriptInIsolatedWorld(7, [{ code }]),
    'frame.executeJavaScript': (code) => win.webContents.mainFrame.frames[0].executeJavaScript(code)
  }
  for (const [name, run] of Object.entries(runs)) {
    for (const [how, code] of Object.entries({ thrown: `(function inThePage () { ${throwMine}; throwMine() })()`, rejected: `(async function inThePage () { ${throwMine}; throwMine() })()` })) {
      it(`are whole, ${how} in ${name}`, async () => {
        const error = await within(async function inMain () { await run(code) }().then(() => assert.fail('no error'), (error) => error))
        assert.deepEqual(tellMine(error), mine())
        assert.match(error.stack, /^Mine: went wrong\n {4}at throwMine [^]*at inThePage /)
        assert.ok(error.stack.includes(`\n    at <page to main process> ${name}()\n    at run`) || /at <page to main process> .*\n {4}at .*errors\.spec\.js/.test(error.stack), error.stack)
        assert.match(error.stack, /inMain/)
      })
    }
  }

  it('are DOMExceptions when one was thrown', async () => {
    const error = await within(win.webContents.executeJavaScript('document.querySelector("((")').catch((error) => error))
    assert.ok(error instanceof DOMException)
    assert.equal(error.name, 'SyntaxError')
    assert.equal(error.code, 12)
    assert.match(error.stack, /^SyntaxError: .*is not a valid selector\.\n/)
  })

  it('are what was thrown when it is no error', async () => {
    assert.deepEqual(await within(win.webContents.executeJavaScript('Promise.reject({ a: 1 })').catch((error) => error)), { a: 1 })
  })

  it('of hostile pages do no harm', async () => {
    const error = await within(win.webContents.executeJavaScript(`
      const hostile = new Error('m')
      Object.defineProperties(hostile, { constructor: { value: 5, enumerable: true }, toJSON: { value () {}, enumerable: true }, then: { value: 1, enumerable: true },
        __proto__: { value: { polluted: 1 }, enumerable: true }, cause: { get () { return hostile } }, stack: { value: { a: 1 } } })
      Promise.reject(Object.setPrototypeOf(hostile, new Proxy(TypeError.prototype, { get () { throw new Error('trap') } })))`).catch((error) => error))
    assert.ok(error instanceof Error)
    assert.equal(error.polluted, undefined)
    assert.equal({}.polluted, undefined)
  })
})

describe('errors by contextBridge', () => {
  const api = `{
    fail () { ${throwMine}; throwMine() },
    async reject () { ${throwMine}; throwMine() },
    tell (f) { ${tellMine}; try { f() } catch (error) { return [tellMine(error), error.stack] } },
    async tellLater (promise) { ${tellMine}; try { await promise } catch (error) { return [tellMine(error), error.stack] } },
    invoke: (channel) => ipcRenderer.invoke(channel),
    leak () { throw Object.assign(new Error('m'), { f () {}, node: document.body, data: { a: 1 }, held: { f () {} } }) }
  }`
  const open = (url) => openBridged(`contextBridge.exposeInMainWorld('api', ${api})`, url)

  it('are whole, and name both sides', async () => {
    const win = await open()
    const [told, stack] = await inPage(win, '(function inThePage () { try { api.fail() } catch (e) { return [tellMine(e), e.stack] } })()')
    assert.deepEqual(told, mine())
    assert.match(stack, /^Mine: went wrong\n {4}at throwMine \(.*preload\.js[^]*\n {4}at <preload script to page> contextBridge\n {4}at inThePage \(/)
    assert.doesNotMatch(stack, /runtime:/)
  })

  it('are whole when a promise is rejected', async () => {
    const win = await open()
    const [told, stack] = await inPage(win, 'await (async function inThePage () { try { await api.reject() } catch (e) { return [tellMine(e), e.stack] } })()')
    assert.deepEqual(told, mine())
    assert.match(stack, /at throwMine \(.*preload\.js[^]*\n {4}at <preload script to page> contextBridge\n {4}at async inThePage \(/)
  })

  it('are whole in a preload script, when the page has thrown them', async () => {
    const win = await open()
    for (const [told, stack] of [await inPage(win, 'api.tell(throwMine)'), await inPage(win, 'await api.tellLater((async () => { throwMine() })())')]) {
      assert.deepEqual(told, mine())
      assert.match(stack, /at throwMine [^]*\n {4}at <page to preload script> contextBridge\n {4}at .*preload\.js/)
    }
  })

  it('come from main through a preload script', async () => {
    const win = await open()
    ipcMain.handle('test', throwMine)
    try {
      const [told, stack] = await inPage(win, "await api.invoke('test').catch((e) => [tellMine(e), e.stack])")
      assert.deepEqual(told, mine("Error invoking remote method 'test': Mine: went wrong"))
      assert.match(stack, /support.errors\.js[^]*at <main process to page> ipcRenderer\.invoke\('test'\)[^]*at <preload script to page> contextBridge/)
    } finally {
      ipcMain.removeHandler('test')
    }
  })

  it('bring data, and nothing that could be called', async () => {
    const win = await open()
    assert.deepEqual(await inPage(win, '(() => { try { api.leak() } catch (e) { return [Object.keys(e), e.data] } })()'), [['data'], { a: 1 }])
  })

  it('do not tell a page of the network where the app lies', async () => {
    const win = await open()
    const server = await startServer()
    try {
      await win.loadURL(`${server.url}/page`)
      const [code, stack] = await inPage(win, '(() => { try { api.fail() } catch (e) { return [e.code, e.stack + e.cause.stack] } })()')
      assert.equal(code, 'E_MINE')
      assert.doesNotMatch(stack, /preload\.js/)
    } finally {
      await server.close?.()
      BrowserWindow.fromId(win.id)?.destroy()
    }
  })
})
