'use strict'

const fs = require('fs')
const path = require('path')

// electron-surface.tsv: every name that Electron's documentation had from version 2 to 45.
//   kind       method, instance (of a class), static, property, event, option
//   process    where it is: main, renderer, utility
//   platforms  yes: documented for Linux; no: for other systems only
//   tier       A: everyday apps use it; B: many do; C: few; -: not for Linux
//   majors     the major versions whose documentation has it, such as 2-13,19
//   linux      whether an Electron 33 on Linux has it in the main process: there, absent, or - where that was not looked at
//   page       the same, in a page with Node

const columns = ['module', 'kind', 'name', 'process', 'platforms', 'tier', 'majors', 'linux', 'page', 'signature']

function documentedIn (majors, major) {
  return majors.split(',').some((range) => {
    const [first, last = first] = range.split('-').map(Number)
    return first <= major && major <= last
  })
}

/** The names that Electron `major` documents, in the table's order, each with a `key` such as 'app.quit'. */
function readSurface (major) {
  const [, ...lines] = fs.readFileSync(path.join(__dirname, 'electron-surface.tsv'), 'utf8').trimEnd().split('\n')
  const rows = lines.map((line) => Object.fromEntries(line.split('\t').map((text, i) => [columns[i], text])))
  return rows.filter(({ majors }) => documentedIn(majors, major)).map((row) => ({ ...row, key: `${row.module}.${row.name}` }))
}

module.exports = { readSurface }
