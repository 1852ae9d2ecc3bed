'use strict'

const path = require('path')
const { reportError, errorText } = require('./report')

// Node's process warnings, unhandled rejections among them, go where all errors go, in Node's words: a host that embeds the
// runtime hears of them, and nothing is printed that it does not print itself.

let hintShown = false

function hintFor (flag) {
  if (hintShown) return ''
  hintShown = true
  return `\n(Use \`${path.basename(process.argv0)} ${flag} ...\` to show where the warning was created)`
}

function report (warning) {
  if (!(warning instanceof Error)) return
  // protocol.handle, whose answers are Responses, and apps for later Electrons take Node's fetch for granted.
  if (warning.name === 'ExperimentalWarning' && warning.message.startsWith('The Fetch API')) return
  const isDeprecation = warning.name === 'DeprecationWarning'
  if (isDeprecation && process.noDeprecation) return
  const isTraced = process.traceProcessWarnings || (isDeprecation && process.traceDeprecation)
  const code = warning.code ? `[${warning.code}] ` : ''
  const text = isTraced ? errorText(warning) : String(warning)
  const detail = typeof warning.detail === 'string' ? `\n${warning.detail}` : ''
  const hint = isTraced ? '' : hintFor(isDeprecation ? '--trace-deprecation' : '--trace-warnings')
  reportError('warning', `(node:${process.pid}) ${code}${text}${detail}${hint}`)
}

// Where Node was told to be silent, it has no listener to be replaced.
const [nodes] = process.listeners('warning')
if (nodes && !process.execArgv.some((option) => option.startsWith('--redirect-warnings'))) {
  process.removeListener('warning', nodes)
  process.on('warning', report)
}
