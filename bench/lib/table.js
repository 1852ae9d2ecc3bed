'use strict'

const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

const number = (value) => value === undefined ? '–' : value.toFixed(value < 100 ? 1 : 0)

/**
 * @param {object[]} rows of rows.js
 * @param {string[]} names of the programs; the first is compared with each of the others
 * @param {Map<string, Map<string, number>>} medians by row (`…/pinned`: on one core) and program
 */
function table (rows, names, medians) {
  const [own, ...others] = names
  const lines = [['', '', ...names, ...others.map((name) => `÷ ${name}`), others.includes('Electron') ? 'bar' : '']]
  const add = (row, key, suffix) => {
    const byProgram = medians.get(key)
    if (!byProgram) return
    const ratio = (name) => byProgram.get(own) / byProgram.get(name)
    const againstElectron = ratio('Electron')
    const verdict = () => {
      const met = row.isRate ? againstElectron >= row.bar : againstElectron <= row.bar
      return `${row.isRate ? '≥' : '≤'} ${row.bar.toFixed(1)} ${met ? 'met' : 'MISSED'}`
    }
    lines.push([row.title + suffix, row.unit, ...names.map((name) => number(byProgram.get(name))),
      ...others.map((name) => byProgram.has(name) && byProgram.has(own) ? ratio(name).toFixed(2) : '–'),
      row.bar && Number.isFinite(againstElectron) ? verdict() : ''])
  }
  for (const row of rows) {
    add(row, `${row.name}/pinned`, ', one core')
    add(row, row.name, '')
  }
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)))
  return lines.map((line) => line.map((cell, column) => column < 2 || column === line.length - 1
    ? cell.padEnd(widths[column])
    : cell.padStart(widths[column])).join('  ').trimEnd()).join('\n')
}

module.exports = { median, table }
