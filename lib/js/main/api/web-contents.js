'use strict'

const { EventEmitter } = require('events')
const binding = process._linkedBinding('electron_browser_web_contents')
const codec = require('../codec')
const dispatch = require('../ipc-dispatch')
const { Event, emitEvent, makeEmitter } = require('../event')
const { IpcMainImpl } = require('./ipc-main')
const { SEND } = require('../../common/message-kinds')
const { Outbox } = require('../outbox')
const { ScriptRunner } = require('../script-runner')
const { LoadState } = require('../load-state')
const { WebFrameMain } = require('./web-frame-main')
const { shimConfig, withDefaults } = require('./web-preferences')

makeEmitter(binding.WebContents)

/** Every WebContents that is not destroyed, by id. */
const all = new Map()
let lastId = 0

class WebContents extends binding.WebContents {
  #preferences
  #crashed = false
  #syncAnswer = null

  /** Not for apps: a BrowserWindow makes its own. */
  constructor (given = {}) {
    const id = ++lastId
    const preferences = withDefaults(given)
    super({
      ...preferences,
      partition: preferences.partition || '',
      world: preferences.contextIsolation ? 1 : 0,
      shimConfig: shimConfig(preferences, given, id)
    })
    EventEmitter.call(this)
    Object.defineProperty(this, 'id', { value: id, enumerable: true })
    this.#preferences = preferences
    this.ipc = new IpcMainImpl()
    this.mainFrame = new WebFrameMain(this)
    this._load_ = new LoadState(this)
    this._scripts = new ScriptRunner(this)
    this._outbox = new Outbox(this)
    all.set(id, this)
    emitEvent(require('./app'), 'web-contents-created', this)
  }

  static getAllWebContents () {
    return [...all.values()]
  }

  static getFocusedWebContents () {
    return this.getAllWebContents().find((contents) => contents.isFocused()) ?? null
  }

  static fromId (id) {
    return all.get(id)
  }

  getType () {
    return 'window'
  }

  getOwnerBrowserWindow () {
    return this._owner ?? null
  }

  getLastWebPreferences () {
    return { ...this.#preferences }
  }

  // Messages

  /** Electron's `webContents.send`: throws when an argument cannot be cloned, drops the message when the page is gone. */
  send (channel, ...args) {
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument')
    this._outbox.send([SEND, false, channel, 0], args)
  }

  _sendInternal (channel, ...args) {
    if (!this.isDestroyed()) this._postMessage(codec.encodeList([SEND, true, channel, 0], args))
  }

  _onMessage (text) {
    dispatch.onMessage(this, text)
  }

  /** The answer's text, or 'pending': then the page asks again and _takeSyncAnswer has it. */
  _onSyncMessage (text) {
    this.#syncAnswer = dispatch.onSyncMessage(this, text, () => {
      if (!this.isDestroyed()) this._resumeSyncCall()
    })
    return this._takeSyncAnswer()
  }

  _takeSyncAnswer () {
    if (!this.#syncAnswer) return ''
    return this.#syncAnswer.text ?? 'pending'
  }

  /** Called after a collection of garbage while the page waits. */
  _giveUpIfCollected () {
    this.#syncAnswer?.giveUpIfCollected()
  }

  // Loading; its events are LoadState's

  loadURL (url, options = {}) {
    return this._load_.load(url, options)
  }

  loadFile (filePath, options = {}) {
    return this._load_.loadFile(filePath, options)
  }

  reload () {
    this._reload(false)
  }

  reloadIgnoringCache () {
    this._reload(true)
  }

  getURL () {
    return this._load_.url
  }

  isLoading () {
    return this._load_.loading
  }

  isLoadingMainFrame () {
    return this._load_.loading
  }

  isWaitingForResponse () {
    return this._load_.waiting
  }

  _onLoadStarted (url) { this._load_.onStarted(url) }
  _onLoadSucceeded (url, code) { this._load_.onSucceeded(url, code) }
  _onLoadFailed (url, domain, code, text) { this._load_.onFailed(url, domain, code, text) }
  _onLoadStopped (url) { this._load_.onStopped(url) }
  _onUrlChanged (url) { this._load_.onUrlChanged(url) }

  _onTitleChanged (title) {
    emitEvent(this, 'page-title-updated', title, true)
  }

  _onIconUrlChanged (url) {
    if (url) emitEvent(this, 'page-favicon-updated', [url])
  }

  _onLinkHovered (url) {
    emitEvent(this, 'update-target-url', url)
  }

  _onAudibleChanged (audible) {
    const event = new Event(this)
    event.audible = audible
    this.emit('audio-state-changed', event)
    this.emit(audible ? 'media-started-playing' : 'media-paused', new Event(this))
  }

  _onHtmlFullScreen (on) {
    if (this._owner && !this._owner.isDestroyed()) this._owner._setHtmlFullScreen(on)
    if (!this.isDestroyed()) emitEvent(this, on ? 'enter-html-full-screen' : 'leave-html-full-screen')
  }

  /** False denies. `type` is QWebEnginePage::NavigationType. */
  _onNavigationRequest (url, type, isMainFrame) {
    return this._load_.onNavigationRequest(url, type, isMainFrame)
  }

  // Scripts

  executeJavaScript (code, userGesture = false) {
    return this._scripts.run(String(code))
  }

  async insertCSS (css) {
    return this._scripts.insertCSS(String(css))
  }

  async removeInsertedCSS (key) {
    return this._scripts.removeInsertedCSS(String(key))
  }

  _onConsoleMessage (level, text, line, source) {
    // Qt knows info, warning and error; Electron counts verbose 0, info 1, warning 2, error 3.
    emitEvent(this, 'console-message', level + 1, text, line, source)
  }

  // DevTools

  openDevTools ({ mode = 'right', activate = true, title = '' } = {}) {
    if (this.#preferences.devTools === false) return
    this._openDevTools(mode, activate, title || `DevTools - ${this.getURL()}`)
  }

  toggleDevTools () {
    if (this.isDevToolsOpened()) this.closeDevTools()
    else this.openDevTools()
  }

  _onDevTools (what) {
    emitEvent(this, `devtools-${what}`)
  }

  // Life

  isCrashed () {
    return this.#crashed
  }

  getProcessId () {
    return this.getOSProcessId()
  }

  _onDocumentCreated () {
    this.#crashed = false
  }

  _onRenderProcessTerminated (status, exitCode) {
    // QWebEnginePage::RenderProcessTerminationStatus: normal, abnormal, crashed, killed
    const reason = ['clean-exit', 'abnormal-exit', 'crashed', 'killed'][status]
    this.#crashed = true
    this._outbox.drop()
    this._load_.onCrashed()
    this._scripts.onDocumentGone()
    emitEvent(this, 'crashed', reason === 'killed')
    emitEvent(this, 'render-process-gone', { reason, exitCode })
    emitEvent(require('./app'), 'render-process-gone', this, { reason, exitCode })
  }

  /** True lets the page go, as a listener of will-prevent-unload wishes. */
  _onBeforeUnload () {
    if (emitEvent(this, 'will-prevent-unload')) return true
    this._owner?._onCloseRefused()
    return false
  }

  _onWindowCloseRequested () {
    if (this._owner) this._owner._onPageClosed()
    else this.destroy()
  }

  close () {
    this._requestClose()
  }

  destroy () {
    if (this.isDestroyed()) return
    all.delete(this.id)
    this._load_.onDestroyed()
    this._scripts.onDocumentGone()
    this._destroy()
    this.emit('destroyed', new Event(this))
  }
}

module.exports = { WebContents }
