'use strict'

const { checkArguments, conversionError } = require('../argument-error')
const { warnOnce } = require('../report')
const { registerScheme } = process._linkedBinding('electron_browser_protocol')

// The schemes that the app brings, in all sessions. Their pages are the app's own.

const NAME = /^[a-z][a-z0-9+.-]*$/
const PRIVILEGES = new Set(['standard', 'secure', 'bypassCSP', 'allowServiceWorkers', 'supportFetchAPI', 'corsEnabled', 'stream', 'codeCache',
  'allowExtensions'])

// The engine has its own answer for these.
const BUILT_IN = new Set(['about', 'blob', 'chrome', 'chrome-extension', 'data', 'devtools', 'file', 'filesystem', 'ftp', 'http', 'https',
  'javascript', 'mailto', 'qrc', 'runtime-bulk', 'runtime-intercept', 'runtime-sync', 'view-source', 'ws', 'wss'])

/** name → privileges */
const privileged = new Map()
/** Names without privileges that some session has a handler for. */
const plain = new Set()

function readScheme (entry) {
  if (typeof entry !== 'object' || entry === null || typeof entry.scheme !== 'string') {
    throw new Error('Argument must be an array of custom schemes.')
  }
  const privileges = typeof entry.privileges === 'object' && entry.privileges !== null ? entry.privileges : {}
  for (const name of Object.keys(privileges)) {
    if (!PRIVILEGES.has(name)) warnOnce(`protocol.registerSchemesAsPrivileged: the privilege ${name} is not known and has no effect`)
    else if (name === 'allowExtensions' && privileges[name]) warnOnce('protocol.registerSchemesAsPrivileged: there are no extensions')
  }
  const flags = {}
  for (const name of PRIVILEGES) flags[name] = Boolean(privileges[name])
  return { name: entry.scheme.toLowerCase(), privileges: flags }
}

function registerSchemesAsPrivileged (...args) {
  if (require('../lifecycle').state.ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
  checkArguments(args, 'any')
  if (!Array.isArray(args[0])) throw conversionError(0, args[0])
  for (const { name, privileges } of args[0].map(readScheme)) {
    if (BUILT_IN.has(name) || !NAME.test(name)) {
      warnOnce(`protocol.registerSchemesAsPrivileged: the scheme ${name} cannot be given privileges`)
    } else if (privileged.has(name)) {
      warnOnce(`protocol.registerSchemesAsPrivileged: the scheme ${name} keeps the privileges that it was given first`)
    } else {
      privileged.set(name, privileges)
      registerScheme(name, privileges)
    }
  }
}

/** Those that are parsed like http URLs. */
function getStandardSchemes () {
  return [...privileged].filter(([, { standard }]) => standard).map(([name]) => name)
}

/**
 * A URL as the engine writes it: Node does not know that a scheme is standard. Throws when it is none.
 */
function hrefOf (text) {
  const { href, protocol } = new URL(text)
  const scheme = protocol.slice(0, -1)
  if (!privileged.get(scheme)?.standard) return href
  return `${scheme}${new URL(href.replace(scheme, 'http')).href.slice('http'.length)}`
}

/** Every scheme whose pages are the app's own. */
function ownSchemes () {
  return [...new Set([...privileged.keys(), ...plain])]
}

/** Those whose URLs fetch() shall take. */
function fetchSchemes () {
  return [...privileged].filter(([, { supportFetchAPI }]) => supportFetchAPI).map(([name]) => name)
}

// What apps serve their own pages by, and the web's.
const INTERCEPTABLE = new Set(['file', 'http', 'https'])

/** @returns {boolean} whether an app can answer for the engine */
const isInterceptable = (scheme) => INTERCEPTABLE.has(scheme)

/** @returns {boolean} whether an app can have a handler for it */
function isFree (scheme) {
  return NAME.test(scheme) && !BUILT_IN.has(scheme)
}

module.exports = { registerSchemesAsPrivileged, getStandardSchemes, ownSchemes, fetchSchemes, hrefOf, isFree, isInterceptable, plain }
