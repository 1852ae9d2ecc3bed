'use strict'

const fs = require('fs')
const path = require('path')
const { makeDocument, tierTable, withNumbers } = require('./document')
const { readStatus, root } = require('./status')

// Writes docs/api-coverage.md and the README's numbers, and prints what is not as it should be.

const status = readStatus()
fs.writeFileSync(path.join(root, 'docs', 'api-coverage.md'), makeDocument(status))
const readme = path.join(root, 'README.md')
fs.writeFileSync(readme, withNumbers(fs.readFileSync(readme, 'utf8'), status))
console.log(tierTable(status.rows).join('\n'))
const untested = status.rows.filter((row) => row.status === 'supported' && !row.tested)
if (untested.length > 0) console.log(`\nSupported, but in no spec of their rooms:\n${untested.map((row) => `  ${row.tier} ${row.kind} ${row.key}`).join('\n')}`)
if (status.strangers.length > 0) console.log(`\nNotes of names that Electron ${status.major} has not:\n  ${status.strangers.join('\n  ')}`)
