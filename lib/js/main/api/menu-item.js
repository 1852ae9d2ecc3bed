'use strict'

const { warnOnce } = require('../report')
const roles = require('./menu-roles')

const types = ['normal', 'separator', 'submenu', 'checkbox', 'radio', 'header', 'palette']
let lastCommandId = 0

/** What of an item a shown menu follows. */
const live = ['label', 'enabled', 'visible', 'checked']

/**
 * One item of a Menu. `_menu` is the menu that it is in; `_follow` tells those that show it of a change.
 */
class MenuItem {
  #state = { label: '', enabled: true, visible: true, checked: false }

  constructor (options) {
    if (typeof options !== 'object' || options === null) throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type')
    const { Menu } = require('./menu')
    for (const [name, value] of Object.entries(options)) {
      if (!(name in this) && name !== 'click' && name !== 'submenu') this[name] = value
    }
    this.role = typeof options.role === 'string' ? options.role.toLowerCase() : null
    const defaults = this.role ? roles.defaultsOf(this.role) : {}
    if (this.role && !roles.isKnown(this.role)) warnOnce(`the menu role ${options.role} is not known and has no effect`)

    let submenu = options.submenu ?? defaults.submenu
    if (submenu && submenu.constructor !== Menu) submenu = Menu.buildFromTemplate(submenu)
    this.submenu = submenu ?? null
    this.type = options.type ?? (this.submenu ? 'submenu' : 'normal')
    if (!types.includes(this.type)) throw new Error(`Unknown menu item type: ${this.type}`)
    if (this.type === 'submenu' && !this.submenu) throw new Error('Invalid submenu')

    this.accelerator = options.accelerator ?? null
    this.registerAccelerator = options.registerAccelerator ?? defaults.registerAccelerator ?? true
    this.sublabel = options.sublabel ?? ''
    this.toolTip = options.toolTip ?? ''
    this.icon = options.icon ?? null
    this.#state.label = String(options.label ?? defaults.label ?? '')
    for (const name of ['enabled', 'visible']) this.#state[name] = options[name] === undefined ? true : Boolean(options[name])
    this.#state.checked = Boolean(options.checked)
    for (const name of live) {
      Object.defineProperty(this, name, {
        get: () => this.#state[name], set: (value) => this.#set(name, value), enumerable: true, configurable: true
      })
    }
    for (const [name, value] of Object.entries({ _menu: null, _group: 0, _follow: new Set(), _ownAccelerator: defaults.accelerator })) {
      Object.defineProperty(this, name, { value, writable: true, configurable: true })
    }
    this.commandId = ++lastCommandId
    this.click = this.#clickOf(options.click)
    for (const name of ['before', 'after', 'beforeGroupContaining', 'afterGroupContaining']) {
      if (options[name] !== undefined) warnOnce(`MenuItem: the option ${name} is not supported; items stand in the order of their template`)
    }
  }

  get menu () { return this._menu }

  #set (name, value) {
    const wanted = name === 'label' ? String(value) : Boolean(value)
    if (name === 'checked' && wanted && this.type === 'radio') {
      for (const other of this._menu?.items ?? []) {
        if (other !== this && other.type === 'radio' && other._group === this._group) other.#change('checked', false)
      }
    }
    this.#change(name, wanted)
  }

  #change (name, value) {
    if (this.#state[name] === value) return
    this.#state[name] = value
    for (const follow of [...this._follow]) follow(this, name, value)
  }

  /** Called with (event, window, webContents): what the user does, and what apps do themselves. */
  #clickOf (click) {
    return (event, window, contents) => {
      if (this.type === 'checkbox') this.checked = !this.checked
      else if (this.type === 'radio') this.checked = true
      if (this.role && roles.execute(this.role, window, contents)) return
      if (typeof click === 'function') click(this, window, event)
    }
  }
}

module.exports = { MenuItem }
