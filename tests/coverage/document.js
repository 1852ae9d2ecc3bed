'use strict'

const { apart } = require('./rooms')

// docs/api-coverage.md, made of what status.js says.

const tiers = { A: 'everyday apps use it', B: 'many apps do', C: 'few do' }

const count = (rows, status) => rows.filter((row) => row.status === status).length
const percent = (part, whole) => whole === 0 ? '–' : `${(Math.floor(part / whole * 1000) / 10).toString().replace(/\.0$/, '')} %`
const code = (row) => `\`${row.name}\``
// What looks like a tag must not be one.
const titleOf = (module) => module.startsWith('<') ? `\`${module}\`` : module
const cell = (text) => text.replace(/\|/g, '\\|')

function tierTable (rows) {
  const line = (title, all) => {
    const [supported, partly, refused, elsewhere] = ['supported', 'partly', 'refused', 'elsewhere'].map((status) => count(all, status))
    const there = supported + elsewhere
    return `| ${title} | ${all.length} | ${there} | ${partly} | ${refused} | ${percent(there, all.length)} | ${percent(there + partly, all.length)} |`
  }
  const lines = Object.entries(tiers).map(([tier, meaning]) => line(`${tier}: ${meaning}`, rows.filter((row) => row.tier === tier)))
  const names = [...apart].map((module) => `\`${module}\``).join(', ')
  lines.splice(2, 0, line(`B without ${names}`, rows.filter((row) => row.tier === 'B' && !apart.has(row.module))))
  return ['| tier | names | supported | partly | refused | supported | at least partly |', '|---|---|---|---|---|---|---|', ...lines]
}

function moduleTable (rows) {
  const modules = [...new Set(rows.map((row) => row.module))]
  const lines = modules.map((module) => {
    const own = rows.filter((row) => row.module === module)
    const numbers = ['supported', 'partly', 'refused', 'elsewhere'].map((status) => count(own, status) || '')
    return `| [${cell(titleOf(module))}](#${anchor(module)}) | ${numbers.join(' | ')} |`
  })
  return ['| module | supported | partly | refused | not for Linux |', '|---|---|---|---|---|', ...lines]
}

// As Markdown's renderers make it of a heading; headings that differ in letter case only get a number.
const anchors = new Map()
function anchor (module) {
  if (!anchors.has(module)) {
    const plain = module.toLowerCase().replace(/[^\w-]/g, '')
    const same = [...anchors.values()].filter((other) => other.replace(/-\d+$/, '') === plain).length
    anchors.set(module, same > 0 ? `${plain}-${same}` : plain)
  }
  return anchors.get(module)
}

/** Names that share what is said of them, on one line. */
function reasons (rows) {
  const groups = new Map()
  for (const row of rows) groups.set(row.why, [...(groups.get(row.why) ?? []), row])
  return [...groups].map(([why, group]) => `- ${group.map(code).join(', ')}: ${why}`)
}

function section (module, rows) {
  const of = (status) => rows.filter((row) => row.status === status)
  const [supported, partly, refused, elsewhere] = ['supported', 'partly', 'refused', 'elsewhere'].map(of)
  const without = elsewhere.filter((row) => row.linux === 'absent')
  const silent = elsewhere.filter((row) => row.linux !== 'absent')
  const lines = ['', `## ${titleOf(module)}`]
  if (supported.length > 0) lines.push('', `Supported: ${supported.map(code).join(', ')}`)
  if (partly.length > 0) lines.push('', 'Partly; what is missing:', '', ...reasons(partly))
  if (refused.length > 0) lines.push('', 'Refused:', '', ...reasons(refused))
  const plain = silent.filter((row) => row.why === '')
  if (plain.length > 0) lines.push('', `For other systems; on Linux as in Electron, where they do little or nothing: ${plain.map(code).join(', ')}`)
  if (silent.length > plain.length) lines.push('', 'For other systems:', '', ...reasons(silent.filter((row) => row.why !== '')))
  if (without.length > 0) lines.push('', `For other systems; absent on Linux, as in Electron: ${without.map(code).join(', ')}`)
  return lines
}

function makeDocument ({ major, rows }) {
  const modules = [...new Set(rows.map((row) => row.module))]
  return [
    `# Electron ${major}'s API on Linux`,
    '',
    '`scripts/api-coverage` makes this page of what the code says of itself; `tests/spec/api-coverage.spec.js` checks each name, and that what is',
    'called supported is used in a spec. *Supported*: behaves as documented. *Partly*: something is missing. *Refused*: throws, rejects or warns',
    'once, with the reason given here.',
    '',
    ...tierTable(rows),
    '',
    ...moduleTable(rows),
    ...modules.flatMap((module) => section(module, rows.filter((row) => row.module === module))),
    ''
  ].join('\n')
}

const BEGIN = '<!-- api-coverage -->'
const END = '<!-- /api-coverage -->'

/** The README's text with the numbers as they are now. */
function withNumbers (readme, { rows }) {
  const [before, rest] = readme.split(BEGIN)
  return `${before}${BEGIN}\n${tierTable(rows).join('\n')}\n${END}${rest.split(END)[1]}`
}

module.exports = { makeDocument, tierTable, withNumbers }
