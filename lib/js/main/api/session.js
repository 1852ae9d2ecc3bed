'use strict'

const { EventEmitter } = require('events')
const path = require('path')
const binding = process._linkedBinding('electron_browser_session')
const lifecycle = require('../lifecycle')
const { checkArguments } = require('../argument-error')
const { hideEmitterState, makeEmitter } = require('../event')
const { Cookies } = require('./session-cookies')
const data = require('./session-data')
const downloads = require('./session-downloads')
const spellChecker = require('./session-spell-checker')
const network = require('./session-network')
const permissions = require('./session-permissions')
const preloads = require('../session/preloads')
const { refuse, refuseEvents } = require('../refuse')
const refusals = require('../refusals/session')

makeEmitter(binding.Session)

const PERSIST = 'persist:'
const OWN = Symbol('made by the runtime')

/** Every session, by the name that the native half knows its partition by. */
const sessions = new Map()

class Session extends binding.Session {
  #key
  #cookies
  #webRequest = null

  constructor (own, key, options) {
    if (own !== OWN) throw new Error("Session objects cannot be created with 'new'")
    super({ partition: key, cache: options?.cache !== false })
    EventEmitter.call(this)
    hideEmitterState(this)
    this.#key = key
    // What the engine tells from here on is all that can be known of its cookies.
    this.#cookies = new Cookies(new binding.CookieStore({ partition: key }))
  }

  /** The partition's name in the native half. */
  get _partition () { return this.#key }

  get protocol () { return require('./protocol').protocolOf(this.#key) }

  get cookies () { return this.#cookies }

  fetch (...args) { return require('./net-fetch').fetchWithSession(this, ...args) }

  resolveHost (...args) { return require('../net/resolve-host').resolveHost(...args) }

  _onNotification () { require('./session-notifications').present(this) }

  get webRequest () {
    this.#webRequest ??= new (require('./session-web-request').WebRequest)(this)
    return this.#webRequest
  }

  get storagePath () { return this.getStoragePath() }

  getStoragePath () {
    if (this.#key === '') return require('./app').getPath('userData')
    return this._storagePath() || null
  }

}

for (const [name, value] of Object.entries({ ...preloads.methods, ...data.methods, ...network.methods, ...permissions.methods, ...downloads.methods, ...spellChecker.methods })) {
  Object.defineProperty(Session.prototype, name, { value, writable: true, configurable: true })
}

// There are no extensions.
Object.assign(Session.prototype, { getAllExtensions: () => [], getExtension: () => null })
for (const [name, accessors] of Object.entries(spellChecker.properties)) {
  Object.defineProperty(Session.prototype, name, { ...accessors, configurable: true })
}

refuse(Session.prototype, 'session', refusals)
refuseEvents(Session.prototype, 'session', refusals.events)

function checkReady () {
  if (!lifecycle.state.ready) throw new TypeError('Session can only be received when app is ready')
}

function get (key, options) {
  checkReady()
  let session = sessions.get(key)
  if (!session) {
    session = new Session(OWN, key, options)
    sessions.set(key, session)
    downloads.attachDownloads(session)
    permissions.attachPermissions(session)
    spellChecker.attachSpellChecker(session)
    require('./app').emit('session-created', session)
  }
  return session
}

// Names differ in their letters' case in memory only. No app's name of a partition in memory is another kind's.
function partitionKey (partition) {
  if (partition === '' || partition === PERSIST) return ''
  return partition.startsWith(PERSIST) ? partition.toLowerCase() : `memory:${partition}`
}

function fromPartition (...args) {
  checkReady()
  checkArguments(args, 'string')
  return get(partitionKey(args[0]), args[1])
}

/** Electron answers null for a path that is not absolute. */
function fromPath (...args) {
  checkReady()
  checkArguments(args, 'string')
  if (!path.isAbsolute(args[0])) return null
  const folder = path.resolve(args[0])
  // Two profiles of the engine in one folder would spoil each other's data.
  return folder === path.resolve(get('').storagePath) ? get('') : get(`path:${folder}`, args[1])
}

/** The session of a page with these webPreferences. */
function sessionFor ({ session, partition }) {
  if (!lifecycle.state.ready) throw new Error('Cannot create BrowserWindow before app is ready')
  if (session instanceof Session) return session
  return get(typeof partition === 'string' ? partitionKey(partition) : '')
}

/** That of a partition's key. */
const sessionOf = (key) => get(key)

module.exports = {
  Session,
  sessionOf,
  sessionFor,
  session: {
    fromPartition,
    fromPath,
    get defaultSession () { return get('') }
  }
}
