'use strict'

const { describe, it, before, after, afterEach } = require('node:test')
const assert = require('node:assert/strict')
const { powerMonitor } = require('electron')
const { Bus } = require('../support/dbus')
const { once, until } = require('../support/events')
const { appFolder, run } = require('../support/program')

const LOGIN = 'org.freedesktop.login1'
const LOGIN_PATH = '/org/freedesktop/login1'
const SESSION_PATH = '/org/freedesktop/login1/session/c7'
const POWER = 'org.freedesktop.UPower'
const POWER_PATH = '/org/freedesktop/UPower'

describe('powerMonitor', () => {
  let bus
  const environment = { ...process.env }

  before(async () => {
    bus = await Bus.start()
    Object.assign(process.env, bus.env, { XDG_SESSION_ID: 'c7' })
    await Promise.all([bus.mock('logind', LOGIN), bus.mock('upower', POWER, { OnBattery: true })])
    await bus.call(LOGIN, LOGIN_PATH, 'org.freedesktop.DBus.Mock.AddSession', 'c7', 'seat0', '1000', 'somebody', 'true')
  })
  after(async () => {
    powerMonitor.removeAllListeners()
    await bus.stop()
    for (const name of [...Object.keys(bus.env), 'XDG_SESSION_ID']) {
      if (environment[name] === undefined) delete process.env[name]
      else process.env[name] = environment[name]
    }
  })
  afterEach(() => powerMonitor.removeAllListeners('shutdown'))

  const prepare = (what, start) => bus.call(LOGIN, LOGIN_PATH, 'org.freedesktop.DBus.Mock.EmitSignal', `${LOGIN}.Manager`, `PrepareFor${what}`, 'b', `[<${start}>]`)
  const session = (name, ...args) => bus.call(LOGIN, SESSION_PATH, `${LOGIN}.Session.${name}`, ...args)
  const setProperty = (service, path, owner, name, value) => bus.call(service, path, 'org.freedesktop.DBus.Mock.UpdateProperties', owner, `{'${name}': <${value}>}`)
  const inhibitors = () => bus.call(LOGIN, LOGIN_PATH, `${LOGIN}.Manager.ListInhibitors`)
  const holds = (what) => until(async () => (await inhibitors()).includes(`'${what}'`), undefined, `${what} is delayed`)
  const holdsNot = (what) => until(async () => !(await inhibitors()).includes(`'${what}'`), undefined, `${what} is not delayed`)

  it('is an EventEmitter whose class is PowerMonitor', () => {
    assert.equal(powerMonitor.constructor.name, 'PowerMonitor')
    assert.deepEqual([typeof powerMonitor.on, powerMonitor.getCurrentThermalState()], ['function', 'unknown'])
  })

  it('asks before anything is listened to: isOnBatteryPower(), onBatteryPower', () => {
    assert.equal(powerMonitor.isOnBatteryPower(), true)
    assert.equal(powerMonitor.onBatteryPower, true)
  })

  it("emits 'suspend' and 'resume', and keeps the machine awake until the app has heard of it", async () => {
    const suspend = once(powerMonitor, 'suspend')
    await holds('sleep')
    await prepare('Sleep', true)
    const [event] = await suspend
    assert.equal(event.constructor.name, 'Event')
    await holdsNot('sleep')
    const resume = once(powerMonitor, 'resume')
    await prepare('Sleep', false)
    await resume
    await holds('sleep')
  })

  it("emits 'shutdown'; preventDefault() lets the machine wait for the app", async () => {
    await holdsNot('shutdown')
    let prevent = true
    const seen = once(powerMonitor, 'shutdown', { filter: (event) => (prevent && event.preventDefault(), true) })
    const kept = () => {}
    powerMonitor.on('shutdown', kept)
    await holds('shutdown')
    await prepare('Shutdown', true)
    await seen
    await holds('shutdown')
    prevent = false
    const again = once(powerMonitor, 'shutdown')
    await prepare('Shutdown', true)
    await again
    await holdsNot('shutdown')
  })

  it('delays a shutdown only for those who listen to it', async () => {
    const listener = () => {}
    powerMonitor.on('shutdown', listener)
    await holds('shutdown')
    powerMonitor.removeListener('shutdown', listener)
    await holdsNot('shutdown')
  })

  it("emits 'on-ac' and 'on-battery'", async () => {
    const ac = once(powerMonitor, 'on-ac')
    await setProperty(POWER, POWER_PATH, POWER, 'OnBattery', false)
    await ac
    assert.equal(powerMonitor.isOnBatteryPower(), false)
    const battery = once(powerMonitor, 'on-battery')
    await setProperty(POWER, POWER_PATH, POWER, 'OnBattery', true)
    await battery
    assert.equal(powerMonitor.onBatteryPower, true)
  })

  it("emits 'lock-screen' and 'unlock-screen' once each, and getSystemIdleState() is 'locked' between them", async () => {
    const log = []
    for (const name of ['lock-screen', 'unlock-screen']) powerMonitor.on(name, () => log.push(name))
    await session('Lock')
    await session('SetLockedHint', 'true')
    await until(() => log.length > 0)
    assert.equal(powerMonitor.getSystemIdleState(60), 'locked')
    await session('SetLockedHint', 'false')
    await until(() => log.length > 1)
    assert.equal(powerMonitor.getSystemIdleState(60), 'active')
    await session('Lock')
    await session('Unlock')
    await until(() => log.length > 3)
    assert.deepEqual(log, ['lock-screen', 'unlock-screen', 'lock-screen', 'unlock-screen'])
  })

  it('getSystemIdleTime() is in seconds, and getSystemIdleState() compares them', async () => {
    assert.equal(powerMonitor.getSystemIdleTime(), 0)
    await setProperty(LOGIN, SESSION_PATH, `${LOGIN}.Session`, 'IdleHint', true)
    await setProperty(LOGIN, SESSION_PATH, `${LOGIN}.Session`, 'IdleSinceHint', `uint64 ${(Date.now() - 90_000) * 1000}`)
    const seconds = powerMonitor.getSystemIdleTime()
    assert.ok(seconds >= 90 && seconds < 120, String(seconds))
    assert.equal(powerMonitor.getSystemIdleState(60), 'idle')
    assert.equal(powerMonitor.getSystemIdleState(600), 'active')
  })

  it("asks GNOME, where it is GNOME's screen", async () => {
    const [service, place] = ['org.gnome.Mutter.IdleMonitor', '/org/gnome/Mutter/IdleMonitor/Core']
    await bus.mockObject(service, place, service)
    await bus.call(service, place, 'org.freedesktop.DBus.Mock.AddMethod', service, 'GetIdletime', '', 't', 'ret = 7500')
    assert.equal(powerMonitor.getSystemIdleTime(), 7)
    assert.deepEqual([powerMonitor.getSystemIdleState(7), powerMonitor.getSystemIdleState(8)], ['idle', 'active'])
  })

  it('checks the threshold', () => {
    for (const threshold of [0, -1]) {
      assert.throws(() => powerMonitor.getSystemIdleState(threshold), { name: 'TypeError', message: 'Invalid idle threshold, must be greater than 0' })
    }
    assert.throws(() => powerMonitor.getSystemIdleState('x'), { name: 'TypeError', message: 'Error processing argument at index 0, conversion failure from x' })
    assert.throws(() => powerMonitor.getSystemIdleState(), { message: 'Error processing argument at index 0, conversion failure from undefined' })
  })

  it('without a bus the machine is in use and plugged in, before the app is ready as well', async (t) => {
    const folder = appFolder(t, {
      'index.js': `
        const { app, powerMonitor } = require('electron')
        powerMonitor.on('suspend', () => {})
        powerMonitor.on('shutdown', () => {})
        const look = () => [powerMonitor.onBatteryPower, powerMonitor.getSystemIdleTime(), powerMonitor.getSystemIdleState(5)]
        console.log(JSON.stringify([app.isReady(), ...look()]))
        app.whenReady().then(() => { console.log(JSON.stringify([app.isReady(), ...look()])); app.exit() })`
    })
    const { stdout } = await run(t, ['--no-sandbox', '--headless', folder], { env: { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent', DBUS_SESSION_BUS_ADDRESS: '' } })
    assert.equal(stdout, '[false,false,0,"active"]\n[true,false,0,"active"]\n')
  })

  it('querySystemIdleState() and querySystemIdleTime() are for apps of Electron 3 to 6', async (t) => {
    const folder = appFolder(t, {
      'package.json': '{"main": "index.js", "devDependencies": {"electron": "4.0.0"}}',
      'index.js': `
        const { app, powerMonitor } = require('electron')
        app.on('ready', () => powerMonitor.querySystemIdleState(5, (state) => powerMonitor.querySystemIdleTime((seconds) => {
          console.log(state, seconds)
          app.exit()
        })))`
    })
    const { stdout } = await run(t, ['--no-sandbox', '--headless', folder], { env: { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent' } })
    assert.equal(stdout, 'active 0\n')
  })
})
