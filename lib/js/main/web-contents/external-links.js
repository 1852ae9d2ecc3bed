'use strict'

const { emitEvent } = require('../event')
const { requestPermission } = require('../api/session-permissions')

// Links of pages to what no page can show, such as mailto: the desktop opens them, when the session's permission 'openExternal' is
// granted.

const shown = new Set([
  'about', 'blob', 'chrome', 'chrome-error', 'data', 'devtools', 'file', 'filesystem', 'ftp', 'http', 'https', 'javascript', 'qrc', 'view-source', 'ws', 'wss'
])

function isExternal (contents, url) {
  const [, scheme] = /^([a-z][a-z0-9+.-]*):/i.exec(url) ?? []
  if (!scheme || shown.has(scheme.toLowerCase()) || scheme.startsWith('runtime-')) return false
  const { protocol } = contents.session
  return !protocol.isProtocolHandled(scheme.toLowerCase()) && !require('../api/protocol-schemes').ownSchemes().includes(scheme.toLowerCase())
}

/** A page goes to `url`. True when that is nothing for the engine, whose navigation has failed then. */
function takeExternal (contents, url, isMainFrame) {
  if (!isExternal(contents, url)) return false
  if (isMainFrame && !contents._load_.isRequested(url) && emitEvent(contents, 'will-navigate', url)) return true
  if (contents.isDestroyed()) return true
  requestPermission(contents, 'openExternal', { externalURL: url, isMainFrame }, (granted) => {
    if (granted) require('../api/shell').openExternal(url).catch(() => {})
  })
  return true
}

module.exports = { takeExternal }
