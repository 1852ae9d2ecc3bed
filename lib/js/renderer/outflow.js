'use strict'

// How much main may have yet to take of what this document has sent. What is more waits here, in the page's own memory:
// a page that sends without end neither fills main nor stands in the way of other pages. Main works through what it
// has got of a page in slices (runtime/web/page_link.cc).
const room = 1 << 17
// What a text weighs besides its characters, and what each transport message does.
const textWeight = 64
const transportWeight = 1024
// So much waits at most; then the page itself has to.
const mostHeld = 1 << 24
// So much goes together at most.
const batchLength = 1 << 15

// Where the shim shares its world with the page, that may replace all of these.
const uncurry = Function.prototype.bind.bind(Function.prototype.call)
const slice = uncurry(String.prototype.slice)
const listen = uncurry(EventTarget.prototype.addEventListener)
const { Number } = globalThis
const { random, floor } = Math

/**
 * What a document sends, in its order. After every so much goes a mark, `?` and a number, which comes back as `!` and the
 * number when main has taken all before it.
 *
 * @param {object} ways
 * @param {(text: string) => void} ways.transmit sends one text, in a transport message of its own
 * @param {(texts: string[]) => void} ways.transmitAll sends several in one
 * @param {(text: string) => string|null} ways.ask synchronous; null while the document is being unloaded
 * @param {(count: number) => void} [ways.onLeave] so many texts more are on their way
 */
exports.createOutflow = ({ transmit, transmitAll, ask, onLeave }) => {
  // Another document's numbers are out of this one's range.
  let sent = floor(random() * 2 ** 50)
  let taken = sent
  let marked = sent
  let held = []
  let first = 0
  let heldWeight = 0
  let awaitsUnload = false

  const hasRoom = () => sent - taken < room

  const mark = () => {
    marked = sent
    return `?${sent}`
  }

  const isMarkDue = () => sent - marked >= room / 4

  const sendBatch = () => {
    const texts = []
    let length = 0
    while (first < held.length && length < batchLength) {
      const text = held[first]
      held[first++] = undefined
      texts[texts.length] = text
      length += text.length + textWeight
    }
    heldWeight -= length
    sent += length + transportWeight
    if (first === held.length) {
      held = []
      first = 0
    }
    if (onLeave) onLeave(texts.length)
    if (isMarkDue()) texts[texts.length] = mark()
    transmitAll(texts)
  }

  const sendWhatFits = () => {
    while (first < held.length && hasRoom()) sendBatch()
  }

  const sendAll = () => {
    while (first < held.length) sendBatch()
  }

  const onTaken = (text) => {
    const number = Number(slice(text, 1))
    if (number > taken && number <= sent) taken = number
  }

  /** Waits until no more than so much is held. Main takes a slice each time it is asked. */
  const waitFor = (weight) => {
    sendWhatFits()
    while (heldWeight > weight) {
      if (marked !== sent) transmit(mark())
      const answer = ask('?')
      // While a page is being unloaded nothing can be asked.
      if (answer === null) sendAll()
      else onTaken(answer)
      sendWhatFits()
    }
  }

  return {
    /** Whether one more text may go at once. */
    isFree: () => first === held.length && hasRoom(),

    /** Only where it isFree. */
    send (text) {
      sent += text.length + textWeight + transportWeight
      if (onLeave) onLeave(1)
      transmit(text)
      if (isMarkDue()) transmit(mark())
    },

    hold (text) {
      held[held.length] = text
      heldWeight += text.length + textWeight
      if (heldWeight < batchLength) return
      sendWhatFits()
      if (heldWeight < batchLength) return
      if (!awaitsUnload) {
        awaitsUnload = true
        listen(globalThis, 'beforeunload', sendAll)
        listen(globalThis, 'pagehide', sendAll)
      }
      if (heldWeight > mostHeld) waitFor(mostHeld)
    },

    flush: sendWhatFits,

    /** For what must not overtake it. */
    flushAll: () => waitFor(0),

    /** @param {string} text `!` and a number */
    onTaken (text) {
      onTaken(text)
      sendWhatFits()
    }
  }
}
