'use strict'

/**
 * Sees to it that a document has the scripts of its page, each of which calls `token` first; see runtime/web/frame_guard.h. They
 * come at the same moment as this, or not at all. Before the document's own scripts run, but after that moment, its first
 * element is there.
 *
 * @param {string} token
 * @param {number} world
 */
exports.start = (token, world) => {
  const { MutationObserver, document } = globalThis
  const prompt = globalThis.prompt.bind(globalThis)
  const evaluate = eval // eslint-disable-line no-eval -- indirect: in the global scope
  const kind = globalThis.top === globalThis ? 'm' : 's'
  let hasCome = false
  Object.defineProperty(globalThis, token, { value: () => { hasCome = true }, configurable: true })
  const check = () => {
    delete globalThis[token]
    if (!hasCome) evaluate(prompt(token, kind + world) ?? '')
  }
  if (document.documentElement) {
    setTimeout(check)
    return
  }
  const observer = new MutationObserver(() => {
    observer.disconnect()
    check()
  })
  observer.observe(document, { childList: true })
}
