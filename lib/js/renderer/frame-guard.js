'use strict'

/**
 * Sees to it that a document has the scripts of its page, each of which calls `sign` first; see runtime/web/frame_guard.h. They
 * come at the same moment as this, or not at all. Before the document's own scripts run, but after that moment, its first
 * element is there.
 *
 * @param {string} sign
 * @param {string} question to which main answers with them
 * @param {boolean} ofSubFrames it is for these, or for the page's own frame
 */
exports.start = (sign, question, ofSubFrames) => {
  if (ofSubFrames === (globalThis.top === globalThis)) return
  const { MutationObserver, document } = globalThis
  const prompt = globalThis.prompt.bind(globalThis)
  const evaluate = eval // eslint-disable-line no-eval -- indirect: in the global scope
  let hasCome = false
  Object.defineProperty(globalThis, sign, { value: () => { hasCome = true }, configurable: true })
  const check = () => {
    delete globalThis[sign]
    if (!hasCome) evaluate(prompt(question) ?? '')
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
