'use strict'

const { EventEmitter } = require('events')
const { MenuItem } = require('./menu-item')
const { MenuView } = require('./menu-view')
const bars = require('./menu-bars')
const BrowserWindow = require('./browser-window')

let lastGroup = 0
let applicationMenu = null

const isOpen = (window) => window instanceof BrowserWindow && !window.isDestroyed()

class Menu extends EventEmitter {
  #view = null // while it is open

  constructor () {
    super()
    this.items = []
    for (const name of ['_events', '_eventsCount', '_maxListeners']) Object.defineProperty(this, name, { enumerable: false })
  }

  static buildFromTemplate (template) {
    if (!Array.isArray(template)) throw new TypeError('Invalid template for Menu: Menu template must be an array')
    for (const item of template) {
      if (typeof item !== 'object' || item === null || !(item.label || item.role || item.type)) {
        throw new TypeError('Invalid template for MenuItem: must have at least one of label, role or type')
      }
    }
    const menu = new Menu()
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item))
    return menu
  }

  static setApplicationMenu (menu) {
    if (menu && menu.constructor !== Menu) throw new TypeError('Invalid menu')
    if (menu === undefined) throw new TypeError('Invalid Menu')
    applicationMenu = menu || null
    bars.setApplicationMenu(applicationMenu)
  }

  static getApplicationMenu () {
    return applicationMenu
  }

  /** Does something on macOS only. */
  static sendActionToFirstResponder () {}

  append (item) {
    this.insert(this.items.length, item)
  }

  insert (position, item) {
    if (!(item instanceof MenuItem)) throw new TypeError('Invalid item')
    if (position < 0) throw new RangeError(`Position ${position} cannot be less than 0`)
    if (position > this.items.length) throw new RangeError(`Position ${position} cannot be greater than the total MenuItem count`)
    item._menu = this
    this.items.splice(position, 0, item)
    if (item.type === 'radio') item._group = this.#groupAt(position)
    bars.refresh(this)
  }

  // Radio items that stand together belong together.
  #groupAt (position) {
    const neighbour = [this.items[position - 1], this.items[position + 1]].find((item) => item?.type === 'radio')
    return neighbour ? neighbour._group : ++lastGroup
  }

  getMenuItemById (id) {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }

  /** The first radio item of a group that has none checked, as it is when the menu is shown. */
  _checkRadios () {
    const groups = new Map()
    for (const item of this.items) {
      item.submenu?._checkRadios()
      if (item.type !== 'radio') continue
      if (!groups.has(item._group)) groups.set(item._group, [])
      groups.get(item._group).push(item)
    }
    for (const items of groups.values()) {
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
    const view = new MenuView(this, window, closed)
    this.#view = view
    const placed = Number.isFinite(x) && Number.isFinite(y)
    const under = Number.isInteger(positioningItem) ? this.items[positioningItem]?.commandId : undefined
    if (this.items.some(({ visible }) => visible)) view.popup({ ...(placed ? { x: Math.round(x), y: Math.round(y) } : {}), item: under })
    else closed()
  }

  closePopup () {
    this.#view?.close()
  }
}

module.exports = { Menu }
