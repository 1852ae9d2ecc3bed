'use strict'

// Runs in the worker thread: refers to nothing outside of itself.

/**
 * Reads what renderer/ipc-trace.js notes.
 *
 * @param {string} text
 * @param {number} start milliseconds
 * @param {string[]} names of channels
 * @returns {object[]} {note, time, …}; times are microseconds of the page's clock
 */
function readNotes (text, start, names) {
  const unit = 5
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const values = new Uint8Array(128)
  for (let i = 0; i < digits.length; i++) values[digits.charCodeAt(i)] = i
  let at = 0
  const number = () => {
    let value = 0
    for (let factor = 1; ; factor *= 32) {
      if (at >= text.length) throw new Error('notes end within a number')
      const digit = values[text.charCodeAt(at++)]
      value += (digit % 32) * factor
      if (digit < 32) return value
    }
  }
  const name = () => {
    const found = names[number()]
    if (found === undefined) throw new Error('unknown channel')
    return found
  }
  const reply = 4
  const list = []
  let time = start * 1000
  while (at < text.length) {
    const note = number()
    time += number() * unit
    switch (note) {
      case 0:
        list.push({ note: 'left', time, count: number() })
        break
      case 1:
        list.push({ note: 'receive', time, size: number() })
        break
      case 2: {
        const what = number() - 1
        if (what >> 1 === reply) list.push({ note: 'received', time, what, ago: number(), channel: '' })
        else list.push({ note: 'received', time, what, ago: 0, channel: name() })
        break
      }
      case 3:
        list.push({ note: 'answer', time, size: number() })
        break
      case 31:
        list.push({ note: 'reported', time })
        break
      default:
        list.push({ note: 'sent', time, what: note - 4, channel: name(), size: number() })
    }
  }
  return list
}

module.exports = { readNotes }
