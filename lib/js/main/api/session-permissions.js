'use strict'

const { conversionError, insufficientArguments } = require('../argument-error')
const { engineUrl } = require('../engine-url')
const { raise } = require('../uncaught')
const { PermissionRequests } = process._linkedBinding('electron_browser_session')

// What pages ask leave for. Without handlers all is granted, as in Electron.

const NOTIFICATIONS = 0
const GEOLOCATION = 1

/** By QWebEnginePage::Feature. Whole screens are nobody's to grant without a chooser. */
const features = [
  { permission: 'notifications' },
  { permission: 'geolocation' },
  { permission: 'media', mediaTypes: ['audio'] },
  { permission: 'media', mediaTypes: ['video'] },
  { permission: 'media', mediaTypes: ['audio', 'video'] },
  { permission: 'pointerLock' },
  { permission: 'display-capture', isRefused: true },
  { permission: 'display-capture', isRefused: true }
]

/** session → {native, onRequest, onCheck, told} */
const records = new WeakMap()
/** WebContents → the origin of what it shows */
const places = new WeakMap()

function originOf (url) {
  const parts = engineUrl(url)
  if (!parts) return ''
  const { origin, protocol, host } = parts
  return origin !== 'null' ? `${origin}/` : protocol === 'file:' ? 'file:///' : `${protocol}//${host}/`
}

/**
 * @param {object} details Electron's, beside what is the same for all
 * @param {(granted: boolean) => void} answer is called once, maybe in here
 */
function request (session, contents, permission, details, answer) {
  const { onRequest } = records.get(session)
  if (!onRequest) {
    answer(true)
    return
  }
  let isAnswered = false
  const callback = (granted) => {
    if (isAnswered) return
    isAnswered = true
    answer(granted === true)
  }
  const requestingUrl = contents.getURL()
  try {
    onRequest(contents, permission, callback, { requestingUrl, isMainFrame: true, ...details })
  } catch (error) {
    raise(error)
  }
}

function check (session, contents, permission, origin, details = {}) {
  const { onCheck } = records.get(session)
  if (!onCheck) return true
  try {
    return Boolean(onCheck(contents, permission, origin, { requestingUrl: origin, isMainFrame: true, ...details }))
  } catch (error) {
    raise(error)
    return false
  }
}

function onRequest (session, id, contents, origin, feature) {
  const { native } = records.get(session)
  const { permission, mediaTypes, isRefused } = features[feature]
  if (isRefused) {
    native.answer(id, false)
    return
  }
  const isMainFrame = originOf(contents.getURL()) === originOf(origin)
  // Of a frame within the page the engine tells the origin alone: the page's URL is not who asks.
  const details = { isMainFrame, ...(!isMainFrame && { requestingUrl: originOf(origin) }), ...(mediaTypes && { mediaTypes, securityOrigin: originOf(origin) }) }
  request(session, contents, permission, details, (granted) => {
    native.answer(id, granted)
    // What was granted once is not the state that pages read: that one is the check handler's.
    if (!contents.isDestroyed()) tellStatus(session, contents, originOf(origin), true)
  })
}

/**
 * What the pages of an origin read of their permissions. The engine keeps it, and cannot ask: so it is told before a document.
 * @param {string} [present] the origin of the page that is still there
 */
function tellStatus (session, contents, origin, isChanged = false, present = origin) {
  const { native, onCheck, told } = records.get(session)
  if (origin === '' || (!onCheck && !isChanged && told.has(origin))) return
  told.add(origin)
  for (const feature of [NOTIFICATIONS, GEOLOCATION]) {
    const { permission } = features[feature]
    native.setStatus(contents, origin, feature, check(session, contents, permission, origin))
  }
  if (contents.isDestroyed()) return
  // It holds for whatever the page shows: until the next document is there, for both.
  const mayPaste = (one) => check(session, contents, 'clipboard-read', one)
  const both = mayPaste(origin) && (present === origin || mayPaste(present))
  if (!contents.isDestroyed()) native.setMayPaste(contents, both)
}

/** Lets the pages of a new session ask. */
function attachPermissions (session) {
  const native = new PermissionRequests({ partition: session._partition })
  native._onRequest = (...args) => onRequest(session, ...args)
  native._onNavigation = (contents, url, isThere) => {
    const origin = originOf(url)
    if (isThere) places.set(contents, origin)
    tellStatus(session, contents, origin, false, places.get(contents))
  }
  records.set(session, { native, onRequest: null, onCheck: null, told: new Set() })
}

/** Of webContents: what the engine itself does not ask for. */
function requestPermission (contents, permission, details, answer) {
  request(contents.session, contents, permission, details, answer)
}

function checkHandler (args) {
  if (args.length === 0) throw insufficientArguments()
  const [handler] = args
  if (handler !== null && typeof handler !== 'function') throw conversionError(0, handler)
  return handler
}

const methods = {
  /** `handler(webContents, permission, callback, details)`, or null: everything is granted. */
  setPermissionRequestHandler (...args) {
    const handler = checkHandler(args)
    records.get(this).onRequest = handler
  },

  /** `handler(webContents, permission, requestingOrigin, details)` answers true or false; null: everything is granted. */
  setPermissionCheckHandler (...args) {
    const record = records.get(this)
    record.onCheck = checkHandler(args)
    record.told.clear()
  }
}

module.exports = { attachPermissions, methods, requestPermission }
