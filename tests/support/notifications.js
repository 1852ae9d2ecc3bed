'use strict'

const path = require('path')
const { Bus } = require('./dbus')
const { until } = require('./events')

const SERVICE = 'org.freedesktop.Notifications'
const PATH = '/org/freedesktop/Notifications'
const MOCK = 'org.freedesktop.DBus.Mock'

/** Who shows notifications on a bus: what it was asked to show, and what a user does with that. */
class NotificationServer {
  constructor (bus) {
    this.bus = bus
  }

  /** On a bus of its own. */
  static async start (parameters) {
    const server = new NotificationServer(await Bus.start())
    await server.bus.mock(path.join(__dirname, 'notification_server.py'), SERVICE, parameters)
    return server
  }

  /** The calls of a method, as text: arguments in GVariant's form. */
  async calls (method) {
    const text = await this.bus.call(SERVICE, PATH, `${MOCK}.GetMethodCalls`, method)
    return text.split(/\(uint64 \d+|\(\d{9,}/).slice(1)
  }

  /** Waits until something with this text was shown, and answers the call. */
  async shown (text) {
    return until(async () => (await this.calls('Notify')).findLast((call) => call.includes(text)), undefined, `${text} is shown`)
  }

  async emit (name, signature, ...args) {
    await this.bus.call(SERVICE, PATH, `${MOCK}.EmitSignal`, SERVICE, name, signature, `[${args.map((arg) => `<${arg}>`).join(', ')}]`)
  }

  /** The user clicks on a notification; as a rule it goes with that. */
  click (id, action = 'default') {
    return this.emit('ActionInvoked', 'us', `uint32 ${id}`, `'${action}'`)
  }

  close (id, reason = 2) {
    return this.emit('NotificationClosed', 'uu', `uint32 ${id}`, `uint32 ${reason}`)
  }

  stop () {
    return this.bus.stop()
  }
}

module.exports = { NotificationServer }
