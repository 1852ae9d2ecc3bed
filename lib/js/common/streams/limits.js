'use strict'

// How far a producer may be ahead of what the consumer has taken, and what counts how much of it. Both sides must agree.
module.exports = Object.freeze({
  window: 2 << 20,
  /** Bytes travel in messages of at most so many. */
  piece: 1 << 20,
  /** What any chunk costs beside its bytes or characters: so many small ones are bounded, too. */
  overhead: 256,
  /** What a value costs that is neither bytes nor text, at least: 64 of them fill the window. */
  valueCost: 32 << 10,
  /** Values wait for each other until they cost so much. */
  batch: 512 << 10
})
