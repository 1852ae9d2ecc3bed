'use strict'

const { Bus } = require('./dbus')

const SERVICE = 'org.freedesktop.portal.Desktop'
const PATH = '/org/freedesktop/portal/desktop'
const INTERFACE = 'org.freedesktop.portal.Settings'
const MOCK = 'org.freedesktop.DBus.Mock'

/** The desktop's settings, on a bus of the test's own. */
class SettingsPortal {
  /** @param {Object<string, string>} values 'namespace key' → what the portal answers, in Python */
  static async start (values) {
    const portal = new SettingsPortal()
    portal.bus = await Bus.start()
    portal.values = values
    await portal.bus.mockObject(SERVICE, PATH, INTERFACE)
    await portal.#answer()
    return portal
  }

  #answer () {
    const table = Object.entries(this.values).map(([key, value]) => `'${key}': ${value}`).join(', ')
    return this.bus.call(SERVICE, PATH, `${MOCK}.AddMethod`, INTERFACE, 'Read', 'ss', 'v', `ret = {${table}}[args[0] + ' ' + args[1]]`)
  }

  /** @param {string} value in Python; @param {string} variant the same in GVariant's text form */
  async change (name, key, value, variant) {
    this.values[`${name} ${key}`] = value
    await this.#answer()
    await this.bus.call(SERVICE, PATH, `${MOCK}.EmitSignal`, INTERFACE, 'SettingChanged', 'ssv', `[<'${name}'>, <'${key}'>, <${variant}>]`)
  }

  stop () {
    return this.bus.stop()
  }
}

module.exports = { SettingsPortal }
