'use strict'

const { cpuOf } = require('../../../lib/family')
const { family, now, open, sleep } = require('../tools')

/** Four windows that nobody touches. */
module.exports = async ({ amount, figure, isQuick }) => {
  const ms = amount(10_000, 500)
  await Promise.all([open(), open(), open('isolated'), open('isolated')])
  await sleep(isQuick ? 500 : 3000)
  const pids = family()
  const before = pids.map((pid) => cpuOf([pid]))
  const start = now()
  await sleep(ms)
  const taken = (now() - start) / 1000
  const spent = family().map((pid) => cpuOf([pid]) - (before[pids.indexOf(pid)] ?? 0))
  figure('processes', pids.length)
  figure('of one CPU, main', 100 * spent[family().indexOf(process.pid)] / taken, '%')
  figure('of one CPU, all', 100 * spent.reduce((a, b) => a + b) / taken, '%', { max: 0.5, isTime: true })
}
