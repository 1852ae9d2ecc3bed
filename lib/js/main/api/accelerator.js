'use strict'

// What Electron's accelerators mean: modifiers, and one key. Menus make texts of Qt's of them, globalShortcut keys of the X server.

const modifiers = {
  control: 'control', ctrl: 'control', commandorcontrol: 'control', cmdorctrl: 'control', alt: 'alt', option: 'alt', altgr: 'altGr', shift: 'shift',
  super: 'meta', meta: 'meta', command: 'meta', cmd: 'meta'
}

// name → [Qt's portable text, what a menu shows, X11's keysym]
const named = {
  space: ['Space', 'Space', 0x20],
  tab: ['Tab', 'Tab', 0xff09],
  capslock: ['CapsLock', 'Caps Lock', 0xffe5],
  numlock: ['NumLock', 'Num Lock', 0xff7f],
  scrolllock: ['ScrollLock', 'Scroll Lock', 0xff14],
  backspace: ['Backspace', 'Backspace', 0xff08],
  delete: ['Del', 'Delete', 0xffff],
  insert: ['Ins', 'Insert', 0xff63],
  return: ['Return', 'Enter', 0xff0d],
  up: ['Up', 'Up Arrow', 0xff52],
  down: ['Down', 'Down Arrow', 0xff54],
  left: ['Left', 'Left Arrow', 0xff51],
  right: ['Right', 'Right Arrow', 0xff53],
  home: ['Home', 'Home', 0xff50],
  end: ['End', 'End', 0xff57],
  pageup: ['PgUp', 'Page Up', 0xff55],
  pagedown: ['PgDown', 'Page Down', 0xff56],
  escape: ['Esc', 'Esc', 0xff1b],
  volumeup: ['Volume Up', '', 0x1008ff13],
  volumedown: ['Volume Down', '', 0x1008ff11],
  volumemute: ['Volume Mute', '', 0x1008ff12],
  medianexttrack: ['Media Next', '', 0x1008ff17],
  mediaprevioustrack: ['Media Previous', '', 0x1008ff16],
  mediastop: ['Media Stop', '', 0x1008ff15],
  mediaplaypause: ['Media Play', '', 0x1008ff14],
  printscreen: ['Print', 'Print Screen', 0xff61],
  numdec: ['Num+.', '.', 0xffae],
  numadd: ['Num++', '+', 0xffab],
  numsub: ['Num+-', '-', 0xffad],
  nummult: ['Num+*', '*', 0xffaa],
  numdiv: ['Num+/', '/', 0xffaf]
}
for (let n = 0; n <= 9; n++) named[`num${n}`] = [`Num+${n}`, String(n), 0xffb0 + n]
for (let n = 1; n <= 24; n++) named[`f${n}`] = [`F${n}`, `F${n}`, 0xffbe + n - 1]
const aliases = { enter: 'return', esc: 'escape', plus: '+' }

// Characters that need Shift on the keyboard that Electron has in mind: "Ctrl+!" is Ctrl, Shift and the key of 1.
const shifted = new Map([...'!@#$%^&*()_+{}|:"<>?~'].map((character, index) => [character, '1234567890-=[]\\;\',./`'[index]]))
const withShift = new Map([...shifted].map(([character, key]) => [key, character]))
const isCharacter = (token) => token.length === 1 && token > ' ' && token <= '~'

/**
 * @param {string} text
 * @returns {{key: string, shift: boolean, control: boolean, alt: boolean, altGr: boolean, meta: boolean, byCharacter?: boolean} | null} null for what is
 *   none. `key` is a name of `named`, or the character of a key without Shift; with `byCharacter` it was named by what it gives with
 *   Shift. As in Electron, modifiers that there are not are ignored, and of several keys the last one counts.
 */
function parse (text) {
  // eslint-disable-next-line no-control-regex
  if (typeof text !== 'string' || /[^\x00-\x7f]/.test(text)) return null
  const result = { key: '', shift: false, control: false, alt: false, altGr: false, meta: false }
  for (const part of text.split('+')) {
    const token = part.trim().toLowerCase()
    const modifier = Object.hasOwn(modifiers, token) && modifiers[token]
    const name = aliases[token] ?? token
    if (modifier) result[modifier] = true
    else if (Object.hasOwn(named, name) || isCharacter(name)) result.key = name
  }
  if (result.key === '') return null
  const bare = shifted.get(result.key)
  return bare === undefined ? result : { ...result, key: bare, shift: true, byCharacter: true }
}

/** What the key gives, with Shift if it is held, where that is a character. */
const characterOf = ({ key, shift }) => shift && withShift.has(key) ? withShift.get(key) : key

/** Which two accelerators are the same. */
function identity ({ key, shift, control, alt, altGr, meta }) {
  return [shift && 'shift', control && 'control', alt && 'alt', altGr && 'altGr', meta && 'meta', key].filter(Boolean).join('+')
}

/** Qt's portable texts of it. What a key gives with Shift, Qt may know by either. */
function toQt (accelerator) {
  const { key, shift, control, alt, altGr, meta } = accelerator
  const held = [control && 'Ctrl', (alt || altGr) && 'Alt', meta && 'Meta'].filter(Boolean)
  const text = (name, ...more) => [...held, ...more, name].join('+')
  const character = characterOf(accelerator)
  if (character !== key) return [text(character), text(character, 'Shift'), text(key, 'Shift')]
  const names = key === 'return' ? ['Return', 'Enter'] : [named[key]?.[0] ?? key.toUpperCase()]
  return names.map((name) => shift ? text(name, 'Shift') : text(name))
}

/** What a menu shows at the right of an item. */
function shownText (accelerator) {
  const { key, shift, control, alt, altGr, meta, byCharacter } = accelerator
  const shown = named[key]?.[1] ?? (byCharacter ? characterOf(accelerator) : key.toUpperCase())
  if (shown === '') return ''
  return [control && 'Ctrl', alt && 'Alt', altGr && 'AltGr', shift && !byCharacter && 'Shift', meta && 'Super', shown].filter(Boolean).join('+')
}

/** X11's numbers of what the key gives: with Shift if it is held, and without. */
function keysymsOf (accelerator) {
  const keysym = named[accelerator.key]?.[2]
  return keysym ? [keysym, keysym] : [characterOf(accelerator).charCodeAt(0), accelerator.key.charCodeAt(0)]
}

module.exports = { identity, keysymsOf, parse, shownText, toQt }
