'use strict'

const { execFile, spawn } = require('child_process')
const { promisify } = require('util')
const { until } = require('./events')

const exec = promisify(execFile)

// Debian's own, which has dbusmock.
const PYTHON = '/usr/bin/python3'

// A test that is killed leaves nothing running.
const endWithParent = ['--pdeathsig', 'TERM']

/** A message bus of the test's own, with the services that it wants on it. */
class Bus {
  #children = []

  static async start () {
    const bus = new Bus()
    const daemon = bus.run('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address=3'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
    let text = ''
    daemon.stdio[3].setEncoding('utf8').on('data', (part) => { text += part })
    await until(() => text.includes('\n'), undefined, 'the bus says its address')
    daemon.stdio[3].destroy()
    bus.address = text.trim()
    return bus
  }

  /** What a program needs in its environment to take it for the bus of the system and of the user. */
  get env () {
    return { DBUS_SYSTEM_BUS_ADDRESS: this.address, DBUS_SESSION_BUS_ADDRESS: this.address }
  }

  run (command, args, options = {}) {
    const child = spawn('setpriv', [...endWithParent, command, ...args], { stdio: 'ignore', ...options, env: { ...process.env, ...this.env, ...options.env } })
    this.#children.push(child)
    return child
  }

  /** Starts one of dbusmock's services, and waits until it is there. */
  async mock (template, service, parameters = {}) {
    this.run(PYTHON, ['-m', 'dbusmock', '--template', template, '--parameters', JSON.stringify(parameters)])
    await this.waitFor(service)
  }

  /** Starts a service of no methods yet. */
  async mockObject (service, path, interfaceName) {
    this.run(PYTHON, ['-m', 'dbusmock', '--session', service, path, interfaceName])
    await this.waitFor(service)
  }

  async waitFor (service) {
    await until(() => this.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.GetNameOwner', service).then(() => true, () => false),
      undefined, `${service} is on the bus`)
  }

  /** Calls a method; arguments and answer are in GVariant's text form. */
  async call (service, path, method, ...args) {
    const { stdout } = await exec('gdbus', ['call', '--address', this.address, '--dest', service, '--object-path', path, '--method', method, ...args],
      { timeout: 15_000 })
    return stdout.trim()
  }

  async stop () {
    for (const child of this.#children.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill()
      await gone
    }
  }
}

module.exports = { Bus }
