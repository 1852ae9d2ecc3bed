'use strict'

const { askWithin } = require('./late-answer')

const { parse, stringify } = JSON
const settled = Promise.resolve()
const then = Function.prototype.call.bind(Promise.prototype.then)

// So many characters go together at most. The prompt is answered when main has taken most of what came before.
const batchLength = 1 << 15

/**
 * The door of a frame's document, or a worker, with a link: as channel-door.js. What it posts goes together when the turn ends, and before
 * anything synchronous.
 *
 * @param {string} id main's name of the document
 * @param {() => void} beforePost called when something is posted
 */
exports.createDocumentDoor = ({ ask }, id, beforePost) => {
  let receive = () => {}
  let held = []
  let heldLength = 0
  let isFetching = false

  const flush = () => {
    if (held.length === 0) return
    const texts = held
    held = []
    heldLength = 0
    // Where nothing can be asked, the document is on its way out, and so is what it has to say.
    if (ask(`>${id}:post:${stringify(texts)}`) === null) console.warn('A frame that is being unloaded cannot send messages')
  }

  return {
    listen (listener) {
      receive = listener
    },

    post (text) {
      heldLength += text.length
      if (held.push(text) === 1) {
        beforePost()
        then(settled, flush)
      }
      if (heldLength > batchLength) flush()
    },

    ask (text, limit) {
      flush()
      return askWithin(limit, ask, `${id}:sync:${text}`)
    },

    /** A script that main gave has run. */
    ran (scriptId) {
      flush()
      ask(`>${id}:ran:${scriptId}`)
    },

    /** Main has something for this document. @returns {object[]} what is to be done besides taking its messages */
    fetch () {
      if (isFetching) return []
      isFetching = true
      const answer = ask(`${id}:fetch:`)
      isFetching = false
      const { texts = [], commands = [] } = answer ? parse(answer) : {}
      for (const text of texts) receive(text)
      return commands
    }
  }
}
