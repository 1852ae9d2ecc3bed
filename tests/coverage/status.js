'use strict'

const fs = require('fs')
const path = require('path')
const rooms = require('./rooms')
const { readSurface } = require('./surface')

// What of an Electron's API is there, as the project itself states it: refusals (lib/js/main/refusals, lib/js/renderer/refusals.js)
// and gaps (notes/). Everything else counts as supported, and must then be used in a spec of its room.

const root = path.join(__dirname, '..', '..')
const major = 19

const filesIn = (folder, pattern) => fs.readdirSync(path.join(root, folder)).filter((name) => pattern.test(name)).sort()

/** Module and name → why it is refused. */
function readRefusals (rows) {
  const modules = new Set(rows.map((row) => row.module))
  const found = new Map()
  const add = (owners, tables) => {
    for (const table of tables) {
      for (const [name, reason] of Object.entries(table ?? {})) for (const owner of owners) found.set(`${owner}.${name}`, reason)
    }
  }
  const addTable = (owners, { methods, promises, properties, statics, events, options, ignored }) => {
    add(owners, [methods, promises, properties, statics, events, options, ignored])
  }
  const whole = require(path.join(root, 'lib/js/main/refusals/modules.js'))
  for (const file of filesIn('lib/js/main/refusals', /\.js$/)) {
    const name = path.basename(file, '.js')
    if (name === 'reasons' || name === 'modules') continue
    const camel = name.replace(/-(\w)/g, (match, letter) => letter.toUpperCase())
    const owners = [camel, camel[0].toUpperCase() + camel.slice(1)].filter((owner) => modules.has(owner))
    if (owners.length === 0) throw new Error(`lib/js/main/refusals/${file} is named like no module of Electron's`)
    addTable(owners, require(path.join(root, 'lib/js/main/refusals', file)))
  }
  for (const [module, table] of Object.entries(require(path.join(root, 'lib/js/renderer/refusals.js')))) {
    if (!rows.some((row) => row.module === module && row.process.includes('main'))) addTable([module], table)
  }
  for (const row of rows) {
    const reason = rooms.refused[row.module] ?? (whole[row.module]?.answers?.[row.name] ? undefined : whole[row.module]?.reason)
    if (reason) found.set(row.key, reason)
  }
  return found
}

function readNotes () {
  const notes = { partly: {}, elsewhere: {} }
  for (const file of filesIn('tests/coverage/notes', /\.js$/)) {
    const { partly = {}, elsewhere = {} } = require(path.join(__dirname, 'notes', file))
    Object.assign(notes.partly, partly)
    Object.assign(notes.elsewhere, elsewhere)
  }
  return notes
}

/** All text of the specs and app tests of a module. */
function specText (module, texts) {
  const beginnings = rooms.specs[module] ?? []
  return texts.filter(({ name }) => beginnings.some((beginning) => name.startsWith(beginning))).map(({ text }) => text).join('\n')
}

function readSpecs () {
  const read = (folder, file) => ({ name: file, text: fs.readFileSync(path.join(root, folder, file), 'utf8').replace(/^\s*\/\/.*$/gm, '') })
  return [
    ...filesIn('tests/spec', /\.spec\.js$/).map((file) => read('tests/spec', file)),
    ...filesIn('tests/apps', /\.test\.js$/).map((file) => read('tests/apps', file))
  ].filter(({ name }) => name !== 'api-coverage.spec.js')
}

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Whether a spec's text uses a name as what it is. */
function isUsed ({ kind, module, name }, text) {
  const last = escape(name.split('.').at(-1))
  if (kind === 'static' && name === 'new') return new RegExp(`new (\\w+\\.)?${escape(module)}\\b|\\b${escape(module)}\\b`).test(text)
  const quoted = new RegExp(`['"\`]${last}['"\`]`)
  if (kind === 'event') return quoted.test(text)
  if (kind === 'option') return new RegExp(`\\b${last}\\b\\s*[:,}]`).test(text) || quoted.test(text)
  return new RegExp(`\\??\\.${last}\\b`).test(text) || quoted.test(text) || (kind === 'property' && new RegExp(`\\b${last}\\b\\s*[:,}]`).test(text))
}

/**
 * @returns {Array<object>} the rows of the surface with `status` (supported, partly, refused, elsewhere), `why` (what is missing,
 *   the reason), and `tested`
 */
function readStatus () {
  const rows = readSurface(major)
  const refusals = readRefusals(rows)
  const notes = readNotes()
  const texts = readSpecs()
  const byModule = new Map([...new Set(rows.map((row) => row.module))].map((module) => [module, specText(module, texts)]))
  const known = new Set(rows.map((row) => row.key))
  const strangers = [...Object.keys(notes.partly), ...Object.keys(notes.elsewhere)].filter((key) => !known.has(key))
  const status = (row) => {
    if (refusals.has(row.key)) return { status: 'refused', why: refusals.get(row.key) }
    if (notes.elsewhere[row.key]) return { status: 'elsewhere', why: notes.elsewhere[row.key] }
    if (notes.partly[row.key]) return { status: 'partly', why: notes.partly[row.key] }
    if (row.platforms === 'no') return { status: 'elsewhere', why: '' }
    return { status: 'supported', why: '' }
  }
  return {
    major,
    strangers,
    rows: rows.map((row) => ({ ...row, ...status(row), tested: isUsed(row, byModule.get(row.module)) }))
  }
}

module.exports = { readStatus, root }
