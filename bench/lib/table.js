'use strict'

const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

const number = (value) => value === undefined ? '–' : value.toFixed(value < 100 ? 1 : 0)

const judged = (bar, met) => `${bar} ${met ? 'met' : 'MISSED'}`

/**
 * @param {object[]} rows of rows.js
 * @param {string[]} names of the programs; the first is compared with each of the others
 * @param {Map<string, Map<string, number>>} medians by row (`…/pinned`: on one core) and program
 */
function table (rows, names, medians) {
  const [own, ...others] = names
  const lines = [['', '', ...names, ...others.map((name) => `÷ ${name}`), 'bar']]
  const add = (row, key, suffix) => {
    const byProgram = medians.get(key)
    if (!byProgram) return
    const ratio = (name) => byProgram.get(own) / byProgram.get(name)
    const againstElectron = ratio('Electron')
    const verdict = () => {
      if (row.most) return judged(`≤ ${row.most} ${row.unit}`, byProgram.get(own) <= row.most)
      if (row.ofRow) {
        const [name, times] = row.ofRow
        const other = medians.get(`${name}${key.slice(row.name.length)}`)?.get(own)
        return other === undefined ? '' : judged(`≤ ${times} of ${name}`, byProgram.get(own) <= times * other)
      }
      if (!row.bar || !Number.isFinite(againstElectron)) return ''
      return row.isRate ? judged(`≥ ${row.bar}`, againstElectron >= row.bar) : judged(`≤ ${row.bar}`, againstElectron <= row.bar)
    }
    lines.push([row.title + suffix, row.unit, ...names.map((name) => number(byProgram.get(name))),
      ...others.map((name) => byProgram.has(name) && byProgram.has(own) ? ratio(name).toFixed(2) : '–'),
      verdict()])
    const ofPort = byProgram.get(own) / medians.get(`port${key.slice(row.name.length)}`)?.get('Electron')
    if (row.ofPort && ofPort) {
      lines.push(['  beside Electron\'s message port', '', ...names.map(() => ''), ...others.map((name) => name === 'Electron' ? ofPort.toFixed(2) : ''),
        judged(`≤ ${row.ofPort}`, ofPort <= row.ofPort)])
    }
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

/** How far the program's round trips are from the least that there can be. */
function limitText (name, medians) {
  const at = (suffix) => {
    const limit = medians.get(`limit${suffix}`)?.get('limit')
    const times = (row) => (medians.get(row + suffix)?.get(name) / limit).toFixed(1)
    const parts = [['invoke', 'an invoke'], ['sync', 'a sendSync']].filter(([row]) => medians.has(row + suffix)).map(([row, text]) => `${text} ${times(row)}`)
    return limit && parts.length ? `${number(limit)} µs${suffix ? ' on one core' : ' across cores'}; ${parts.join(', ')} times as much` : ''
  }
  const lines = [at('/pinned'), at('')].filter(Boolean)
  return lines.length ? `\n\nThe limit, 64 bytes between two processes over a Unix socket and back: ${lines.join('. ')}.` : ''
}

module.exports = { limitText, median, table }
