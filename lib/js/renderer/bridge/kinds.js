'use strict'

// What crosses the bridge is a tree. Primitives stand for themselves, and everything else is a list with one of these first:
module.exports = {
  SHAPE: 0, // keys, values…      an object; the keys get the next number
  OBJECT: 1, // shape, values…    an object with the keys of that number
  ARRAY: 2, // items…
  SEEN: 3, // n                   the n-th object of the tree again
  CLONE: 4, // object             what structured clone is for
  ERROR: 5, // text of the codec's
  FUNCTION: 6, // id              a function of the sender's world
  OWN_FUNCTION: 7, // id          one of the receiver's
  PROMISE: 8, // id
  NODE: 9, // n                   the n-th node that came with the packet
  WELL_KNOWN: 10, // name         Symbol[name]
  REGISTERED: 11, // key          Symbol.for(key)
  SYMBOL: 12, // id, description  any other of the sender's world
  OWN_SYMBOL: 13, // id
  SYMBOL_KEYED: 14, // tree, key tree, value tree, …   an object and its properties with symbols for keys
  STREAM: 16, // function tree, function tree   a ReadableStream, by what reads it and what cancels it
  ABSENT: 15 // a property whose getter throws: as in Electron there is none
}
