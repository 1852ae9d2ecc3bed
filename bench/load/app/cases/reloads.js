'use strict'

const { compare, compareHeld, held, now, open, rested, settled } = require('../tools')

/** One window with Node and one without, reloaded over and over. */
module.exports = async ({ amount, figure, isQuick }) => {
  const total = amount(1000, 22)
  const windows = [await open('classic'), await open('isolated')]
  const reload = (i) => new Promise((resolve) => {
    const { webContents } = windows[i % 2]
    webContents.once('did-finish-load', resolve)
    webContents.reload()
  })
  const warm = amount(100, 10)
  for (let i = 0; i < warm; i++) await reload(i)
  const before = await settled()
  if (!isQuick) await rested()
  const heldBefore = held()
  const start = now()
  for (let i = warm; i < total; i++) await reload(i)
  figure('a reload', (now() - start) / (total - warm), 'ms')
  const after = await settled()
  if (!isQuick) await rested()
  compareHeld(figure, heldBefore, held(), total - warm)
  compare(figure, before, after)
}
