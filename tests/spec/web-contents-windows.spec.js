'use strict'

const { describe, it, before, beforeEach } = require('node:test')
const assert = require('node:assert/strict')
const { app, BrowserWindow, ipcMain } = require('electron')
const { once, within, until, turn } = require('../support/events')
const { openPage, pageUrl } = require('../support/windows')

const kinds = [['with Node in the page', {}], ['with contextIsolation', { contextIsolation: true, nodeIntegration: false }]]

for (const [kind, webPreferences] of kinds) {
  describe(`window.open ${kind}`, () => {
    let win, contents, childUrl
    const run = (code) => within(contents.executeJavaScript(code))
    before(() => { childUrl = pageUrl('<!DOCTYPE html><title>child</title><body>c', 'child.html') })
    beforeEach(async () => {
      win = await openPage('<!DOCTYPE html><title>opener</title><body>x', { webPreferences })
      contents = win.webContents
    })
    const open = (args) => run(`var w = window.open(${args}); String(w)`)

    it('opens a window of 800 x 600 by default', async () => {
      const created = once(app, 'browser-window-created')
      const told = once(contents, 'did-create-window')
      assert.equal(await open(`'${childUrl}'`), '[object Window]')
      const [, child] = await created
      const [window, details] = await told
      assert.equal(window, child)
      assert.deepEqual(Object.keys(details), ['url', 'frameName', 'options', 'disposition', 'referrer', 'postData'])
      assert.deepEqual([details.url, details.frameName, details.disposition], [childUrl, '', 'foreground-tab'])
      assert.deepEqual([details.options.width, details.options.height, details.options.show], [800, 600, true])
      assert.notEqual(child.webContents, contents)
      await until(() => child.webContents.getTitle() === 'child' && !child.webContents.isLoading())
      assert.equal(child.webContents.getURL(), childUrl)
      assert.equal(await within(child.webContents.executeJavaScript('document.title + (opener !== null)')), 'childtrue')
    })

    it('gives the handler name and features, and applies them', async () => {
      const asked = []
      contents.setWindowOpenHandler((details) => {
        asked.push(details)
        return { action: 'allow', overrideBrowserWindowOptions: { title: 'OV', show: false, height: 240 } }
      })
      const told = once(contents, 'did-create-window')
      await open(`'${childUrl}', 'nm', 'width=333,height=222,left=10,top=20,foo=bar'`)
      assert.deepEqual(asked, [{
        url: childUrl, frameName: 'nm', features: 'width=333,height=222,left=10,top=20,foo=bar', disposition: 'new-window',
        referrer: { url: '', policy: 'strict-origin-when-cross-origin' }, postBody: undefined
      }])
      const [child, { options, frameName }] = await told
      assert.equal(frameName, 'nm')
      assert.deepEqual([options.width, options.height, options.x, options.y, options.foo, options.title], [333, 240, 10, 20, 'bar', 'OV'])
      assert.equal(child.getTitle(), 'OV')
      assert.equal(await run('w.name'), 'nm')
    })

    it('gives the handler the postBody of a form that opens a window, and its target', async () => {
      for (const [name, type, options, expected] of [
        ['a submit', 'form.requestSubmit()', {}, { contentType: 'application/x-www-form-urlencoded', text: /^a=1\+%26&b=2$/ }],
        ['submit() of a script', 'form.submit()', { enctype: 'multipart/form-data' }, { contentType: 'multipart/form-data', text: /name="a"\r\n\r\n1 &\r\n/ }],
        ['one in plain text', 'form.submit()', { enctype: 'text/plain', target: 'place' }, { contentType: 'text/plain', text: /^a=1 &\r\nb=2\r\n$/ }]
      ]) {
        const asked = new Promise((resolve) => contents.setWindowOpenHandler((details) => { resolve(details); return { action: 'deny' } }))
        const { enctype = 'application/x-www-form-urlencoded', target = '_blank' } = options
        await contents.executeJavaScript(`{
          const form = document.createElement('form')
          Object.assign(form, { method: 'post', action: 'https://post.test/x', target: '${target}', enctype: '${enctype}' })
          form.innerHTML = '<input name=a value="1 &"><input name=b value=2>'
          document.body.append(form)
          ${type}
        }`, true)
        const { url, frameName, postBody } = await within(asked, undefined, name)
        assert.deepEqual([url, frameName, postBody.contentType], ['https://post.test/x', target === '_blank' ? '' : target, expected.contentType])
        assert.match(postBody.data[0].bytes.toString(), expected.text)
        assert.equal(postBody.data[0].type, 'rawData')
      }
    })

    for (const [what, handler] of [['deny', () => ({ action: 'deny' })], ['undefined', () => {}], ['null', () => null], ['nothing known', () => ({})]]) {
      it(`gives the page null when the handler answers ${what}`, async () => {
        contents.setWindowOpenHandler(handler)
        const count = BrowserWindow.getAllWindows().length
        assert.equal(await open(`'${childUrl}'`), 'null')
        assert.equal(BrowserWindow.getAllWindows().length, count)
      })
    }

    it('asks for links with a target, too', async () => {
      const asked = once(contents, 'did-create-window')
      await run(`document.body.innerHTML = '<a id=l target=_blank href="${childUrl}">l</a>'; l.click(); 0`)
      const [child, { url }] = await asked
      assert.equal(url, childUrl)
      await until(() => child.webContents.getTitle() === 'child')
    })

    it('about:blank can be written by its opener', async () => {
      const told = once(contents, 'did-create-window')
      await run("var b = window.open(''); b.document.write('<title>written</title>hi'); b.document.body.textContent")
      const [child] = await told
      assert.equal(await within(run('b.document.title')), 'written')
      assert.equal(child.isDestroyed(), false)
    })

    it('emits new-window, which preventDefault stops', async () => {
      let args
      contents.once('new-window', (event, ...rest) => {
        args = rest
        event.preventDefault()
      })
      assert.equal(await open(`'${childUrl}', 'nm'`), 'null')
      assert.deepEqual(args.slice(0, 3), [childUrl, 'nm', 'foreground-tab'])
      assert.equal(args[3].width, 800)
    })

    it('window.close() of the opener closes the child', async () => {
      const told = once(contents, 'did-create-window')
      await open(`'${childUrl}'`)
      const [child] = await told
      const closed = once(child, 'closed')
      await run('w.close()')
      await closed
      await until(() => run('w.closed'))
    })

    it('a child closes with its opener', async () => {
      const told = once(contents, 'did-create-window')
      await open(`'${childUrl}'`)
      const [child] = await told
      const closed = once(child, 'closed')
      win.destroy()
      await closed
    })

    it('survives a handler that throws or destroys', async () => {
      contents.setWindowOpenHandler(() => {
        win.destroy()
        return { action: 'allow' }
      })
      contents.executeJavaScript(`window.open('${childUrl}')`).catch(() => {})
      await until(() => win.isDestroyed())
      await turn()
    })
  })
}

describe('window.open', () => {
  it('gives the child a link of its own', async () => {
    const url = pageUrl('<!DOCTYPE html><title>child</title><script>require("electron").ipcRenderer.send("from-child"); var answer = require("electron").ipcRenderer.sendSync("sync-child")</script>', 'ipc-child.html')
    const win = await openPage('<!DOCTYPE html><title>opener</title>')
    ipcMain.once('sync-child', (event) => { event.returnValue = event.sender.id })
    const sent = once(ipcMain, 'from-child')
    const told = once(win.webContents, 'did-create-window')
    win.webContents.executeJavaScript(`window.open('${url}'); 0`)
    const [child] = await told
    const [event] = await sent
    assert.equal(event.sender, child.webContents)
    await until(() => !child.webContents.isLoading())
    assert.equal(await within(child.webContents.executeJavaScript('answer')), child.webContents.id)
  })
})
