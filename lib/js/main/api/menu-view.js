'use strict'

const { keyboardEvent } = require('../event')
const { raise } = require('../uncaught')
const { warnOnce } = require('../report')
const accelerators = require('./accelerator')
const { NativeImage } = require('./native-image')
const { MenuView: NativeView, isKeySequence } = process._linkedBinding('electron_browser_menu')

function acceleratorOf (item) {
  const text = item.accelerator ?? item.getDefaultRoleAccelerator()
  if (text === undefined || text === '') return null
  const parsed = accelerators.parse(text)
  if (!parsed) warnOnce(`the accelerator ${String(text)} is not known here and has no effect`)
  return parsed
}

function iconOf ({ icon }) {
  if (typeof icon === 'string') return { iconPath: icon }
  return icon instanceof NativeImage && !icon.isEmpty() ? { icon: icon.toPNG() } : {}
}

const oneLine = (text) => String(text).replace(/[\t\n]/g, ' ')

/** The label, and at its right what belongs to it. */
function textOf (item, withAccelerator) {
  const accelerator = withAccelerator && item.type !== 'submenu' && acceleratorOf(item)
  const right = [oneLine(item.sublabel), accelerator ? accelerators.shownText(accelerator) : ''].filter(Boolean).join('   ')
  return oneLine(item.label) + (right && item.type !== 'submenu' ? `\t${right}` : '')
}

/** The accelerators of a menu, as far as they are registered. Of the same ones the last counts. */
function shortcutsOf (menu, found = new Map()) {
  for (const item of menu.items) {
    if (item.submenu) shortcutsOf(item.submenu, found)
    else if (item.type !== 'separator' && item.registerAccelerator) {
      const accelerator = acceleratorOf(item)
      const keys = accelerator ? accelerators.toQt(accelerator).filter(isKeySequence) : []
      if (keys.length > 0) found.set(accelerators.identity(accelerator), { item, keys })
    }
  }
  return found
}

/**
 * A Menu as it is shown: opened at a place, as a window's bar, or by whoever asks for its native half. It follows what changes
 * in the items, and goes when it is hidden, or with its window.
 */
class MenuView {
  #native
  #menu
  #withAccelerators
  #isBar = false
  #items = new Map() // by commandId: those that are shown, or have been
  #onHidden
  #hidden = false
  #follow = (item, name) => this.#update(item, name)

  /**
   * @param {BrowserWindow} [options.window] where it is shown; without one somebody else shows it
   * @param {object} [options.native] the native half, where there is one already
   * @param {() => void} [options.onHidden] once: it was closed
   * @param {boolean} [options.withAccelerators] whether they stand beside the labels
   */
  constructor (menu, { window, native = new NativeView(window ? { window } : {}), onHidden = () => {}, withAccelerators = true } = {}) {
    this.#menu = menu
    this.window = window
    this.#onHidden = onHidden
    this.#withAccelerators = withAccelerators
    this.#native = native
    this.#native._onActivated = (id, modifiers) => this.#activate(id, modifiers, false)
    this.#native._onShortcut = (id, modifiers) => this.#activate(id, modifiers, true)
    this.#native._onShow = (id) => this.#show(id)
    this.#native._onHide = (id) => {
      this.#menuOf(id)?._tell('menu-will-close')
      if (id === 0) this.#hide()
    }
    if (!window) this.#fill(0)
  }

  /** For what shows it without a window; destroyed with this. */
  get native () { return this.#native }

  #menuOf (id) {
    return id === 0 ? this.#menu : this.#items.get(id)?.submenu
  }

  #describe (item) {
    this.#items.set(item.commandId, item)
    item._follow.add(this.#follow)
    // Of a bar, submenus are filled when they open; others may be shown by what does not ask.
    const filled = Boolean(item.submenu) && !this.#isBar
    return {
      id: item.commandId,
      type: item.submenu ? 'submenu' : item.type,
      text: textOf(item, this.#withAccelerators),
      toolTip: String(item.toolTip),
      enabled: Boolean(item.enabled),
      visible: Boolean(item.visible),
      checked: Boolean(item.getCheckStatus()),
      ...iconOf(item),
      filled,
      items: filled ? item.submenu.items.map((inner) => this.#describe(inner)) : []
    }
  }

  #fill (id) {
    this.#native?._fill(id, { items: this.#menuOf(id).items.map((item) => this.#describe(item)) })
  }

  #show (id) {
    const menu = this.#menuOf(id)
    // popup() has told already.
    if (!menu || (id === 0 && this.window)) return
    menu._tell('menu-will-show')
    menu._checkRadios()
    // A listener may have changed it, or taken it away.
    if (this.#native) this.#fill(id)
  }

  #update (item, name) {
    const text = name === 'label' || name === 'sublabel'
    if (name === 'toolTip' || !this.#native) return
    this.#native._update(item.commandId, text ? { text: textOf(item, this.#withAccelerators) } : { [name]: Boolean(item[name]) })
  }

  #activate (id, bits, triggeredByAccelerator) {
    const item = this.#items.get(id)
    if (!item || !item.enabled) return
    const own = this.window?.isDestroyed() ? undefined : this.window
    const window = this.window ? own && (require('./browser-window').getFocusedWindow() ?? own) : require('./browser-window').getFocusedWindow() ?? undefined
    const event = keyboardEvent(bits, triggeredByAccelerator)
    try {
      item.click(event, window, window?.webContents)
    } catch (error) {
      raise(error)
    }
    this.#native?._update(id, { checked: Boolean(item.getCheckStatus()) })
  }

  popup ({ x, y, item = 0 }) {
    // The item that shall be under the point must be there before it is shown.
    this.#menu._tell('menu-will-show')
    if (!this.#native) return
    this.#fill(0)
    this.#native._popup(x === undefined ? undefined : { x, y }, item)
  }

  close () {
    this.#native?._close()
  }

  /**
   * Makes it the window's bar, and its accelerators those of the window.
   * @param {boolean} options.shown false: accelerators only
   * @param {() => void} options.onLeft the user has done with the bar
   */
  attachBar ({ shown, visible, onLeft }) {
    this.#isBar = true
    if (shown) {
      this.#native._attachBar(visible)
      this.#native._setBarVisible(visible)
      this.#native._onBarLeft = onLeft
    }
    this.refresh()
  }

  /** Items were added. */
  refresh () {
    if (!this.#native) return
    this.#fill(0)
    if (!this.#isBar) return
    const shortcuts = [...shortcutsOf(this.#menu).values()]
    for (const { item } of shortcuts) this.#items.set(item.commandId, item)
    this.#native._setShortcuts({ shortcuts: shortcuts.map(({ item, keys }) => ({ id: item.commandId, keys })) })
  }

  setBarVisible (visible) {
    this.#native?._setBarVisible(visible)
  }

  /** Gives the bar the keyboard, or opens the submenu of an item of it. */
  focusBar (item) {
    this.#native?._focusBar(item)
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
