'use strict'

const { createFrameRequest } = require('./frame-request')

// A page may replace what it finds in its globals, and must not see the tag.
const { apply } = Reflect
// An element's name may hide the document's own property, in any world.
const { get: fullscreenElementOf } = Object.getOwnPropertyDescriptor(Document.prototype, 'fullscreenElement')

/**
 * How texts of a frame within a page reach main, where there is no web channel: by prompt, under a tag of its own; by a
 * blocking request to runtime/web/sync_scheme where a prompt is not allowed (sandboxed) or would leave HTML fullscreen. A
 * text that begins with `>` is not waited for.
 */
exports.createFrameDoor = (door) => {
  const { frameTag } = door
  const prompt = globalThis.prompt.bind(globalThis)
  // An opaque origin is most often a sandbox's, which would complain of the prompt on the console.
  let prefersRequest = globalThis.origin === 'null'
  let isFullscreen = false

  const request = createFrameRequest(door)

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
