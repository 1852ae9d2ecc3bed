'use strict'

const { checkArguments } = require('../argument-error')
const { acceptCallbacks } = require('../callback-forms')
const { isLoopback } = require('../net/loopback')
const { warnOnce } = require('../report')
const { verify } = require('../session/certificate-verifier')
const networkEmulation = require('../web-contents/network-emulation')
const { describe, parseRules, types } = require('../session/proxy-rules')
const { setApplicationProxy } = process._linkedBinding('electron_browser_session')

// A session's way to the network. Qt has one proxy for the whole app.

const modes = ['direct', 'auto_detect', 'pac_script', 'fixed_servers', 'system']

/** As setProxy left it; null: the engine goes by the system's settings, or by none. */
let proxy = null

function modeOf ({ mode, pacScript, proxyRules }) {
  if (typeof mode === 'string') {
    if (!modes.includes(mode)) throw new Error('Invalid mode, must be one of direct, auto_detect, pac_script, fixed_servers or system')
    return mode
  }
  if (typeof pacScript === 'string' && pacScript !== '') return 'pac_script'
  return typeof proxyRules === 'string' && proxyRules !== '' ? 'fixed_servers' : 'direct'
}

function apply () {
  const { type, host = '', port = 0 } = proxy
  setApplicationProxy(types[type], host, port)
}

/** "en-US,de" → "en-US,de;q=0.9", as Chromium sends it. */
function withQualities (languages) {
  const list = languages.split(',').map((language) => language.trim()).filter(Boolean)
  return list.map((language, i) => i === 0 || language.includes(';') ? language : `${language};q=${Math.max(0.1, 1 - i / 10).toFixed(1)}`).join(',')
}

const pages = () => require('./web-contents').WebContents.getAllWebContents()

/** Bytes a second that limit nothing. WORKAROUND (6.4): with a latency and no throughput at all nothing ever arrives. */
const ANY_THROUGHPUT = 1e9

/** A number of Electron's, of which 0 means without a limit, as the DevTools protocol takes it. */
const limit = (value, latency) => typeof value === 'number' && value > 0 ? value : latency > 0 ? ANY_THROUGHPUT : -1

/** session → the app's function */
const verifyProcs = new WeakMap()

/** A command of the engine's page about its network. */
async function callEngine (session, command) {
  const isDone = await new Promise((resolve) => session._callNetInternals(command, resolve))
  if (!isDone) throw new Error('Qt WebEngine does not answer about its network')
}

const methods = {
  /**
   * @param {object} options offline; latency in milliseconds; downloadThroughput and uploadThroughput in bytes a second; 0 is
   *   without a limit. For the session's pages, also those to come.
   */
  enableNetworkEmulation (...args) {
    checkArguments(args, 'object')
    const { offline = false, latency: given, downloadThroughput, uploadThroughput } = args[0]
    const latency = typeof given === 'number' && given > 0 ? given : 0
    networkEmulation.set(this, pages(), {
      offline: Boolean(offline),
      latency,
      downloadThroughput: limit(downloadThroughput, latency),
      uploadThroughput: limit(uploadThroughput, latency)
    })
  },

  disableNetworkEmulation () {
    networkEmulation.set(this, pages(), null)
  },

  /** `proc(request, callback)`, or null. Asked about certificates that the engine does not trust. */
  setCertificateVerifyProc (...args) {
    const [proc] = args
    if (args.length === 0 || (proc !== null && typeof proc !== 'function')) throw new TypeError('Must pass null or function')
    verifyProcs.set(this, proc)
  },

  /** Of web-contents/trust.js; see certificate-verifier.js. */
  _verifyCertificate (failure, answer, goOn) {
    const proc = verifyProcs.get(this)
    if (proc) verify(proc, failure, answer, goOn)
    else goOn()
  },

  /**
   * `config`: mode, proxyRules (one server), proxyBypassRules. It holds for all sessions.
   */
  async setProxy (...args) {
    checkArguments(args, 'object')
    const [config] = args
    const mode = modeOf(config)
    if (mode === 'auto_detect' || mode === 'pac_script') throw new Error(`session.setProxy is not supported with mode '${mode}': Qt WebEngine runs no proxy scripts`)
    if (mode === 'system') throw new Error("session.setProxy is not supported with mode 'system': Qt WebEngine reads the system's settings at its start only")
    const rules = typeof config.proxyRules === 'string' ? config.proxyRules : ''
    const next = mode === 'direct' ? { type: 'direct' } : parseRules(rules)
    const bypass = typeof config.proxyBypassRules === 'string' ? config.proxyBypassRules.replace(/<local>/g, '').replace(/[\s,;]/g, '') : ''
    if (bypass !== '') warnOnce('session.setProxy: proxyBypassRules are not supported: Qt WebEngine uses the proxy for all hosts but the local one')
    warnOnce('session.setProxy holds for all sessions: Qt WebEngine has one proxy for the app')
    proxy = next
    apply()
  },

  /** Whether the app has said how to reach the network. */
  _hasProxySettings () { return proxy !== null },

  async resolveProxy (...args) {
    checkArguments(args, 'string')
    if (!proxy) return 'DIRECT'
    let url
    try {
      url = new URL(args[0])
    } catch {
      return 'DIRECT'
    }
    return isLoopback(url.hostname) || !/^(https?|wss?|ftp):$/.test(url.protocol) ? 'DIRECT' : describe(proxy)
  },

  async forceReloadProxyConfig () {
    if (proxy) apply()
  },

  /** What the engine knows of hosts' addresses. Main's own requests go by the system's. */
  async clearHostResolverCache () {
    await callEngine(this, 'clearHostResolverCache')
  },

  /** Connections that nothing uses end; the others are not used again. */
  async closeAllConnections () {
    require('../net/exchange').closeConnections(this)
    await callEngine(this, 'flushSocketPools')
  },

  getUserAgent () { return this._userAgent() },

  /** `acceptLanguages`: as "en-US,de"; what navigator.languages and the header Accept-Language say. */
  setUserAgent (...args) {
    checkArguments(args, 'string')
    this._setUserAgent(args[0])
    if (typeof args[1] === 'string' && args[1] !== '') this._setAcceptLanguages(withQualities(args[1]))
  }
}

acceptCallbacks(methods, { clearHostResolverCache: 'value', setProxy: 'value', resolveProxy: 'value' })

module.exports = { methods }
