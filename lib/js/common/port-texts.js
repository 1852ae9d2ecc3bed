'use strict'

// A message of a port that takes no ports along, both ways, as a text of its own: main hands it from page to page as it is.
//
//   p<port id> <text of the codec>

const uncurry = Function.prototype.bind.bind(Function.prototype.call)
const slice = uncurry(String.prototype.slice)
const indexOf = uncurry(String.prototype.indexOf)
const { Number } = globalThis

/** What such a text begins with. */
exports.PORT_TEXT = 'p'

exports.writePortText = (id, text) => `p${id} ${text}`

/** The id in a text; NaN where there is none. */
exports.idOfPortText = (text) => Number(slice(text, 1, indexOf(text, ' ')))

/** What it carries. */
exports.contentOfPortText = (text) => slice(text, indexOf(text, ' ') + 1)
