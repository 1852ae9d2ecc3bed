'use strict'

const { askWithin } = require('./late-answer')

// A page may replace what it finds in its globals, and must not see the tag.
const { apply } = Reflect
const { parse, stringify } = JSON
const { encodeURIComponent, XMLHttpRequest } = globalThis
const { open, setRequestHeader, send } = XMLHttpRequest.prototype
const { get: responseTextOf } = Object.getOwnPropertyDescriptor(XMLHttpRequest.prototype, 'responseText')
// An element's name may hide the document's own property, in any world.
const { get: fullscreenElementOf } = Object.getOwnPropertyDescriptor(Document.prototype, 'fullscreenElement')
const settled = Promise.resolve()

// So many characters go together at most. The prompt is answered when main has taken most of what came before.
const batchLength = 1 << 15
const then = Function.prototype.call.bind(Promise.prototype.then)

/**
 * How texts of a frame within a page reach main, where there is no web channel: by prompt, under a tag of its own; by a
 * blocking request to runtime/web/sync_scheme where a prompt is not allowed (sandboxed) or would leave HTML fullscreen. A
 * text that begins with `>` is not waited for.
 */
exports.createFrameDoor = ({ frameTag, syncUrl }) => {
  const prompt = globalThis.prompt.bind(globalThis)
  // An opaque origin is most often a sandbox's, which would complain of the prompt on the console.
  let prefersRequest = globalThis.origin === 'null'
  let isFullscreen = false

  const request = (text) => {
    try {
      const job = new XMLHttpRequest()
      apply(open, job, ['GET', syncUrl, false])
      apply(setRequestHeader, job, ['X-Tag', frameTag])
      apply(setRequestHeader, job, ['X-Message', encodeURIComponent(text)])
      apply(send, job, [])
      return apply(responseTextOf, job, [])
    } catch {
      return null
    }
  }

  return {
    /** @returns {string|null} null when nothing can be asked: while the document is being unloaded */
    ask (text) {
      if (!prefersRequest && !isFullscreen && apply(fullscreenElementOf, document, []) === null) {
        const answer = prompt(frameTag, text)
        if (answer !== null) return answer
      }
      const answer = request(text)
      if (answer === null && prefersRequest) return prompt(frameTag, text)
      return answer
    },

    /** The page is in HTML fullscreen, which this frame may not see. */
    setFullscreen (on) {
      isFullscreen = on
    }
  }
}

/**
 * The door of a document with a link: as channel-door.js. What it posts goes together when the turn ends, and before
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
