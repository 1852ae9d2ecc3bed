'use strict'

const channels = require('../../common/channels')
const { SEND } = require('../../common/message-kinds')
const { ipcMainInternal } = require('../api/ipc-main')
const { childDefaults } = require('./child-options')

// window.open of early years, where preferences say nativeWindowOpen: false: the new window's page is a process of its own, and
// opener and child know each other by a BrowserWindowProxy (lib/js/renderer/window-proxy.js). `guest` is the child's page.

const find = (id) => require('../api/web-contents').WebContents._find(id)

const methods = {
  /** @returns {number|boolean} the guest's id; false when there is none to be reached */
  _openGuest (details, hasOpener) {
    const { url, frameName } = details
    const guests = this._guests ??= new Map() // by name
    const known = frameName === '' ? undefined : guests.get(frameName)
    if (known && !known.isDestroyed()) {
      load(known, details)
      return known.id
    }
    const answer = this._decide(details, hasOpener)
    if (!answer) return false
    const guest = answer.guest ?? this._createGuest(details, answer, hasOpener)
    if (frameName !== '') guests.set(frameName, guest)
    if (!hasOpener) return false
    guest._guestOpener = this
    guest.once('destroyed', () => {
      if (guests.get(frameName) === guest) guests.delete(frameName)
      tell(this, channels.GUEST_CLOSED, guest.id)
    })
    // The app loads what it likes into its own window.
    if (answer.guest && url === 'about:blank' && guest.getURL() === '') load(guest, details)
    return guest.id
  },

  _createGuest (details, { options, outlivesOpener }, hasOpener) {
    const BrowserWindow = require('../api/browser-window')
    const openerId = hasOpener ? this.id : undefined
    const window = new BrowserWindow({ ...options, webPreferences: { ...childDefaults(this), nativeWindowOpen: false, ...options.webPreferences, openerId } })
    if (!outlivesOpener) this._closeWithMe(window)
    this._announceWindow(window, details, options)
    load(window.webContents, details)
    return window.webContents
  }
}

function load (contents, { url, referrer }) {
  contents.loadURL(url, referrer.url === '' ? {} : { httpReferrer: referrer.url }).catch(() => {})
}

// What is said while a document comes up waits for it.
function tell (contents, channel, ...args) {
  if (!contents.isDestroyed()) contents._outbox.send([SEND, true, channel, 0], args)
}

/** The page with that id, where `sender` may reach it: its guest, its opener; with Node, any. */
function reach (sender, id) {
  const target = find(id)
  if (!target || target.isDestroyed()) return null
  return target._guestOpener === sender || sender._guestOpener === target || sender._preferences.nodeIntegration ? target : null
}

const calls = {
  close: (contents) => contents._owner?.destroy(),
  focus: (contents) => contents._owner?.focus(),
  blur: (contents) => contents._owner?.blur(),
  print: (contents) => contents.print(),
  eval: (contents, code) => { contents.executeJavaScript(String(code)).catch(() => {}) },
  load: (contents, url) => load(contents, { url: String(url), referrer: { url: '' } })
}

ipcMainInternal.on(channels.GUEST_CALL, (event, id, name, argument) => {
  const target = reach(event.sender, id)
  if (!target || !Object.hasOwn(calls, name)) return
  try {
    calls[name](target, argument)
  } catch (error) {
    event.sender._sendInternal('refused-message', error.message)
  }
})

ipcMainInternal.on(channels.GUEST_URL, (event, id) => {
  event.returnValue = reach(event.sender, id)?.getURL() ?? ''
})

ipcMainInternal.on(channels.GUEST_POST, (event, id, message, targetOrigin) => {
  const target = reach(event.sender, id)
  if (!target) return
  if (targetOrigin !== '*' && originOf(targetOrigin) !== target.mainFrame.origin) return
  tell(target, channels.GUEST_MESSAGE, event.sender.id, message, event.sender.mainFrame.origin)
})

function originOf (url) {
  try {
    const { origin, protocol } = new URL(url)
    return origin === 'null' ? `${protocol}//` : origin
  } catch {
    return ''
  }
}

module.exports = { methods }
