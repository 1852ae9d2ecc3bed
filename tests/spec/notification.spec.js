'use strict'

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const { nativeImage, Notification } = require('electron')
const { once, until } = require('../support/events')
const { appFolder, run } = require('../support/program')
const { NotificationServer } = require('../support/notifications')

describe('Notification', () => {
  let server
  const environment = { ...process.env }
  let lastId = 0

  before(async () => {
    server = await NotificationServer.start()
    Object.assign(process.env, server.bus.env)
  })
  after(async () => {
    await server.stop()
    for (const name of Object.keys(server.bus.env)) {
      if (environment[name] === undefined) delete process.env[name]
      else process.env[name] = environment[name]
    }
  })

  /** Shows it; answers its id there. */
  const show = async (notification) => {
    const shown = once(notification, 'show')
    notification.show()
    assert.equal((await shown).length, 1)
    return ++lastId
  }

  it('Notification.isSupported() when somebody shows them', () => {
    assert.equal(Notification.isSupported(), true)
  })

  it('properties are what the options say, and can be changed', () => {
    const options = {
      title: 't', subtitle: 's', body: 'b', silent: true, hasReply: true, timeoutType: 'never', replyPlaceholder: 'r', urgency: 'critical', sound: 'ping',
      actions: [{ type: 'button', text: 'x' }], closeButtonText: 'c', toastXml: '<x/>'
    }
    const given = new Notification(options)
    for (const [name, value] of Object.entries(options)) assert.deepEqual(given[name], value, name)
    const plain = new Notification()
    assert.deepEqual(Object.keys(options).map((name) => plain[name]), ['', '', '', false, false, '', '', '', '', [], '', ''])
    plain.title = 'title'
    plain.subtitle = 'subtitle'
    plain.body = 'body'
    plain.silent = 1
    plain.hasReply = true
    plain.timeoutType = 'default'
    plain.replyPlaceholder = 'reply'
    plain.urgency = 'low'
    plain.sound = 'sound'
    plain.actions = [{ type: 'button', text: 'y' }]
    plain.closeButtonText = 'close'
    plain.toastXml = 'xml'
    assert.deepEqual(Object.keys(options).map((name) => plain[name]),
      ['title', 'subtitle', 'body', true, true, 'default', 'reply', 'low', 'sound', [{ type: 'button', text: 'y' }], 'close', 'xml'])
  })

  it("a property of the wrong type throws in Electron's words, an option counts as none", () => {
    const notification = new Notification({ title: 5, body: {}, urgency: null, actions: 5, silent: 'x' })
    assert.deepEqual([notification.title, notification.body, notification.urgency, notification.actions, notification.silent], ['', '', '', [], true])
    for (const name of ['title', 'subtitle', 'body', 'timeoutType', 'replyPlaceholder', 'urgency', 'sound', 'actions', 'closeButtonText', 'toastXml']) {
      assert.throws(() => { notification[name] = 5 }, { name: 'TypeError', message: 'Error processing argument at index 0, conversion failure from ' }, name)
    }
    assert.deepEqual(new Notification(5).title, '')
    assert.deepEqual(new Notification(null).title, '')
  })

  it('show() shows title, body, urgency and how long', async () => {
    await show(new Notification({ title: 'first title', body: 'its body' }))
    const plain = await server.shown('first title')
    assert.match(plain, /<'its body'>/)
    assert.match(plain, /'urgency': <byte 0x01>/)
    assert.match(plain, /<-1>\]/)
    assert.doesNotMatch(plain, /suppress-sound|image-data/)
    await show(new Notification({ title: 'second title', urgency: 'critical', silent: true, timeoutType: 'never' }))
    const urgent = await server.shown('second title')
    assert.match(urgent, /'urgency': <byte 0x02>/)
    assert.match(urgent, /'suppress-sound': <true>/)
    assert.match(urgent, /<0>\]/)
    await show(new Notification({ title: 'third title', urgency: 'low' }))
    assert.match(await server.shown('third title'), /'urgency': <byte 0x00>/)
  })

  it('icon is a NativeImage or a path; what is none has no effect', async () => {
    const image = nativeImage.createFromBitmap(Buffer.from([0, 0, 255, 255, 0, 255, 0, 255]), { width: 2, height: 1 })
    await show(new Notification({ title: 'with a picture', icon: image }))
    assert.match(await server.shown('with a picture'), /'image-data': <\(2, 1, 8, true, 8, 4, \[byte 0xff, 0x00, 0x00, 0xff, 0x00, 0xff, 0x00, 0xff\]\)>/)
    for (const icon of ['/nowhere.png', 5, nativeImage.createEmpty()]) await show(new Notification({ title: 'without', icon }))
    assert.doesNotMatch(await server.shown('without'), /image-data/)
  })

  it("'click' and 'close' tell what the user does", async () => {
    const notification = new Notification({ title: 'clicked' })
    const id = await show(notification)
    const clicked = once(notification, 'click')
    await server.click(id)
    assert.equal((await clicked).length, 1)
    const closed = once(notification, 'close')
    await server.close(id)
    assert.equal((await closed).length, 1)
    // It is gone: nothing is told any more.
    notification.on('click', () => assert.fail('clicked'))
    await server.click(id)
    await show(new Notification({ title: 'later' }))
  })

  it('close() takes it away, also before it is there', async () => {
    const notification = new Notification({ title: 'closing' })
    const id = await show(notification)
    const closed = once(notification, 'close')
    notification.close()
    await closed
    assert.match((await server.calls('CloseNotification')).at(-1), new RegExp(`<uint32 ${id}>`))
    notification.close()
    const early = new Notification({ title: 'early' })
    const gone = once(early, 'close')
    early.show()
    early.close()
    await gone
    lastId++
    new Notification().close()
  })

  it('show() again replaces what is shown, with the properties as they are then', async () => {
    const notification = new Notification({ title: 'once' })
    const id = await show(notification)
    notification.title = 'twice'
    const closed = once(notification, 'close')
    const second = await show(notification)
    await closed
    assert.match((await server.calls('CloseNotification')).at(-1), new RegExp(`<uint32 ${id}>`))
    await server.shown('twice')
    const clicked = once(notification, 'click')
    await server.click(second)
    await clicked
  })

  it('stays while it is shown, though nothing refers to it', async () => {
    let clicked = false
    await show(new Notification({ title: 'forgotten' }).on('click', () => { clicked = true }))
    global.gc()
    await server.click(lastId)
    await until(() => clicked)
  })

  it("'failed' tells why nobody shows it", async () => {
    const notification = new Notification({ title: 'refused' })
    const failed = once(notification, 'failed')
    notification.show()
    assert.equal((await failed)[1], 'too many')
    notification.close()
  })

  it("before 'ready' there is none; without a message bus they fail", async (t) => {
    const folder = appFolder(t, {
      'package.json': '{ "main": "index.js" }',
      'index.js': `
        const { app, Notification } = require('electron')
        console.log(Notification.isSupported())
        try { new Notification() } catch (error) { console.log(error.message) }
        app.whenReady().then(() => {
          console.log(Notification.isSupported())
          const notification = new Notification({ title: 'nobody sees it' })
          notification.on('failed', (event, reason) => {
            console.log(typeof reason, reason.length > 0)
            app.exit()
          })
          notification.show()
        })`
    })
    const { stdout } = await run(t, ['--headless', folder], { env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' } })
    assert.deepEqual(stdout.split('\n'), ['false', 'Cannot create Notification before app is ready', 'false', 'string true', ''])
  })
})
