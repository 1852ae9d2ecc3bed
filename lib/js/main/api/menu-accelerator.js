'use strict'

const { isKeySequence } = process._linkedBinding('electron_browser_menu')

// Electron's accelerators → Qt's portable texts.

const modifiers = {
  control: 'Ctrl', ctrl: 'Ctrl', commandorcontrol: 'Ctrl', cmdorctrl: 'Ctrl', alt: 'Alt', altgr: 'Alt', option: 'Alt', shift: 'Shift', super: 'Meta', meta: 'Meta'
}
const keys = {
  plus: '+', space: 'Space', tab: 'Tab', capslock: 'CapsLock', numlock: 'NumLock', scrolllock: 'ScrollLock', backspace: 'Backspace', delete: 'Del',
  insert: 'Ins', return: 'Return', enter: 'Return', up: 'Up', down: 'Down', left: 'Left', right: 'Right', home: 'Home', end: 'End', pageup: 'PgUp',
  pagedown: 'PgDown', escape: 'Esc', esc: 'Esc', volumeup: 'Volume Up', volumedown: 'Volume Down', volumemute: 'Volume Mute',
  medianexttrack: 'Media Next', mediaprevioustrack: 'Media Previous', mediastop: 'Media Stop', mediaplaypause: 'Media Play', printscreen: 'Print',
  numdec: 'Num+.', numadd: 'Num++', numsub: 'Num+-', nummult: 'Num+*', numdiv: 'Num+/'
}
for (let n = 0; n <= 9; n++) keys[`num${n}`] = `Num+${n}`

/** @returns {string} '' for what is none, also when it needs the Command key */
function toQt (accelerator) {
  const parts = accelerator.replace(/\s/g, '').split('+')
  // "Ctrl++" is the key Plus.
  if (accelerator.endsWith('++')) parts.splice(-2, 2, 'Plus')
  const key = parts.pop().toLowerCase()
  const held = parts.map((part) => modifiers[part.toLowerCase()])
  if (held.includes(undefined) || key === '') return ''
  const text = [...new Set(held), keys[key] ?? key.toUpperCase()].join('+')
  return isKeySequence(text) ? text : ''
}

module.exports = { toQt }
