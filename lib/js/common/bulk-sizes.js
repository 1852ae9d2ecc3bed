'use strict'

// From these lengths on a buffer and a string travel beside the text of their message, where that is possible: fetching
// them takes another round trip, and then costs less for each byte.
module.exports = Object.freeze({ bulkBytes: 1 << 15, bulkText: 1 << 16 })
