'use strict'

// What session.enableNetworkEmulation makes of the network of a session's pages. Each page is told by itself: the requests of main's
// own `net`, and of workers that pages share, go on as they are.

/** session → parameters of Network.emulateNetworkConditions */
const conditions = new WeakMap()

function tell (contents, given) {
  if (contents.isDestroyed()) return
  contents._emulate('Network.enable', given ? '{}' : '')
  contents._emulate('Network.emulateNetworkConditions', given ? JSON.stringify(given) : '')
}

module.exports = {
  /**
   * @param {Session} session
   * @param {Iterable<WebContents>} pages all there are
   * @param {object|null} given null: the network as it is
   */
  set (session, pages, given) {
    if (given === null && !conditions.has(session)) return
    if (given === null) conditions.delete(session)
    else conditions.set(session, given)
    for (const contents of pages) if (contents.session === session) tell(contents, given)
  },

  /** Of a page that was made just now. */
  applyTo (contents) {
    const given = conditions.get(contents.session)
    if (given) tell(contents, given)
  }
}
