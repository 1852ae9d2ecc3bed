'use strict'

const pageOf = (contents, watch) => new (require('./hooked-page').HookedPage)(contents, watch)

// Which pages are looked at through their protocol line (web-contents/protocol-line.js) for session.webRequest: those of a session
// whose app listens for what the engine's interceptor does not tell.

/** session → what keeps its listeners (api/session-web-request.js) */
const watches = new WeakMap()
/** contents → HookedPage */
const pages = new WeakMap()

function tell (contents, watch) {
  // DevTools are no pages of the app's.
  if (contents.isDestroyed() || contents.getType() === 'remote') return
  const wanted = watch.wants()
  let page = pages.get(contents)
  if (!wanted.anything) {
    page?.drop()
    pages.delete(contents)
    return
  }
  if (!page) pages.set(contents, page = pageOf(contents, watch))
  page.keep(wanted)
}

module.exports = {
  /** The listeners of `session` have changed. `watch` is the same each time. */
  set (session, watch) {
    const { WebContents } = require('../api/web-contents')
    watches.set(session, watch)
    for (const contents of WebContents.getAllWebContents()) if (contents.session === session) tell(contents, watch)
  },

  /** Of a page that was made just now. */
  applyTo (contents) {
    const watch = watches.get(contents.session)
    if (watch) tell(contents, watch)
  },

  /** Whether the line asks the listeners about a request, in the interceptor's place. */
  asks (contents, url) {
    return Boolean(contents && pages.get(contents)?.asks(url))
  },

  /** The page is about to close, or is not any more. */
  onLeaving (contents, isLeaving) {
    pages.get(contents)?.onLeaving(isLeaving)
  },

  /** The interceptor has asked about a request itself, and let it go on. */
  noteAsked (contents, method, url) {
    if (contents) pages.get(contents)?.noteAsked(method, url)
  }
}
