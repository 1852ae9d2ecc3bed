'use strict'

// What is said of a stream on the internal channel `stream`: (operation, id, …). Who hands over a stream gives it its id: those of
// a page are positive, those of main negative. In the message that hands it over, `places.js` says where it stands.
//
//   producer → consumer   DATA, id, Uint8Array, lengths of the chunks in it or null
//                         VALUES, id, texts of the codec's, or s and a string     VALUE, id, value
//                         END, id, whether it failed, error
//   consumer → producer   GRANT, id, number of messages taken                           CANCEL, id, reason
//
// The first GRANT, of 0, starts the producer.
module.exports = Object.freeze({ DATA: 0, VALUE: 1, END: 2, GRANT: 3, CANCEL: 4, VALUES: 5 })
