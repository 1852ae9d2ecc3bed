'use strict'

// Sends much, and tells whether what comes back is right.

const { ipcRenderer } = require('electron')

const fill = (length, seed = 1) => {
  const bytes = new Uint8Array(length)
  for (let i = 0; i < length; i++) bytes[i] = (i * 7 + (i >> 8) * 13 + seed) & 255
  return bytes
}

ipcRenderer.on('back', (event, bytes, text) => {
  const expected = fill(400000)
  let same = bytes.length === expected.length
  for (let i = 0; same && i < expected.length; i++) same = bytes[i] === expected[i]
  ipcRenderer.send('small', same, text === 'z'.repeat(300000))
})
ipcRenderer.send('big', fill(300000), '€'.repeat(100000))
