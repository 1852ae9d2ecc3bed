'use strict'

// How texts look between link.js and runtime/web/page_link, which has the other half of this.
//
//   <tag><text>                a text
//   <tag>~<text>               a text of which quotation marks are written as U+007F, backslashes as U+0080, line feeds as U+0081
//   ...*<n>,<n>,...:<texts>    in the place of a text: several, with their lengths
//
// Qt's web channel carries JSON. It reads a string with a single escape in it some ten times slower than one without, and
// nearly every text has quotation marks.

const { stringify } = JSON
const uncurry = Function.prototype.bind.bind(Function.prototype.call)
// Where the shim shares its world with the page, that may replace methods, and what they consult: hence no replaceAll and no split.
const slice = uncurry(String.prototype.slice)
const indexOf = uncurry(String.prototype.indexOf)
const { Number } = globalThis

const replace = (text, char, by) => {
  let at = indexOf(text, char)
  if (at < 0) return text
  let result = ''
  let from = 0
  do {
    result += slice(text, from, at) + by
    from = at + 1
    at = indexOf(text, char, from)
  } while (at >= 0)
  return result + slice(text, from)
}

/** @returns {string} tag and text as a string of JSON */
exports.literal = (tag, text) => {
  if (indexOf(text, '\x7f') >= 0 || indexOf(text, '\x80') >= 0 || indexOf(text, '\x81') >= 0) return stringify(tag + text)
  const marked = replace(replace(text, '"', '\x7f'), '\\', '\x80')
  // Text that JSON.stringify has written has no other character that JSON would escape.
  return text[0] === 'j' ? `"${tag}~${marked}"` : stringify(`${tag}~${replace(marked, '\n', '\x81')}`)
}

/** @param {string[]} texts at least one */
exports.joinTexts = (texts) => {
  let lengths = `*${texts[0].length}`
  let joined = texts[0]
  for (let i = 1; i < texts.length; i++) {
    lengths += `,${texts[i].length}`
    joined += texts[i]
  }
  return `${lengths}:${joined}`
}

/** @returns {string[]} what stands between the commas of a text; at least one */
const fields = (text) => {
  const list = []
  let from = 0
  for (let at = indexOf(text, ','); at >= 0; at = indexOf(text, ',', from)) {
    list[list.length] = slice(text, from, at)
    from = at + 1
  }
  list[list.length] = slice(text, from)
  return list
}
exports.fields = fields

/** @param {string} text what joinTexts gives; @returns {string[]} */
exports.splitTexts = (text) => {
  const colon = indexOf(text, ':')
  const texts = fields(slice(text, 1, colon))
  let end = colon + 1
  for (let i = 0; i < texts.length; i++) {
    const start = end
    end += Number(texts[i])
    texts[i] = slice(text, start, end)
  }
  return texts
}
