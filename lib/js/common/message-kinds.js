'use strict'

// What the first element of a message says. A message is an array that goes through the codec as a whole.
//
//   page → main   [SEND, internal, channel, args]       [SEND_TO, webContentsId, channel, args]
//                 [INVOKE, internal, id, channel, args]       [INVOKE, internal, id, channel, streams, args]
//   page → main, synchronous   [SYNC, internal, channel, args]   answered by [true, [value]] or [false, [error]], or, where the
//   value is a Uint8Array or a string, by that alone; not to [SYNC_TEXT, internal, channel, args], whose answer passes through UTF-8
//   main → page   [SEND, internal, channel, senderId or 0, args]     [REPLY, id, true, [value]]
//                 [REPLY, id, true, streams, [value]]                 [REPLY, id, false, [text, what was thrown]]
//   streams: the ids of those whose places the values mark, with spaces; streams/places.js, streams/operations.js
//
// Message ports, both ways. The side that hands over a port gives it its id: those of a page are positive, those of main negative.
//
//                 [POST, channel, [message, port ids]]             ipcRenderer.postMessage, webContents.postMessage
//                 [PORT_MESSAGE, port id, [message, port ids]]     with ports; without any, see port-texts.js
//                 [PORT_CLOSE, port id, []]                        the other end is closed
//
// A page that hands a port back which it has from main, or whose other end main has, gives the id that the port has already. Until
// PORT_RETURN_END both sides hold back what is said on it:
//
//   main → page   [PORT_RETURN, port id, []]                       nothing more for the port comes from main
//   page → main   [PORT_RETURNED, port id, [message, port ids]]    the page had not taken this message from the port yet
//                 [PORT_RETURN_END, port id, []]
module.exports = Object.freeze({
  SEND: 0,
  INVOKE: 1,
  SYNC: 2,
  SEND_TO: 3,
  REPLY: 4,
  POST: 5,
  PORT_MESSAGE: 6,
  PORT_CLOSE: 7,
  PORT_RETURN: 8,
  PORT_RETURNED: 9,
  PORT_RETURN_END: 10,
  SYNC_TEXT: 11
})
