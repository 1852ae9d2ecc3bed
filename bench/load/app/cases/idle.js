'use strict'

const { cpuOf } = require('../../../lib/family')
const { family, now, open, sleep } = require('../tools')

/** Four windows that nobody touches. */
module.exports = async ({ amount, figure, isQuick }) => {
  const ms = amount(10_000, 500)
  await Promise.all([open(), open(), open('isolated'), open('isolated')])
  // V8 tidies up for some ten seconds after a page has loaded.
  await sleep(isQuick ? 500 : 20_000)
  const before = new Map(family().map((pid) => [pid, cpuOf([pid])]))
  const start = now()
  await sleep(ms)
  const taken = (now() - start) / 1000
  const spent = new Map(family().map((pid) => [pid, cpuOf([pid]) - (before.get(pid) ?? 0)]))
  const all = [...spent.values()].reduce((a, b) => a + b)
  figure('processes', spent.size)
  figure('of one CPU, main', 100 * spent.get(process.pid) / taken, '%')
  figure('of one CPU, all', 100 * all / taken, '%', { max: 0.5, isTime: true })
}
