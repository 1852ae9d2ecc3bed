'use strict'

const { insufficientArguments } = require('../argument-error')
const { Event } = require('../event')

// Bits that bindings/web_contents/web_contents_input.cc knows as well.
const modifierBits = {
  shift: 1, control: 2, ctrl: 2, alt: 4, meta: 8, cmd: 8, command: 8, iskeypad: 16, leftbuttondown: 32, middlebuttondown: 64, rightbuttondown: 128
}
const modifierNames = ['shift', 'control', 'alt', 'meta', 'isKeypad']

// Electron's names of keys (those of accelerators) → Qt::Key, DOM key, DOM code.
const named = {
  space: [0x20, ' ', 'Space'],
  plus: [0x2b, '+', 'Equal'],
  escape: [0x01000000, 'Escape', 'Escape'],
  tab: [0x01000001, 'Tab', 'Tab'],
  backspace: [0x01000003, 'Backspace', 'Backspace'],
  enter: [0x01000004, 'Enter', 'Enter'],
  insert: [0x01000006, 'Insert', 'Insert'],
  delete: [0x01000007, 'Delete', 'Delete'],
  printscreen: [0x01000009, 'PrintScreen', 'PrintScreen'],
  home: [0x01000010, 'Home', 'Home'],
  end: [0x01000011, 'End', 'End'],
  left: [0x01000012, 'ArrowLeft', 'ArrowLeft'],
  up: [0x01000013, 'ArrowUp', 'ArrowUp'],
  right: [0x01000014, 'ArrowRight', 'ArrowRight'],
  down: [0x01000015, 'ArrowDown', 'ArrowDown'],
  pageup: [0x01000016, 'PageUp', 'PageUp'],
  pagedown: [0x01000017, 'PageDown', 'PageDown'],
  shift: [0x01000020, 'Shift', 'ShiftLeft'],
  control: [0x01000021, 'Control', 'ControlLeft'],
  meta: [0x01000022, 'Meta', 'MetaLeft'],
  alt: [0x01000023, 'Alt', 'AltLeft'],
  capslock: [0x01000024, 'CapsLock', 'CapsLock'],
  numlock: [0x01000025, 'NumLock', 'NumLock'],
  scrolllock: [0x01000026, 'ScrollLock', 'ScrollLock'],
  volumedown: [0x01000070, 'AudioVolumeDown', 'AudioVolumeDown'],
  volumemute: [0x01000071, 'AudioVolumeMute', 'AudioVolumeMute'],
  volumeup: [0x01000072, 'AudioVolumeUp', 'AudioVolumeUp'],
  mediaplaypause: [0x01000080, 'MediaPlayPause', 'MediaPlayPause'],
  mediastop: [0x01000081, 'MediaStop', 'MediaStop'],
  mediaprevioustrack: [0x01000082, 'MediaTrackPrevious', 'MediaTrackPrevious'],
  medianexttrack: [0x01000083, 'MediaTrackNext', 'MediaTrackNext']
}
for (let n = 1; n <= 24; n++) named[`f${n}`] = [0x01000030 + n - 1, `F${n}`, `F${n}`]
for (let n = 0; n <= 9; n++) named[`num${n}`] = [0x30 + n, String(n), `Numpad${n}`]
Object.assign(named, {
  numdec: [0x2e, '.', 'NumpadDecimal'],
  numadd: [0x2b, '+', 'NumpadAdd'],
  numsub: [0x2d, '-', 'NumpadSubtract'],
  nummult: [0x2a, '*', 'NumpadMultiply'],
  numdiv: [0x2f, '/', 'NumpadDivide']
})
const aliases = { esc: 'escape', return: 'enter', arrowleft: 'left', arrowright: 'right', arrowup: 'up', arrowdown: 'down', ' ': 'space' }
const byQtKey = new Map(Object.entries(named).reverse().map(([, entry]) => [entry[0], entry]))
byQtKey.set(0x01000005, ['', 'Enter', 'NumpadEnter'])
byQtKey.set(0x01000002, ['', 'Tab', 'Tab']) // Shift+Tab
const unknownKey = 0x01ffffff

const punctuation = {
  '-': 'Minus', '=': 'Equal', '[': 'BracketLeft', ']': 'BracketRight', ';': 'Semicolon', "'": 'Quote', '`': 'Backquote',
  '\\': 'Backslash', ',': 'Comma', '.': 'Period', '/': 'Slash'
}

function qtKey (keyCode) {
  const name = keyCode.toLowerCase()
  const entry = named[aliases[name] ?? name]
  if (entry) return entry[0]
  return [...keyCode].length === 1 ? keyCode.toUpperCase().codePointAt(0) : unknownKey
}

/** DOM's names of a key. */
function domNames (key, text, shift) {
  const entry = byQtKey.get(key)
  if (entry && !(key >= 0x21 && key < 0x7f)) return { key: entry[1], code: entry[2] }
  if (key >= unknownKey || key < 0x20) return { key: '', code: '' }
  const character = String.fromCodePoint(key)
  if (/[A-Z]/.test(character)) return { key: text && text >= ' ' ? text : shift ? character : character.toLowerCase(), code: `Key${character}` }
  if (/[0-9]/.test(character)) return { key: text || character, code: `Digit${character}` }
  return { key: text || character, code: punctuation[character] ?? '' }
}

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
  _onKey (down, key, text, bits, isAutoRepeat) {
    this._onInput()
    const modifiers = modifierNames.filter((name, i) => bits & (1 << i))
    const event = new Event(this)
    this.emit('before-input-event', event, {
      type: down ? 'keyDown' : 'keyUp',
      ...domNames(key, text, Boolean(bits & 1)),
      isAutoRepeat,
      isComposing: false,
      shift: Boolean(bits & 1),
      control: Boolean(bits & 2),
      alt: Boolean(bits & 4),
      meta: Boolean(bits & 8),
      location: 0,
      _modifiers: bits & 31,
      modifiers
    })
    return event.defaultPrevented
  },

  _onInput () {
    this._hangs?.poke()
  },

  /** @param {object} params of QWebEngineContextMenuRequest */
  _onContextMenu ({ mediaType, editFlags, ...params }) {
    const can = (bit) => Boolean(editFlags & bit)
    const event = new Event(this)
    this.emit('context-menu', event, {
      ...params,
      linkText: params.linkText,
      pageURL: this.getURL(),
      frameURL: '',
      mediaType: ['none', 'image', 'video', 'audio', 'canvas', 'file', 'plugin'][mediaType] ?? 'none',
      hasImageContents: mediaType === 1,
      dictionarySuggestions: [],
      inputFieldType: 'none',
      frameCharset: '',
      titleText: '',
      suggestedFilename: '',
      selectionRect: { x: 0, y: 0, width: 0, height: 0 },
      spellcheckEnabled: false,
      menuSourceType: 'mouse',
      mediaFlags: {},
      editFlags: { canUndo: can(1), canRedo: can(2), canCut: can(4), canCopy: can(8), canPaste: can(16), canDelete: can(32), canSelectAll: can(64), canEditRichly: can(256) }
    })
  }
}

module.exports = { methods }
