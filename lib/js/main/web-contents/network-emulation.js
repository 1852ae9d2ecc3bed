'use strict'

// What session.enableNetworkEmulation makes of the network of a session's pages. Each page is told by itself: the requests of main's
// own `net`, and of workers that pages share, go on as they are.

const command = (conditions) => ['Network.emulateNetworkConditions', conditions]
const AS_IT_IS = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 }

/** session → parameters of the command */
const conditions = new WeakMap()

function tell (contents, given) {
  if (contents.isDestroyed()) return
  if (given) contents._loadAfter(contents._protocol().keep('network-emulation', [['Network.enable'], command(given)]))
  else contents._protocol().drop('network-emulation', [command(AS_IT_IS)])
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
