'use strict'

const { checkArguments, conversionError } = require('../argument-error')
const { admit } = require('./open-origins')
const { startScript } = require('./start-script')

const zoomStep = 1.2

const methods = {
  // Zoom

  setZoomFactor (...args) {
    checkArguments(args, 'number')
    if (args[0] <= 0) throw new Error("'zoomFactor' must be a double greater than 0.0")
    this._setZoomFactor(Math.min(Math.max(args[0], 0.25), 5))
  },

  getZoomFactor () {
    return this._getZoomFactor()
  },

  setZoomLevel (...args) {
    checkArguments(args, 'number')
    this.setZoomFactor(zoomStep ** args[0])
  },

  getZoomLevel () {
    const level = Math.log(this._getZoomFactor()) / Math.log(zoomStep)
    return Math.round(level * 1e6) / 1e6 || 0
  },

  async setVisualZoomLevelLimits (...args) {
    checkArguments(args, 'number', 'number')
    const key = this._noPinch
    this._noPinch = null
    if (key) await this.removeInsertedCSS(await key)
    // Fingers that move apart zoom, or they do not: the engine has no other limits.
    if (args[1] <= 1) this._noPinch = this.insertCSS(':root { touch-action: pan-x pan-y }')
    await this._noPinch
  },

  // Who the page says that it is

  setUserAgent (...args) {
    checkArguments(args, 'string')
    this._setUserAgent(args[0])
    this._applyStartScript()
  },

  /** What the main world of each document begins with. */
  _applyStartScript () {
    if (this._preferences.webSecurity === false) this._openPrefix ??= admit(this)
    const script = startScript(this._preferences, this._ownUserAgent(), this._openPrefix ?? '')
    if (script === this._startScript) return
    this._setStartScript('runtime-start', script)
    this._startScript = script
  },

  // The network

  getWebRTCIPHandlingPolicy () {
    return this._webRtcPolicy
  },

  setWebRTCIPHandlingPolicy (...args) {
    checkArguments(args, 'string')
    const [policy] = args
    if (policy === 'disable_non_proxied_udp') throw new Error("webContents.setWebRTCIPHandlingPolicy: 'disable_non_proxied_udp' is not supported: Qt WebEngine has no interface for it")
    if (!['default', 'default_public_interface_only', 'default_public_and_private_interfaces'].includes(policy)) throw conversionError(0, policy)
    this._webRtcPolicy = policy
    this._setPublicInterfacesOnly(policy === 'default_public_interface_only')
  },

  // Sound

  setAudioMuted (...args) {
    checkArguments(args, 'any')
    this._setAudioMuted(Boolean(args[0]))
  }
}

module.exports = { methods }
