'use strict'

const { compare, mainPss, now, open, rested, settled } = require('../tools')

/** Windows opened and closed, one after the other. */
module.exports = async ({ amount, figure, isQuick }) => {
  const total = amount(1000, 30)
  const cycle = async (i) => {
    const win = await open(i % 2 ? 'isolated' : 'classic')
    win.destroy()
  }
  const warm = amount(100, 16)
  for (let i = 0; i < warm; i++) await cycle(i)
  const before = await settled()
  if (!isQuick) await rested()
  const pssBefore = mainPss()
  const start = now()
  for (let i = warm; i < total; i++) await cycle(i)
  figure('a cycle', (now() - start) / (total - warm), 'ms')
  const after = await settled()
  if (!isQuick) await rested()
  const pssAfter = mainPss()
  figure(`PSS of main after the first ${warm}`, pssBefore, 'MB')
  figure(`PSS of main after ${total}`, pssAfter, 'MB')
  figure('growth', 100 * (pssAfter / pssBefore - 1), '%', { max: 5, isTime: true })
  compare(figure, before, after)
}
