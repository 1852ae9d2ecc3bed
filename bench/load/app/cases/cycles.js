'use strict'

const { compare, compareHeld, held, now, open, rested, settled } = require('../tools')

/** Windows opened and closed, one after the other. */
module.exports = async ({ amount, figure, isQuick }) => {
  const total = amount(1000, 22)
  const cycle = async (i) => {
    const win = await open(i % 2 ? 'isolated' : 'classic')
    win.destroy()
  }
  const warm = amount(100, 10)
  for (let i = 0; i < warm; i++) await cycle(i)
  const before = await settled()
  if (!isQuick) await rested()
  const heldBefore = held()
  const start = now()
  for (let i = warm; i < total; i++) await cycle(i)
  figure('a cycle', (now() - start) / (total - warm), 'ms')
  const after = await settled()
  if (!isQuick) await rested()
  compareHeld(figure, heldBefore, held(), total - warm)
  compare(figure, before, after)
}
