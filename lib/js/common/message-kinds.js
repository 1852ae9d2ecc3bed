'use strict'

// What the first element of a message says. A message is an array that goes through the codec as a whole.
//
//   page → main   [SEND, internal, channel, args]       [SEND_TO, webContentsId, channel, args]
//                 [INVOKE, internal, id, channel, args]
//   page → main, synchronous   [SYNC, internal, channel, args]   answered by [true, [value]] or [false, [error]]
//   main → page   [SEND, internal, channel, senderId or 0, args]     [REPLY, id, ok, [value]]
module.exports = Object.freeze({ SEND: 0, INVOKE: 1, SYNC: 2, SEND_TO: 3, REPLY: 4 })
