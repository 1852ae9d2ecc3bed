'use strict'

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const { session } = require('electron')
const { until } = require('../support/events')
const { NotificationServer } = require('../support/notifications')
const { loadPage, openPage, untilInPage } = require('../support/windows')

describe('Notifications of pages', () => {
  let server, win
  const environment = { ...process.env }

  before(async () => {
    server = await NotificationServer.start({ capabilities: ['body', 'actions', 'body-markup'] })
    Object.assign(process.env, server.bus.env)
    win = await openPage('<!DOCTYPE html><title>page</title>')
  })
  after(async () => {
    await server.stop()
    for (const name of Object.keys(server.bus.env)) {
      if (environment[name] === undefined) delete process.env[name]
      else process.env[name] = environment[name]
    }
  })

  const inPage = (script) => win.webContents.executeJavaScript(script)
  let lastId = 0
  /** Shows one; its events are in window.events of the page. Answers the server's id. */
  const show = async (title, options = {}) => {
    await inPage(`{
      window.events = []
      window.notification = new Notification(${JSON.stringify(title)}, ${JSON.stringify(options)})
      for (const name of ['show', 'click', 'close', 'error']) notification.addEventListener(name, ({ target }) => events.push(target === notification ? name : \`old \${name}\`))
    } 0`)
    await untilInPage(win, "events.includes('show')")
    return ++lastId
  }
  const events = (...names) => untilInPage(win, `JSON.stringify(events) === ${JSON.stringify(JSON.stringify(names))}`)
    .catch(async (error) => { throw new Error(`${error.message}; they are ${await inPage('events')}`) })

  it('are allowed, and shown by the desktop', async () => {
    assert.equal(await inPage('Notification.permission'), 'granted')
    await show('from a page', { body: 'its body' })
    assert.match(await server.shown('from a page'), /<'its body'>/)
  })

  it("'click' and 'close' reach the page", async () => {
    const id = await show('clicked')
    await server.click(id)
    await events('show', 'click')
    await server.close(id)
    await events('show', 'click', 'close')
  })

  it('notification.close() of the page takes it away', async () => {
    const id = await show('closing')
    await inPage('notification.close()')
    await until(async () => (await server.calls('CloseNotification')).some((call) => call.includes(`<uint32 ${id}>`)))
    await events('show', 'close')
  })

  it('the next one with a tag takes the place of the one before', async () => {
    const id = await show('tagged one', { tag: 'mail' })
    await show('tagged two', { tag: 'mail' })
    assert.match(await server.shown('tagged two'), new RegExp(`<uint32 ${id}>, <''>, <'tagged two'>`))
    await server.click(id)
    await events('old close', 'show', 'click')
  })

  it('outlive their page, which then hears of nothing', async () => {
    const id = await show('leaving')
    await win.loadURL('about:blank')
    await server.click(id)
    await server.close(id)
    await loadPage(win)
    await show('later')
  })

  it('the body is text, whatever the server makes of markup', async () => {
    await show('with markup', { body: '<img src="file:///x"> & <b>' })
    assert.match(await server.shown('with markup'), /<'&lt;img src=&quot;file:\/\/\/x&quot;&gt; &amp; &lt;b&gt;'>/)
  })

  it('a permission handler may refuse them', async () => {
    const own = session.fromPartition('no-notifications')
    own.setPermissionCheckHandler((contents, permission) => permission !== 'notifications')
    own.setPermissionRequestHandler((contents, permission, answer) => answer(permission !== 'notifications'))
    const other = await openPage('<!DOCTYPE html><title>page</title>', { webPreferences: { session: own } })
    const before = (await server.calls('Notify')).length
    assert.equal(await other.webContents.executeJavaScript('Notification.permission'), 'denied')
    assert.equal(await other.webContents.executeJavaScript("new Promise((resolve) => { new Notification('no').onerror = () => resolve('error') })"), 'error')
    assert.equal((await server.calls('Notify')).length, before)
  })
})
