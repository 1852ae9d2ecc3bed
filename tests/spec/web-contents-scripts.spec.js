'use strict'

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const { once, within } = require('../support/events')
const { openPage, openWindow, pageUrl, loadPage } = require('../support/windows')
const { startServer } = require('../support/http-server')

const kinds = [
  ['with Node in the page', {}],
  ['with contextIsolation', { contextIsolation: true, nodeIntegration: false }]
]

for (const [kind, webPreferences] of kinds) {
  describe(`executeJavaScript ${kind}`, () => {
    let server, win, contents
    const run = (code) => within(contents.executeJavaScript(code))
    before(async () => {
      server = await startServer()
      win = await openPage('<!DOCTYPE html><title>t</title><body>x', { webPreferences })
      contents = win.webContents
    })
    after(() => server.close())

    for (const [code, value] of [
      ['1 + 1', 2], ['"s"', 's'], ['null', null], ['undefined', undefined], ['', undefined], ['NaN', NaN], ['-0', -0], ['10n', 10n],
      ['[1,,2]', [1, , 2]], // eslint-disable-line no-sparse-arrays
      ['({a: [1, {b: 2}], d: new Date(0), m: new Map([[1, 2]]), u: undefined})', { a: [1, { b: 2 }], d: new Date(0), m: new Map([[1, 2]]), u: undefined }],
      ['this === window', true], ['Promise.resolve(5)', 5], ['(async () => { await 0; return 6 })()', 6], ['({ then (r) { r(8) } })', 8],
      ['var a = 1; a + 1', 2], ['const q = 2\nq', 2], ['if (true) { 5 } else { 6 }', 5], ['var f = function () { return 3 }\n;(f())', 3],
      ['var g = (x) => x\n(4)', undefined], ['for (var i = 0; i < 3; i++) i', 2], ['function decl () {}', undefined], ['let only = 1', undefined],
      ['"a;b\\n}c"', 'a;b\n}c'], ['// just a comment', undefined], ['1; // comment', 1]
    ]) {
      it(`answers ${JSON.stringify(code)}`, async () => assert.deepEqual(await run(code), value))
    }

    it('leaves what a script declares to the next', async () => {
      await run('var v1 = 1; let l1 = 2; const c1 = 3; function f1 () { return 4 }')
      assert.deepEqual(await run('[v1, l1, c1, f1()]'), [1, 2, 3, 4])
    })

    it('rejects with what the promise rejects with', async () => {
      await assert.rejects(run('Promise.reject(new RangeError("r"))'), (error) => error instanceof RangeError && error.message === 'r')
      await assert.rejects(run('Promise.reject("str")'), (error) => error === 'str')
    })

    it('rejects with the error that is thrown, whole', async () => {
      const code = 'class E2 extends TypeError { constructor (m) { super(m); this.code = "C" } }; throw new E2("custom")'
      await assert.rejects(run(code), (error) => error instanceof TypeError && error.message === 'custom' && error.code === 'C' && /custom/.test(error.stack))
      await assert.rejects(run('undefinedVariable'), { name: 'ReferenceError', message: 'undefinedVariable is not defined' })
      await assert.rejects(run('throw "str"'), (error) => error === 'str')
    })

    it('rejects a script that does not parse', async () => {
      await assert.rejects(run('let ='), { name: 'SyntaxError' })
      await assert.rejects(run('await 1'), { name: 'SyntaxError' })
    })

    it('rejects a second declaration of a constant', async () => {
      await run('const once1 = 1')
      await assert.rejects(run('const once1 = 2'), { name: 'SyntaxError' })
    })

    it('rejects what cannot be cloned', async () => {
      for (const code of ['(() => {})', 'Symbol("x")', '({ f () {} })', 'new Proxy({}, {})', 'Promise.resolve(() => {})']) {
        await assert.rejects(run(code), { message: 'An object could not be cloned.' }, code)
      }
    })

    it('takes anything for code', async () => {
      assert.equal(await within(contents.executeJavaScript(5)), 5)
      assert.equal(await within(contents.executeJavaScript()), undefined)
      assert.equal(await within(contents.executeJavaScript(null)), null)
    })

    it('runs two scripts at once, each with its own answer', async () => {
      const answers = await Promise.all([run('new Promise((r) => setTimeout(r, 30, 1))'), run('2'), run('3')])
      assert.deepEqual(answers, [1, 2, 3])
    })

    it('waits for the first page', async () => {
      const other = openWindow({ webPreferences })
      const answer = other.webContents.executeJavaScript('document.title')
      await loadPage(other, '<title>first</title>')
      assert.equal(await within(answer), 'first')
    })

    it('waits for the page that is being loaded', async () => {
      const other = openWindow({ webPreferences })
      await loadPage(other, '<title>old</title>')
      other.loadURL(pageUrl('<title>new</title>'))
      assert.equal(await within(other.webContents.executeJavaScript('document.title')), 'new')
    })

    it('rejects when the page goes before the promise has settled', async () => {
      const other = await openPage('<title>old</title>', { webPreferences })
      const never = assert.rejects(other.webContents.executeJavaScript('new Promise(() => {})'))
      await other.webContents.executeJavaScript('1')
      await other.loadURL(pageUrl('<title>new</title>'))
      await within(never)
    })

    it('rejects when the window is destroyed or the page dies', async () => {
      for (const end of [(w) => w.destroy(), (w) => w.webContents.forcefullyCrashRenderer()]) {
        const other = await openPage('<title>x</title>', { webPreferences })
        const never = assert.rejects(other.webContents.executeJavaScript('new Promise(() => {})'))
        await other.webContents.executeJavaScript('1')
        end(other)
        await within(never)
      }
    })

    it('runs in a page whose policy forbids scripts', async () => {
      const other = openWindow({ webPreferences })
      await other.loadURL(`${server.url}/csp`)
      assert.deepEqual(await within(other.webContents.executeJavaScript('var a = 1; ({ a, m: new Map() })')), { a: 1, m: new Map() })
      await assert.rejects(within(other.webContents.executeJavaScript('throw new TypeError("t")')), { name: 'TypeError' })
      assert.equal(await within(other.webContents.executeJavaScript('if (a) { "block" }')), 'block')
    })

    it('runs scripts in other worlds, which share the document only', async () => {
      await run('globalThis.mine = 1')
      assert.equal(await within(contents.executeJavaScriptInIsolatedWorld(7, [{ code: 'typeof mine' }])), 'undefined')
      assert.deepEqual(await within(contents.executeJavaScriptInIsolatedWorld(7, [{ code: 'var z = 5' }, { code: '({ z, t: document.title })' }])), { z: 5, t: 't' })
      await assert.rejects(within(contents.executeJavaScriptInIsolatedWorld(7, [{ code: 'throw new RangeError("w")' }])), { name: 'RangeError' })
    })

    it('insertCSS applies, removeInsertedCSS takes it away, and the page keeps its own', async () => {
      await run('var own = new CSSStyleSheet(); own.replaceSync("body { margin: 7px }"); document.adoptedStyleSheets = [own]; 0')
      const key = await contents.insertCSS('body { color: rgb(1, 2, 3) }')
      assert.equal(typeof key, 'string')
      const look = 'var s = getComputedStyle(document.body); [s.color, s.marginTop]'
      assert.deepEqual(await run(look), ['rgb(1, 2, 3)', '7px'])
      await contents.removeInsertedCSS(key)
      assert.deepEqual(await run(look), ['rgb(0, 0, 0)', '7px'])
      await contents.removeInsertedCSS('nope')
      await assert.rejects(contents.insertCSS(), { message: 'Insufficient number of arguments.' })
      await assert.rejects(contents.insertCSS(5), { message: 'Error processing argument at index 0, conversion failure from ' })
    })

    it('rejects once the window is destroyed', async () => {
      const other = openWindow({ webPreferences })
      const { webContents } = other
      other.destroy()
      await new Promise((resolve) => webContents.isDestroyed() ? resolve() : webContents.once('destroyed', resolve))
      await assert.rejects(webContents.executeJavaScript('1'), { name: 'TypeError', message: 'Object has been destroyed' })
      await assert.rejects(webContents.insertCSS(''), { name: 'TypeError', message: 'Object has been destroyed' })
    })
  })
}

describe('webContents.executeJavaScript', () => {
  it('answers while the page waits in sendSync', async () => {
    const { ipcMain } = require('electron')
    const win = await openPage('<title>x</title>')
    let answer
    ipcMain.once('script-in-sync', (event) => {
      answer = win.webContents.executeJavaScript('"after"')
      event.returnValue = 'sync'
    })
    assert.equal(await within(win.webContents.executeJavaScript("require('electron').ipcRenderer.sendSync('script-in-sync')")), 'sync')
    assert.equal(await within(answer), 'after')
  })

  it('runs in a page with JavaScript switched off or rejects, but settles', async () => {
    const win = await openPage('<title>x</title>', { webPreferences: { javascript: false } })
    await within(win.webContents.executeJavaScript('1').catch(() => {}))
  })

  it('is in the console when it throws', async () => {
    const win = await openPage('<title>x</title>')
    const message = once(win.webContents, 'console-message')
    win.webContents.executeJavaScript('throw new Error("shown")').catch(() => {})
    assert.match((await message)[2], /shown/)
  })
})
