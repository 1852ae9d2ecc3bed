'use strict'

// The headers of a response, as the DevTools protocol lists them ([{name, value}]) and as webRequest hands them out ({name: [values]}).

// What the engine has read from a document's headers before they can be changed: it reads them anew only in a response that is made up.
const READ_BEFORE = /^(?:content-security-policy(?:-report-only)?|x-frame-options|cross-origin-(?:opener|embedder)-policy(?:-report-only)?|origin-agent-cluster)$/

// Others are downloads, or none that such a header means anything for.
const SHOWN = /^(?:text\/|image\/|application\/(?:xhtml|xml|json|pdf))/

/** @returns {Object<string, string[]>} names as they came first */
function toObject (list) {
  const headers = new Map()
  for (const { name, value } of list) {
    const known = headers.get(name.toLowerCase())
    if (known) known[1].push(value)
    else headers.set(name.toLowerCase(), [name, [value]])
  }
  // Not by assignment: a server may call one __proto__.
  return Object.fromEntries(headers.values())
}

/** A listener's: each header is one value or a list of them. */
function toList (object) {
  return Object.entries(object).flatMap(([name, values]) => (Array.isArray(values) ? values : [values]).map((value) => ({ name, value: String(value) })))
}

const valuesOf = (list, name) => list.filter((header) => header.name.toLowerCase() === name).map(({ value }) => value)
const textOf = (list) => list.map(({ name, value }) => `${name.toLowerCase()}:${value}`).sort().join('\n')

const isRedirect = (status) => [301, 302, 303, 307, 308].includes(status)

/** @returns {{statusCode: number, phrase: string}|null} of what is a status line */
function readStatusLine (line) {
  const [, code, phrase = ''] = /^HTTP\/\d+\.\d+ +(\d{3})(?: +(.*))?$/i.exec(typeof line === 'string' ? line.trim() : '') ?? []
  return code === undefined ? null : { statusCode: Number(code), phrase }
}

/** Whether a document's changed headers have their effect only when its response is made up, whole. */
function mustBeMadeUp (before, after) {
  const [disposition = ''] = valuesOf(after, 'content-disposition')
  const [type = 'text/html'] = valuesOf(after, 'content-type')
  if (/^\s*attachment/i.test(disposition) || !SHOWN.test(type.toLowerCase())) return false
  const read = (list) => textOf(list.filter(({ name }) => READ_BEFORE.test(name.toLowerCase())))
  return read(before) !== read(after)
}

module.exports = { isRedirect, isSame: (a, b) => textOf(a) === textOf(b), mustBeMadeUp, readStatusLine, toList, toObject, valuesOf }
