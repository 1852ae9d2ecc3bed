'use strict'

const { checkArguments, insufficientArguments } = require('../argument-error')
const { Event } = require('../event')
const bars = require('../api/menu-bars')
const { domNames, locationOf, named, qtKey } = require('./keys')

// Bits that bindings/web_contents/web_contents_input.cc knows as well.
const modifierBits = {
  shift: 1, control: 2, ctrl: 2, alt: 4, meta: 8, cmd: 8, command: 8, iskeypad: 16, leftbuttondown: 32, middlebuttondown: 64, rightbuttondown: 128
}
const modifierNames = ['shift', 'control', 'alt', 'meta', 'isKeypad']

// Qt's: of the keys that open a context menu, and of the one that is no sign of the user's wish.
const MENU_KEY = 0x01000055
const ESCAPE_KEY = 0x01000000
const F10_KEY = 0x01000039

const invalid = () => new Error('Invalid event object')
const isNumber = (value) => typeof value === 'number' && Number.isFinite(value)

function readModifiers (modifiers) {
  if (!Array.isArray(modifiers)) return { bits: 0, autoRepeat: false }
  let bits = 0
  for (const modifier of modifiers) bits |= modifierBits[String(modifier).toLowerCase()] ?? 0
  return { bits, autoRepeat: modifiers.some((modifier) => /^isautorepeat$/i.test(modifier)) }
}

const mouseTypes = ['mouseDown', 'mouseUp', 'mouseMove', 'mouseEnter', 'mouseLeave', 'contextMenu', 'mouseWheel']
const keyTypes = ['rawKeyDown', 'keyDown', 'keyUp', 'char']

// What ends a line or a field must come as a key: it does more than to insert itself.
const controlKeys = { '\r': 'enter', '\n': 'enter', enter: 'enter', return: 'enter', '\t': 'tab', tab: 'tab', '\b': 'backspace' }

const methods = {
  sendInputEvent (...args) {
    if (args.length < 1) throw insufficientArguments()
    const [event] = args
    if (typeof event !== 'object' || event === null || typeof event.type !== 'string') throw invalid()
    const { type } = event
    if (!mouseTypes.includes(type) && !keyTypes.includes(type)) throw invalid()
    if (this.isCrashed()) return
    const { bits, autoRepeat } = readModifiers(event.modifiers)
    if (keyTypes.includes(type)) this._sendKey(event, bits, autoRepeat)
    else this._sendMouse(event, bits)
    this._onInput()
  },

  /** Keys that the page does not use do not reach the menu of its window. */
  setIgnoreMenuShortcuts (...args) {
    checkArguments(args, 'any')
    this._setIgnoreMenuShortcuts(Boolean(args[0]))
  },

  _sendKey ({ type, keyCode }, bits, autoRepeat) {
    if (typeof keyCode !== 'string' || keyCode === '') throw invalid()
    if (type !== 'char') {
      this._sendKeyEvent(type !== 'keyUp', qtKey(keyCode), '', bits, autoRepeat)
      return
    }
    const control = controlKeys[keyCode.toLowerCase()]
    if (control === 'enter') this._sendKeyEvent(true, named.enter[0], '\r', bits, autoRepeat)
    else if (!control) this._typeText(/^space$/i.test(keyCode) ? ' ' : keyCode)
  },

  _sendMouse ({ type, x, y, button, clickCount, deltaX = 0, deltaY = 0 }, bits) {
    if (!isNumber(x) || !isNumber(y)) throw invalid()
    const position = { x: Math.trunc(x), y: Math.trunc(y) }
    if (type === 'mouseWheel') {
      this._sendWheelEvent(position, { x: Math.trunc(deltaX) || 0, y: Math.trunc(deltaY) || 0 }, bits)
      return
    }
    const which = typeof button === 'string' ? button : 'left'
    const count = isNumber(clickCount) ? Math.trunc(clickCount) : 1
    if (type === 'contextMenu') {
      this._sendMouseEvent('mouseDown', position, 'right', 1, bits)
      if (!this.isDestroyed()) this._sendMouseEvent('mouseUp', position, 'right', 1, bits)
    } else {
      this._sendMouseEvent(type, position, which, count, bits)
    }
  },

  /** A key of the user's or of sendInputEvent. True swallows it. */
  _onKey (down, key, text, bits, isAutoRepeat, scanCode) {
    this._onInput()
    // The menu comes when the key may be up again.
    if (down) this._menuSource = key === MENU_KEY || (key === F10_KEY && bits === modifierBits.shift) ? 'keyboard' : 'mouse'
    const modifiers = modifierNames.filter((name, i) => bits & (1 << i))
    const event = new Event(this)
    const names = domNames({ key, text, shift: Boolean(bits & 1), isKeypad: Boolean(bits & 16), scanCode })
    this.emit('before-input-event', event, {
      type: down ? 'keyDown' : 'keyUp',
      ...names,
      isAutoRepeat,
      isComposing: false,
      shift: Boolean(bits & 1),
      control: Boolean(bits & 2),
      alt: Boolean(bits & 4),
      meta: Boolean(bits & 8),
      location: locationOf(names.code),
      _modifiers: bits & 31,
      modifiers
    })
    if (down && !event.defaultPrevented && key !== ESCAPE_KEY) this._navigations.activate()
    return event.defaultPrevented || bars.onKey(this.getOwnerBrowserWindow(), down, key, bits)
  },

  _onInput () {
    this._hangs?.poke()
  },

  _onMouseButton () {
    this._menuSource = 'mouse'
    this._navigations.activate()
    bars.onMouse(this._owner)
    this._onInput()
  },

  /** A finger that rests opens a menu as well. */
  _onTouch () {
    this._menuSource = 'longPress'
    this._navigations.activate()
    this._onInput()
  }
}

module.exports = { methods }
