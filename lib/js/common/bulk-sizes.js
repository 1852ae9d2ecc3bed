'use strict'

// From these lengths on, bytes and characters, a buffer and a string travel beside the text of their message, where that is
// possible: fetching them takes another round trip, and then costs less for each byte. A request of the page's costs more
// than a script in it.
module.exports = Object.freeze({
  fromPage: Object.freeze({ bytes: 1 << 14, text: 3 << 14 }),
  toPage: Object.freeze({ bytes: 1 << 17, text: 1 << 18 })
})
