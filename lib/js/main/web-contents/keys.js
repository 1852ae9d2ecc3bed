'use strict'

// Names of keys: Electron's, Qt's and the DOM's.

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
const DEAD_KEYS = 0x01001250
const DEAD_KEYS_END = 0x01001300

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

// X11's number of a key, which is Linux's with 8 added → DOM code: where the key is, whatever the layout has there.
const byScanCode = new Map()
const place = (first, codes) => codes.split(' ').forEach((code, i) => byScanCode.set(first + i, code))
place(9, 'Escape Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal Backspace')
place(23, 'Tab KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight Enter')
place(37, 'ControlLeft KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote Backquote')
place(50, 'ShiftLeft Backslash KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash ShiftRight NumpadMultiply AltLeft Space CapsLock')
place(67, 'F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 NumLock ScrollLock Numpad7 Numpad8 Numpad9 NumpadSubtract Numpad4 Numpad5 Numpad6 NumpadAdd')
place(87, 'Numpad1 Numpad2 Numpad3 Numpad0 NumpadDecimal')
place(94, 'IntlBackslash F11 F12')
place(104, 'NumpadEnter ControlRight NumpadDivide PrintScreen AltRight')
place(110, 'Home ArrowUp PageUp ArrowLeft ArrowRight End ArrowDown PageDown Insert Delete')
place(121, 'AudioVolumeMute AudioVolumeDown AudioVolumeUp')
place(127, 'Pause')
place(133, 'MetaLeft MetaRight ContextMenu')
place(171, 'MediaTrackNext MediaPlayPause MediaTrackPrevious MediaStop')
place(191, 'F13 F14 F15 F16 F17 F18 F19 F20 F21 F22 F23 F24')

/** X11's number of the place where a US keyboard has a letter, a digit or a punctuation mark; 0 for another key. */
function scanCodeOf (character) {
  const code = character.length === 1 ? codeOf(character.toUpperCase().codePointAt(0), false) : ''
  for (const [number, name] of byScanCode) if (name === code) return number
  return 0
}

const isPrintable = (text) => text !== '' && text >= ' ' && text !== '\x7f'

/** By the character, for keys that sendInputEvent makes: they have no place on a keyboard. */
function codeOf (key, isKeypad) {
  const character = String.fromCodePoint(key)
  if (/[A-Z]/.test(character)) return `Key${character}`
  if (/[0-9]/.test(character)) return isKeypad ? `Numpad${character}` : `Digit${character}`
  return punctuation[character] ?? ''
}

/**
 * DOM's names of a key.
 * @param {{key: number, text: string, shift: boolean, isKeypad: boolean, scanCode: number}} event as Qt has it
 */
function domNames ({ key, text, shift, isKeypad, scanCode }) {
  const entry = byQtKey.get(key)
  const code = byScanCode.get(scanCode)
  if (entry && !(key >= 0x21 && key < 0x7f)) return { key: entry[1], code: code ?? entry[2] }
  if (key >= unknownKey || key < 0x20) return { key: isPrintable(text) ? text : '', code: code ?? '' }
  if (key > 0xffff) return { key: key >= DEAD_KEYS && key < DEAD_KEYS_END ? 'Dead' : text, code: code ?? '' }
  // With Control, the text is a control character.
  const character = String.fromCodePoint(key)
  return { key: isPrintable(text) ? text : shift ? character : character.toLowerCase(), code: code ?? codeOf(key, isKeypad) }
}

/** KeyboardEvent.location: which of several keys of a name it is. */
function locationOf (code) {
  if (code.startsWith('Numpad')) return 3
  const [, side] = /^(?:Shift|Control|Alt|Meta)(Left|Right)$/.exec(code) ?? []
  return side === 'Left' ? 1 : side === 'Right' ? 2 : 0
}

module.exports = { domNames, locationOf, named, qtKey, scanCodeOf }
