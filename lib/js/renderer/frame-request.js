'use strict'

// A page may replace what it finds in its globals, and must not see the tag.
const { apply } = Reflect
const { encodeURIComponent, XMLHttpRequest } = globalThis
const { open, setRequestHeader, send } = XMLHttpRequest.prototype
const { get: responseTextOf } = Object.getOwnPropertyDescriptor(XMLHttpRequest.prototype, 'responseText')

/**
 * Asks main by a blocking request to runtime/web/sync_scheme: where there is no prompt.
 *
 * @param {{frameTag: string, syncUrl: string}} door
 * @returns {(text: string, delay?: number) => string|null} null when nothing can be asked; main looks at it after `delay` milliseconds
 */
exports.createFrameRequest = ({ frameTag, syncUrl }) => (text, delay) => {
  try {
    const job = new XMLHttpRequest()
    apply(open, job, ['GET', syncUrl, false])
    apply(setRequestHeader, job, ['X-Tag', frameTag])
    apply(setRequestHeader, job, ['X-Message', encodeURIComponent(text)])
    if (delay !== undefined) apply(setRequestHeader, job, ['X-Delay', delay])
    apply(send, job, [])
    return apply(responseTextOf, job, [])
  } catch {
    return null
  }
}
