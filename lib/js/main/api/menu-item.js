'use strict'

const { warnOnce } = require('../report')
const roles = require('./menu-roles')

const types = ['normal', 'separator', 'submenu', 'checkbox', 'radio']
let lastCommandId = 0

/** What of an item a shown menu follows. */
const live = ['label', 'enabled', 'visible', 'checked', 'sublabel', 'toolTip']
const isObject = (value) => typeof value === 'object' && value !== null

/**
 * One item of a Menu. `_group` are the radio items that exclude each other, `_follow` tells those that show it of a change.
 */
class MenuItem {
  #state

  constructor (options) {
    if (options === undefined || options === null) throw new TypeError(`Cannot read properties of ${options} (reading 'click')`)
    const { Menu } = require('./menu')
    for (const [name, value] of Object.entries(isObject(options) ? options : {})) {
      if (!(name in this)) this[name] = value
    }
    const role = typeof options.role === 'string' ? options.role.toLowerCase() : options.role ?? null
    const defaults = roles.defaultsOf(role)
    if (role && !roles.isKnown(role)) warnOnce(`the menu role ${String(options.role)} is not known and has no effect`)

    let submenu = options.submenu ?? defaults.submenu
    if (submenu && submenu.constructor !== Menu) submenu = Menu.buildFromTemplate(submenu)
    submenu ??= null
    const type = options.type ?? (submenu ? 'submenu' : defaults.type ?? 'normal')
    if (!types.includes(type)) throw new Error(`Unknown menu item type: ${String(type)}`)
    if (type === 'submenu' && submenu?.constructor !== Menu) throw new Error('Invalid submenu')

    this.#state = {
      label: options.label ?? defaults.label,
      sublabel: options.sublabel ?? '',
      toolTip: options.toolTip ?? '',
      enabled: options.enabled ?? true,
      visible: options.visible ?? true,
      checked: options.checked ?? false
    }
    const fixed = { submenu, type, role, accelerator: options.accelerator ?? null, icon: options.icon ?? null }
    for (const [name, value] of Object.entries(fixed)) Object.defineProperty(this, name, { value, writable: false, enumerable: true, configurable: true })
    for (const name of live) {
      Object.defineProperty(this, name, {
        get: () => this.#state[name], set: (value) => this.#set(name, value), enumerable: true, configurable: true
      })
    }
    this.acceleratorWorksWhenHidden = options.acceleratorWorksWhenHidden ?? true
    this.registerAccelerator = options.registerAccelerator ?? defaults.registerAccelerator ?? true
    Object.defineProperty(this, 'commandId', { value: ++lastCommandId, writable: false, enumerable: true, configurable: true })
    // What a user has chosen instead in the settings of macOS.
    Object.defineProperty(this, 'userAccelerator', { get: () => null, enumerable: true, configurable: true })
    Object.defineProperty(this, '_group', { value: null, writable: true })
    Object.defineProperty(this, '_follow', { value: new Set() })
    this.click = this.#clickOf(options.click)
  }

  static get types () { return types }

  getDefaultRoleAccelerator () {
    return roles.defaultsOf(this.role).accelerator
  }

  /** Whether it is shown as checked: the role may know better. */
  getCheckStatus () {
    return roles.checkedBy(this.role) ?? this.checked
  }

  #set (name, value) {
    // As in Electron, a radio item can be chosen only, by whatever it is set to.
    const chosen = name === 'checked' && this._group
    if (chosen) {
      for (const other of this._group) if (other !== this) other.#change('checked', false)
    }
    this.#change(name, chosen ? true : value)
  }

  #change (name, value) {
    if (this.#state[name] === value) return
    this.#state[name] = value
    for (const follow of [...this._follow]) follow(this, name)
  }

  /** Called with (event, window, webContents): what the user does, and what apps do themselves. */
  #clickOf (click) {
    return (event, window, contents) => {
      const turns = this.type === 'checkbox' || this.type === 'radio'
      if (turns && roles.checkedBy(this.role) === undefined) this.checked = !this.checked
      if (roles.execute(this.role, window, contents)) return
      if (typeof click === 'function') click(this, window, event)
    }
  }
}

module.exports = { MenuItem }
