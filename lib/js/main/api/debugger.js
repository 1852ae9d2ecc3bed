'use strict'

const { EventEmitter } = require('events')
const { emitEvent, hideEmitterState } = require('../event')
const { warnOnce } = require('../report')
const { ProtocolSession } = require('./protocol-hub')

const NEWEST = 3 // of version 1

// They end the whole program, by intention or for want of what Qt WebEngine has not.
const DEADLY = /^(?:Browser\.crash|Browser\.crashGpuProcess|Input\.synthesize(?:Pinch|Scroll|Tap)Gesture|Tracing\.start)$/
const CLOSED = 'target closed'

/** What JSON can hold of it, as Electron takes parameters: without functions, and without what contains itself. */
function plain (value, around = []) {
  if (typeof value !== 'object' || value === null || typeof value.toJSON === 'function') return value
  if (around.includes(value)) return undefined
  const inside = [...around, value]
  if (Array.isArray(value)) return value.map((item) => plain(item, inside))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, inside)]))
}

/**
 * webContents.debugger: a client of Chromium's DevTools protocol of its own. What it has enabled and set ends with it, and is nothing to
 * the page's DevTools and to the runtime.
 */
class Debugger extends EventEmitter {
  #contents
  #session = null

  /** Not for apps: each WebContents has its own. */
  constructor (contents) {
    super()
    hideEmitterState(this)
    this.#contents = contents
  }

  /**
   * Commands that follow at once wait until the engine is ready for them.
   *
   * @param {string} [protocolVersion] what is no string asks for none
   * @throws {TypeError} it is attached, or the version is not 1.0 to 1.3
   */
  attach (protocolVersion) {
    if (this.#session) throw new TypeError('Debugger is already attached to the target')
    if (typeof protocolVersion === 'string' && protocolVersion !== '' && !isSupported(protocolVersion)) {
      throw new TypeError('Requested protocol version is not supported')
    }
    if (this.#contents.isDestroyed()) throw new TypeError('No target available')
    this.#session = new ProtocolSession(this.#contents, {
      onEvent: (method, params, sessionId = '') => emitEvent(this, 'message', method, params, sessionId),
      onBroken: () => this.#end()
    })
    this.#session.hear(['*'])
  }

  isAttached () {
    return this.#session !== null
  }

  detach () {
    this.#end()
  }

  /**
   * @param {string} method
   * @param {object} [commandParams]
   * @param {string} [sessionId] of a target that Target.setAutoAttach or Target.attachToTarget has attached to
   * @returns {Promise<object>} rejected with the engine's words, and when the debugger is detached before the answer
   */
  async sendCommand (method, commandParams, sessionId) {
    if (!this.#session) throw new Error('No target available')
    if (typeof method !== 'string') throw new Error('Invalid method')
    if (sessionId === '') throw new Error('Empty session id is not allowed')
    if (DEADLY.test(method)) throw new Error(`debugger.sendCommand: '${method}' is not supported: the engine would end the app`)
    const isGiven = typeof commandParams === 'object' && commandParams !== null && !Array.isArray(commandParams)
    const parameters = isGiven ? plain(commandParams) : {}
    const send = () => this.#session.send(method, parameters, typeof sessionId === 'string' ? sessionId : undefined)
    try {
      return await (method === 'Page.captureScreenshot' ? this.#capture(parameters, send) : send())
    } catch ({ message }) {
      throw new Error(message)
    }
  }

  // Qt WebEngine has no view that a picture could be taken of, only the page's surface, and draws none that is not shown.
  #capture (parameters, send) {
    if (parameters.fromSurface === false) {
      warnOnce('debugger.sendCommand: Page.captureScreenshot takes its pictures from the surface of the page, also with fromSurface: false')
      parameters.fromSurface = true
    }
    return this.#contents._whileDrawn(async (isHidden) => {
      let isSettled = false
      const sent = send().finally(() => { isSettled = true })
      while (isHidden && !isSettled && !this.#contents.isDestroyed()) await Promise.race([sent, this.#contents._drive()])
      return sent
    })
  }

  #end () {
    if (!this.#session) return
    const session = this.#session
    this.#session = null
    session.close('target closed while handling command')
    this.#contents._protocolLine?.giveAnew()
    emitEvent(this, 'detach', CLOSED)
  }
}

function isSupported (version) {
  const [, minor] = /^1\.(\d+)$/.exec(version) ?? []
  return minor !== undefined && Number(minor) <= NEWEST
}

module.exports = { Debugger }
