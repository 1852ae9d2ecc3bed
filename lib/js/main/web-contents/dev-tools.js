'use strict'

const { checkArguments, conversionError } = require('../argument-error')
const { emitEvent } = require('../event')
const besideDevTools = require('./protocol-beside-dev-tools')

const modes = ['right', 'bottom', 'left', 'undocked', 'detach']

/**
 * The DevTools of a page are a WebContents of their own, made when they are opened and destroyed when they are closed, unless
 * the app has given one.
 */
const methods = {
  openDevTools (options) {
    if (this._preferences.devTools === false || this._devTools) return
    const { mode = 'right', activate = true, title } = typeof options === 'object' && options !== null ? options : {}
    const given = this._givenDevTools
    const windowless = Boolean(given && !given.isDestroyed())
    const tools = windowless ? given : new this.constructor({ contextIsolation: true, nodeIntegration: false, enableRemoteModule: false, session: this.session }, { type: 'remote' })
    const state = { tools, windowless, opened: false }
    this._devTools = state
    if (title !== undefined) this._devToolsTitle = String(title)
    tools.once('destroyed', () => this._forgetDevTools(state))
    state.onReady = () => this._announceDevTools(state)
    tools.on('dom-ready', state.onReady)
    const known = modes.includes(mode) ? mode : 'right'
    this._dropInspector()
    this._openDevTools(tools, windowless, Boolean(activate) && known !== 'none', this._devToolsWindowTitle())
  },

  _announceDevTools (state) {
    if (this.isDestroyed() || this._devTools !== state) {
      state.tools.removeListener('dom-ready', state.onReady)
      return
    }
    besideDevTools.begin(this, state)
    const isFirst = !state.opened
    state.opened = true
    besideDevTools.follow(this)
    if (!isFirst) return
    if (this.isDevToolsFocused()) emitEvent(this, 'devtools-focused')
    if (!this.isDestroyed()) emitEvent(this, 'devtools-opened')
  },

  _devToolsWindowTitle () {
    return this._devToolsTitle ?? `Developer Tools - ${this.getURL()}`
  },

  closeDevTools () {
    const state = this._devTools
    if (state) this._forgetDevTools(state)
  },

  _forgetDevTools (state) {
    if (this._devTools !== state) return
    this._devTools = null
    if (!this.isDestroyed()) {
      this._closeDevTools()
      this._protocolLine?.giveAnew()
    }
    if (!state.windowless && !state.tools.isDestroyed()) state.tools.destroy()
    if (!this.isDestroyed()) emitEvent(this, 'devtools-closed')
  },

  /** The page is about to go: the inspector lets go of it first. */
  _dropDevTools () {
    const state = this._devTools
    this._devTools = null
    if (!state) return
    this._closeDevTools()
    if (!state.windowless && !state.tools.isDestroyed()) state.tools.destroy()
  },

  isDevToolsOpened () {
    return Boolean(this._devTools?.opened)
  },

  toggleDevTools () {
    if (this._devTools) this.closeDevTools()
    else this.openDevTools()
  },

  inspectElement (...args) {
    checkArguments(args, 'int', 'int')
    const [x, y] = args
    const inspect = () => {
      if (!this.isDestroyed() && this.isDevToolsOpened()) this._withPlace(x, y, () => this._inspectElement())
    }
    if (this.isDevToolsOpened()) {
      inspect()
      return
    }
    this.openDevTools()
    if (this._devTools) this.once('devtools-opened', inspect)
  },

  getDevToolsTitle () {
    return this._devToolsTitle ?? 'Developer Tools'
  },

  setDevToolsTitle (...args) {
    checkArguments(args, 'string')
    this._devToolsTitle = args[0]
    this._setDevToolsTitle(args[0])
  },

  setDevToolsWebContents (...args) {
    checkArguments(args, 'any')
    if (!(args[0] instanceof this.constructor) || args[0] === this) throw conversionError(0, args[0])
    this._givenDevTools = args[0]
  },

  /** What the window of the DevTools tells: closed by the user, or focused. */
  _onDevTools (what) {
    if (what === 'closed') this.closeDevTools()
    else if (this.isDevToolsOpened()) emitEvent(this, `devtools-${what}`)
  }
}

module.exports = { methods }
