'use strict'

const { EventEmitter } = require('events')
const { Event, hideEmitterState } = require('../event')
const { raise } = require('../uncaught')
const { MenuItem } = require('./menu-item')
const { arrange } = require('./menu-template')
const { MenuView } = require('./menu-view')
const { conversionError } = require('../argument-error')
const bars = require('./menu-bars')
const BrowserWindow = require('./browser-window')

let lastGroupId = 0

const isOpen = (window) => window instanceof BrowserWindow && !window.isDestroyed()
const isTemplate = (item) => typeof item === 'object' && item !== null && Boolean(item.label || item.role || item.type)

class Menu extends EventEmitter {
  #view = null // while it is open

  constructor () {
    super()
    this.commandsMap = {}
    this.groupsMap = {}
    this.items = []
    hideEmitterState(this)
  }

  static buildFromTemplate (template) {
    if (!Array.isArray(template)) throw new TypeError('Invalid template for Menu: Menu template must be an array')
    if (!template.every(isTemplate)) throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type')
    const menu = new Menu()
    for (const item of arrange(template)) menu.append(item instanceof MenuItem ? item : new MenuItem(item))
    return menu
  }

  static setApplicationMenu (menu) {
    if (menu && menu.constructor !== Menu) throw new TypeError('Invalid menu')
    bars.setApplicationMenu(menu)
  }

  static getApplicationMenu () {
    return bars.getApplicationMenu()
  }

  append (item) {
    this.insert(this.items.length, item)
  }

  insert (position, item) {
    if (!(item instanceof MenuItem)) throw new TypeError('Invalid item')
    if (position < 0) throw new RangeError(`Position ${position} cannot be less than 0`)
    if (position > this.items.length) throw new RangeError(`Position ${position} cannot be greater than the total MenuItem count`)
    if (!Number.isInteger(position)) throw conversionError(0, position)
    // Before it is among them, or it would be its own neighbour.
    if (item.type === 'radio') this.#join(item, position)
    this.items.splice(position, 0, item)
    Object.defineProperty(item, 'menu', { value: this, writable: true, enumerable: true, configurable: true })
    this.commandsMap[item.commandId] = item
    bars.refresh(this)
  }

  #join (item, position) {
    const groupId = this.#groupAt(position)
    this.groupsMap[groupId] ??= []
    this.groupsMap[groupId].push(item)
    Object.defineProperty(item, 'groupId', { value: groupId, enumerable: true, configurable: true })
    item._group = this.groupsMap[groupId]
  }

  // Radio items with no separator between them belong together.
  #groupAt (position) {
    const before = this.items.slice(0, position).reverse()
    for (const { type, groupId } of position > 0 ? before : this.items) {
      if (type === 'radio') return groupId
      if (type === 'separator') break
    }
    return ++lastGroupId
  }

  getMenuItemById (id) {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }

  /** Tells that it is going to be shown, or is not any more. What a listener throws is an uncaught exception. */
  _tell (name) {
    try {
      this.emit(name, new Event(this))
    } catch (error) {
      raise(error)
    }
  }

  /** The first radio item of a group that has none checked, as it is when the menu is shown. */
  _checkRadios () {
    for (const { submenu } of this.items) submenu?._checkRadios()
    for (const items of Object.values(this.groupsMap)) {
      if (!items.some(({ checked }) => checked)) items[0].checked = true
    }
  }

  popup (options = {}) {
    if (typeof options !== 'object' || options === null) throw new TypeError('Options must be an object')
    // electron-context-menu gives the window itself.
    const given = options instanceof BrowserWindow ? { window: options } : options
    const { x, y, positioningItem, callback } = given
    const window = isOpen(given.window) ? given.window : BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
    if (!isOpen(window)) throw new Error('Cannot open Menu without a BaseWindow present')
    this.closePopup()
    this._checkRadios()
    const closed = () => {
      // The item that closed it is told in the same turn.
      setImmediate(() => {
        view.destroy()
        if (typeof callback === 'function') callback()
      })
      if (this.#view === view) this.#view = null
    }
    const view = new MenuView(this, { window, onHidden: closed })
    this.#view = view
    const at = { x: typeof x === 'number' ? x : -1, y: typeof y === 'number' ? y : -1 }
    const placed = at.x !== -1 && at.y !== -1 && Number.isFinite(at.x) && Number.isFinite(at.y)
    const position = typeof positioningItem === 'number' ? positioningItem : -1
    if (this.items.some(({ visible }) => visible)) {
      view.popup({ ...(placed ? { x: Math.round(at.x), y: Math.round(at.y) } : {}), item: this.items[position]?.commandId })
    } else {
      closed()
    }
    return { browserWindow: window, ...at, position }
  }

  /** Only where it is shown, if a window is given. */
  closePopup (window) {
    if (!(window instanceof BrowserWindow) || this.#view?.window === window) this.#view?.close()
  }
}

module.exports = { Menu }
