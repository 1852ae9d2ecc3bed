'use strict'

const { describe, it, before, after, afterEach } = require('node:test')
const assert = require('node:assert/strict')
const { app, powerSaveBlocker } = require('electron')
const { Bus } = require('../support/dbus')
const { until } = require('../support/events')
const { appFolder, run } = require('../support/program')

const LOGIN = 'org.freedesktop.login1'
const SAVER = 'org.freedesktop.ScreenSaver'
const SAVER_PATH = '/org/freedesktop/ScreenSaver'
const insufficient = { name: 'TypeError', message: 'Insufficient number of arguments.' }
const conversion = { name: 'TypeError', message: 'Error processing argument at index 0, conversion failure from x' }

describe('powerSaveBlocker', () => {
  let bus
  const environment = { ...process.env }
  const started = []
  const start = (type) => {
    const id = powerSaveBlocker.start(type)
    started.push(id)
    return id
  }

  before(async () => {
    bus = await Bus.start()
    Object.assign(process.env, bus.env)
    await Promise.all([bus.mock('logind', LOGIN), bus.mockObject(SAVER, SAVER_PATH, SAVER)])
    await bus.call(SAVER, SAVER_PATH, 'org.freedesktop.DBus.Mock.AddMethod', SAVER, 'Inhibit', 'ss', 'u', 'ret = 42')
    await bus.call(SAVER, SAVER_PATH, 'org.freedesktop.DBus.Mock.AddMethod', SAVER, 'UnInhibit', 'u', '', '')
  })
  after(async () => {
    await bus.stop()
    for (const name of Object.keys(bus.env)) {
      if (environment[name] === undefined) delete process.env[name]
      else process.env[name] = environment[name]
    }
  })
  afterEach(() => started.splice(0).forEach((id) => powerSaveBlocker.stop(id)))

  const inhibitors = () => bus.call(LOGIN, '/org/freedesktop/login1', `${LOGIN}.Manager.ListInhibitors`)
  const saverCalls = () => bus.call(SAVER, SAVER_PATH, 'org.freedesktop.DBus.Mock.GetCalls')

  it("'prevent-app-suspension' keeps the machine from sleeping until stop()", async () => {
    const id = start('prevent-app-suspension')
    assert.equal(powerSaveBlocker.isStarted(id), true)
    await until(async () => (await inhibitors()).includes(`'sleep', '${app.name}', 'Electron', 'block'`))
    assert.equal((await saverCalls()).includes('Inhibit'), false)
    assert.equal(powerSaveBlocker.stop(id), true)
    assert.equal(powerSaveBlocker.isStarted(id), false)
    await until(async () => !(await inhibitors()).includes("'sleep'"))
  })

  it("'prevent-display-sleep' keeps the screen on as well", async () => {
    const id = start('prevent-display-sleep')
    await until(async () => (await inhibitors()).includes("'sleep'") && (await saverCalls()).includes(`'Inhibit', [<'${app.name}'>, <'Electron'>]`))
    assert.equal(powerSaveBlocker.stop(id), true)
    await until(async () => (await saverCalls()).includes("'UnInhibit', [<uint32 42>]"))
  })

  it('ids are numbers that differ; stop() of one leaves the others', async () => {
    const ids = [start('prevent-app-suspension'), start('prevent-app-suspension')]
    assert.equal(new Set(ids).size, 2)
    assert.equal(powerSaveBlocker.stop(ids[0]), true)
    assert.equal(powerSaveBlocker.stop(ids[0]), false)
    assert.deepEqual(ids.map((id) => powerSaveBlocker.isStarted(id)), [false, true])
    await until(async () => (await inhibitors()).includes("'sleep'"))
  })

  it('knows nothing of other numbers', () => {
    assert.deepEqual([powerSaveBlocker.isStarted(9999), powerSaveBlocker.stop(9999)], [false, false])
  })

  it('checks its arguments', () => {
    assert.throws(() => powerSaveBlocker.start(), insufficient)
    assert.throws(() => powerSaveBlocker.start('x'), conversion)
    assert.throws(() => powerSaveBlocker.stop(), insufficient)
    assert.throws(() => powerSaveBlocker.stop('x'), conversion)
    assert.throws(() => powerSaveBlocker.isStarted(), insufficient)
    assert.throws(() => powerSaveBlocker.isStarted('x'), conversion)
  })

  it("without a screen saver, logind's idle lock keeps the screen on; without any bus nothing does, and the answers are the same", async (t) => {
    const script = `
      const { app, powerSaveBlocker } = require('electron')
      const id = powerSaveBlocker.start('prevent-display-sleep')
      console.log(id, powerSaveBlocker.isStarted(id))
      app.whenReady().then(() => setTimeout(() => { console.log(powerSaveBlocker.stop(id)); app.exit() }, Number(process.env.WAIT)))`
    const folder = appFolder(t, { 'package.json': '{"name": "saver"}', 'index.js': script })
    const none = await run(t, ['--no-sandbox', '--headless', folder],
      { env: { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent', WAIT: '10' } })
    assert.equal(none.stdout, '0 true\ntrue\n')
    const running = run(t, ['--no-sandbox', '--headless', folder],
      { env: { DBUS_SYSTEM_BUS_ADDRESS: bus.address, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent', WAIT: '1500' } })
    await until(async () => (await inhibitors()).includes("'idle', 'saver'"))
    assert.equal((await running).stdout, '0 true\ntrue\n')
  })
})
