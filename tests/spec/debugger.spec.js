'use strict'

const { afterEach, beforeEach, describe, it } = require('node:test')
const assert = require('node:assert/strict')
const { nativeImage } = require('electron')
const { once, until, within } = require('../support/events')
const { openPage, loadPage } = require('../support/windows')

describe('webContents.debugger', () => {
  let win, contents, dbg
  beforeEach(async () => {
    win = await openPage()
    contents = win.webContents
    dbg = contents.debugger
  })
  afterEach(() => win.destroy())

  const valueOf = async (expression) => (await within(dbg.sendCommand('Runtime.evaluate', { expression }))).result.value
  const isPrint = () => contents.executeJavaScript("matchMedia('print').matches")
  const rejected = (promise, message) => assert.rejects(within(promise), (error) => error.constructor === Error && error.message === message)

  it('attach, isAttached and detach, and an event of the end', () => {
    const reasons = []
    dbg.on('detach', (event, reason) => reasons.push([reason, dbg.isAttached()]))
    assert.equal(contents.debugger, dbg)
    assert.equal(dbg.isAttached(), false)
    assert.equal(dbg.detach(), undefined)
    assert.equal(dbg.attach('1.3'), undefined)
    assert.equal(dbg.isAttached(), true)
    assert.throws(() => dbg.attach(), new TypeError('Debugger is already attached to the target'))
    dbg.detach()
    assert.deepEqual(reasons, [['target closed', false]])
    for (const version of ['0.5', '9.9', '1.4', 'abc']) assert.throws(() => dbg.attach(version), new TypeError('Requested protocol version is not supported'))
    for (const version of [undefined, '', '1.0', '1.1']) {
      dbg.attach(version)
      dbg.detach()
    }
    assert.equal(reasons.length, 5)
  })

  it('sendCommand answers, with parameters and without', async () => {
    dbg.attach()
    assert.equal(await valueOf('document.title + "é\u{1f600}"'), 'pageé\u{1f600}')
    assert.deepEqual(await within(dbg.sendCommand('Runtime.enable')), {})
    assert.deepEqual(await within(dbg.sendCommand('Runtime.enable', null)), {})
    assert.deepEqual(await within(dbg.sendCommand('Runtime.enable', 'abc', undefined)), {})
    const params = { expression: '1', more: () => {} }
    params.self = params
    assert.equal((await within(dbg.sendCommand('Runtime.evaluate', params))).result.value, 1)
  })

  it('sendCommand rejects as in Electron', async () => {
    await rejected(dbg.sendCommand('Runtime.enable'), 'No target available')
    dbg.attach()
    for (const method of [undefined, 5, null, {}]) await rejected(dbg.sendCommand(method), 'Invalid method')
    await rejected(dbg.sendCommand('Page.bar'), "'Page.bar' wasn't found")
    await rejected(dbg.sendCommand('Runtime.evaluate'), 'Invalid parameters')
    await rejected(dbg.sendCommand('Runtime.enable', {}, 'abc'), 'Session with given id not found.')
    await rejected(dbg.sendCommand('Runtime.enable', {}, ''), 'Empty session id is not allowed')
    const never = rejected(dbg.sendCommand('Runtime.evaluate', { expression: 'new Promise(() => {})', awaitPromise: true }), 'target closed while handling command')
    await valueOf('1')
    dbg.detach()
    await never
  })

  it("'message' has method, parameters and no session for the page, over documents and processes", async () => {
    const messages = []
    dbg.on('message', (event, ...args) => messages.push(args))
    dbg.attach()
    await within(dbg.sendCommand('Runtime.enable'))
    await contents.executeJavaScript('console.log("hello", 1)')
    await until(() => messages.some(([method]) => method === 'Runtime.consoleAPICalled'))
    const [, params, sessionId] = messages.find(([method]) => method === 'Runtime.consoleAPICalled')
    assert.deepEqual(params.args.map(({ value }) => value), ['hello', 1])
    assert.equal(sessionId, '')
    const gone = once(contents, 'render-process-gone')
    contents.forcefullyCrashRenderer()
    await within(gone)
    await until(() => messages.some(([method]) => method === 'Inspector.targetCrashed'))
    assert.equal(dbg.isAttached(), true)
    await loadPage(win, '<title>again</title>')
    assert.equal(await valueOf('document.title'), 'again')
  })

  it('reaches the sessions of what it attaches to', async () => {
    dbg.attach()
    const { targetInfo } = await within(dbg.sendCommand('Target.getTargetInfo'))
    const { sessionId } = await within(dbg.sendCommand('Target.attachToTarget', { targetId: targetInfo.targetId, flatten: true }))
    const heard = once(dbg, 'message', { filter: (event, method, params, session) => method === 'Page.loadEventFired' && session === sessionId })
    await within(dbg.sendCommand('Page.enable', {}, sessionId))
    await loadPage(win)
    await within(heard)
  })

  it('detach undoes what it has set, and leaves what others have', async () => {
    await within(contents._protocol().keep('test', [['Emulation.setEmulatedMedia', { media: 'print' }]]))
    await until(isPrint)
    dbg.attach()
    await within(dbg.sendCommand('Emulation.setEmulatedMedia', { media: 'screen' }))
    await until(async () => !await isPrint())
    dbg.detach()
    await until(isPrint)
    contents._protocol().drop('test')
    await until(async () => !await isPrint())
    const messages = []
    dbg.on('message', (event, method) => messages.push(method))
    dbg.attach()
    await loadPage(win)
    await valueOf('1')
    assert.deepEqual(messages.filter((method) => method.startsWith('Network.')), [])
  })

  it('goes on while the DevTools open and close', async () => {
    dbg.attach()
    const pending = dbg.sendCommand('Runtime.evaluate', { expression: 'new Promise((resolve) => { globalThis.settle = resolve })', awaitPromise: true })
    await valueOf('1')
    contents.openDevTools({ mode: 'detach' })
    await within(once(contents, 'devtools-opened'))
    await valueOf('settle(3)')
    assert.equal((await within(pending)).result.value, 3)
    contents.closeDevTools()
    assert.equal(await valueOf('document.title'), 'page')
    assert.equal(dbg.isAttached(), true)
  })

  it('takes a picture of a page that nobody sees, and of more than fits its window', async () => {
    await loadPage(win, '<!DOCTYPE html><body style="margin: 0; height: 2000px; background: rgb(255, 0, 0)">')
    dbg.attach()
    for (const parameters of [{}, { fromSurface: false }, { captureBeyondViewport: true, clip: { x: 0, y: 1000, width: 50, height: 900, scale: 1 } }]) {
      const { data } = await within(dbg.sendCommand('Page.captureScreenshot', parameters))
      const picture = nativeImage.createFromBuffer(Buffer.from(data, 'base64'))
      assert.deepEqual(picture.getSize(), parameters.clip ? { width: 50, height: 900 } : { width: 400, height: 300 })
      assert.deepEqual([...picture.toBitmap().subarray(0, 4)], [0, 0, 255, 255])
    }
  })

  it('takes several pictures of a page that nobody sees at once', async () => {
    dbg.attach()
    const pictures = await within(Promise.all([1, 2, 3].map(() => dbg.sendCommand('Page.captureScreenshot'))))
    for (const { data } of pictures) assert.deepEqual(nativeImage.createFromBuffer(Buffer.from(data, 'base64')).getSize(), { width: 400, height: 300 })
    assert.equal(contents.isBeingCaptured(), false)
  })

  it('refuses by name what would end the app', async () => {
    dbg.attach()
    for (const method of ['Browser.crash', 'Browser.crashGpuProcess', 'Input.synthesizeTapGesture', 'Input.synthesizeScrollGesture', 'Input.synthesizePinchGesture', 'Tracing.start']) {
      await rejected(dbg.sendCommand(method, { x: 1, y: 1, scaleFactor: 2 }), `debugger.sendCommand: '${method}' is not supported: the engine would end the app`)
    }
    assert.equal(await valueOf('2'), 2)
  })

  it("'detach' comes before the page is destroyed, and it takes nothing after", async () => {
    const told = []
    dbg.attach()
    dbg.on('detach', (event, reason) => told.push(reason))
    contents.on('destroyed', () => told.push('destroyed'))
    const never = rejected(dbg.sendCommand('Runtime.evaluate', { expression: 'new Promise(() => {})', awaitPromise: true }), 'target closed while handling command')
    win.destroy()
    await never
    assert.deepEqual(told, ['target closed', 'destroyed'])
    assert.equal(dbg.isAttached(), false)
    assert.throws(() => dbg.attach(), TypeError)
    await rejected(dbg.sendCommand('Runtime.enable'), 'No target available')
    assert.equal(dbg.detach(), undefined)
  })
})
