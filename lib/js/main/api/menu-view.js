'use strict'

const { Event } = require('../event')
const { raise } = require('../uncaught')
const { warnOnce } = require('../report')
const { toQt } = require('./menu-accelerator')
const { NativeImage } = require('./native-image')
const { MenuView: NativeView } = process._linkedBinding('electron_browser_menu')

function acceleratorOf ({ accelerator: given, _ownAccelerator }) {
  const accelerator = given ?? _ownAccelerator
  if (typeof accelerator !== 'string' || accelerator === '') return ''
  const text = toQt(accelerator)
  if (text === '') warnOnce(`the accelerator ${accelerator} is not known here and has no effect`)
  return text
}

function iconOf ({ icon }) {
  if (typeof icon === 'string') return { iconPath: icon }
  return icon instanceof NativeImage && !icon.isEmpty() ? { icon: icon.toPNG() } : {}
}

/** What the native half makes an item of. */
function describeItem (item) {
  const { commandId: id, type, label, toolTip, registerAccelerator, enabled, visible, checked, _group: group, sublabel } = item
  if (sublabel) warnOnce('MenuItem.sublabel is not shown on this system')
  return {
    id,
    type: ['header', 'palette'].includes(type) ? 'normal' : type,
    label: String(label),
    toolTip: String(toolTip),
    accelerator: acceleratorOf(item),
    registerAccelerator: Boolean(registerAccelerator),
    enabled: enabled && type !== 'header',
    visible,
    checked,
    group,
    ...iconOf(item),
    items: item.submenu ? item.submenu.items.map(describeItem) : []
  }
}

/**
 * A Menu as it is shown in one window: opened at a place, or as the window's bar. It follows what changes in the items, and
 * goes when it is hidden, or with its window.
 */
class MenuView {
  #native
  #menu
  #window
  #items = new Map()
  #menus = new Map()
  #onHidden
  #hidden = false
  #follow = (item, name, value) => this.#native?._update(item.commandId, { [name]: value })

  constructor (menu, window, onHidden = () => {}) {
    this.#menu = menu
    this.#window = window
    this.#onHidden = onHidden
    this.#collect(menu, 0)
    this.#native = new NativeView({ window, items: menu.items.map(describeItem) })
    this.#native._onActivated = (id, modifiers) => this.#activate(id, modifiers)
    this.#native._onShow = (id) => this.#tell(id, 'menu-will-show')
    this.#native._onHide = (id) => {
      this.#tell(id, 'menu-will-close')
      if (id === 0) this.#hide()
    }
  }

  #collect (menu, id) {
    this.#menus.set(id, menu)
    for (const item of menu.items) {
      this.#items.set(item.commandId, item)
      item._follow.add(this.#follow)
      if (item.submenu) this.#collect(item.submenu, item.commandId)
    }
  }

  #tell (id, name) {
    const menu = this.#menus.get(id)
    try {
      menu?.emit(name, new Event(menu))
    } catch (error) {
      raise(error)
    }
  }

  #activate (id, bits) {
    const item = this.#items.get(id)
    if (!item) return
    const window = this.#window.isDestroyed() ? undefined : require('./browser-window').getFocusedWindow() ?? this.#window
    const event = {
      shiftKey: Boolean(bits & 1), ctrlKey: Boolean(bits & 2), altKey: Boolean(bits & 4), metaKey: Boolean(bits & 8), triggeredByAccelerator: false
    }
    item.click(event, window, window?.webContents)
  }

  popup ({ x, y, item = 0 }) {
    this.#native._popup(x === undefined ? undefined : { x, y }, item)
  }

  close () {
    this.#native?._close()
  }

  attachBar (visible) {
    this.#native._attachBar(visible)
  }

  setBarVisible (visible) {
    this.#native?._setBarVisible(visible)
  }

  #hide () {
    if (this.#hidden) return
    this.#hidden = true
    this.#onHidden()
  }

  /** Takes it away; what is on the native half's stack is done first. */
  destroy () {
    for (const item of this.#items.values()) item._follow.delete(this.#follow)
    this.#native?._destroy()
    this.#native = null
  }
}

module.exports = { MenuView }
