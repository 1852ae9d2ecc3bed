'use strict'

const { EventEmitter } = require('events')
const binding = process._linkedBinding('electron_browser_web_contents')
const { acceptCallbacks } = require('../callback-forms')
const { checkArguments } = require('../argument-error')
const { Event, emitEvent, makeEmitter, watchListeners } = require('../event')
const { IpcMainImpl } = require('./ipc-main')
const { Outbox } = require('../outbox')
const { PagePorts } = require('../message-ports/page-ports')
const { ScriptRunner } = require('../script-runner')
const { FrameTree } = require('../frames/frame-tree')
const { Workers } = require('../frames/workers')
const { LoadState } = require('../load-state')
const { sessionFor } = require('./session')
const { MainFrame, SubFrame } = require('./web-frame-main')
const { interceptedSchemes } = require('../intercepted-load')
const { frameAgentConfig, frameRelayConfig, mainRelayConfig, nativeOptions, relayConfig, secretNames, shimConfig, withDefaults } = require('./web-preferences')
const colorScheme = require('../web-contents/color-scheme')
const { Navigations } = require('../web-contents/navigations')
const networkEmulation = require('../web-contents/network-emulation')
const requestHooks = require('../session/request-hooks')
const { HangDetector } = require('../web-contents/hang-detector')
const { createNavigationHistory, methods: historyMethods } = require('../web-contents/history')
const { refuse, refuseEvents } = require('../refuse')
const refusals = require('../refusals/web-contents')
const { guardMethods } = require('../web-contents/guard')
const media = require('../web-contents/media')
const themeColor = require('../web-contents/theme-color')

makeEmitter(binding.WebContents)

/** Every WebContents that is not destroyed, by id. */
const all = new Map()
let lastId = 0

class WebContents extends binding.WebContents {
  #crashed = false
  #processId = 0 // of the document that is shown
  #session
  #type
  #title = ''

  /** Not for apps: a BrowserWindow makes its own. */
  constructor (webPreferences, { type = 'window', opener = null, frameless = false } = {}) {
    const given = typeof webPreferences === 'object' && webPreferences !== null ? webPreferences : {}
    const id = ++lastId
    const preferences = withDefaults(given)
    const session = opener ? opener.#session : sessionFor(preferences)
    const names = { ...secretNames(), intercepted: interceptedSchemes(session) }
    const native = nativeOptions(preferences, session)
    super({
      ...native,
      ...(opener ? { opener } : {}),
      shimConfig: shimConfig(preferences, given, id, { ...names, ...(frameless ? { frameless } : {}) }),
      relayConfig: mainRelayConfig(preferences, names),
      frameAgentConfig: frameAgentConfig(names)
    })
    EventEmitter.call(this)
    Object.defineProperty(this, 'id', { value: id, enumerable: true })
    this.#session = session
    const hide = (members) => {
      for (const [name, value] of Object.entries(members)) Object.defineProperty(this, name, { value, writable: true, configurable: true })
    }
    this.#type = type
    this.ipc = new IpcMainImpl()
    this.mainFrame = new MainFrame(this)
    this.navigationHistory = createNavigationHistory(this)
    hide({
      _preferences: preferences,
      _givenPreferences: given,
      _shimWorld: native.world,
      _owner: null,
      _isExpected: opener !== null, // its page is another until the engine has made it
      _host: null, // the window that shows it as a BrowserView
      _opener: opener,
      _debugger: null,
      _devTools: null,
      _givenDevTools: null,
      _whenHit: null,
      _captures: 0, // by capturePage
      _hiddenCaptures: 0, // those of them that began while nobody saw the page
      _capturers: { visible: [], hidden: [] },
      _credentials: new Map(), // answers to 'login' that came late
      _cursor: 'pointer',
      _dialogs: { shown: 0, refused: false }, // of the document
      _noPinch: null,
      _openPrefix: null,
      _onTarget: null, // waits for the page's inspector
      _protocolLine: null,
      _target: null,
      _targetId: '',
      _startScript: '',
      _webRtcPolicy: 'default',
      _isAudible: false,
      _media: new Map(), // how many players play, by document
      _menuSource: 'mouse', // what a context menu would come of, by the last input
      _windowOpenHandler: null,
      _windowOpenDecision: null,
      _formPost: null,
      _lastFind: 0,
      _load_: new LoadState(this),
      _syncAnswer: null,
      _themeColor: undefined,
      _scripts: new ScriptRunner(this, {
        key: names.scriptKey,
        relay: (world) => binding.relaySource(relayConfig(names, world)),
        frameKey: names.frameScriptKey,
        frameRelay: () => binding.relaySource(frameRelayConfig(names))
      }),
      _hangs: new HangDetector(this),
      _navigations: new Navigations(),
      _frames: new FrameTree(this, (node) => new SubFrame(this, node)),
      _workers: new Workers(this),
      _outbox: new Outbox(this),
      _ports: new PagePorts(this),
      _streams: null
    })
    this._applyStartScript()
    all.set(id, this)
    colorScheme.applyTo(this)
    networkEmulation.applyTo(this)
    requestHooks.applyTo(this)
    emitEvent(require('./app'), 'web-contents-created', this)
  }

  static getAllWebContents () {
    return [...all.values()]
  }

  static getFocusedWebContents () {
    return this.getAllWebContents().find((contents) => contents.isFocused()) ?? null
  }

  static fromId (...args) {
    checkArguments(args, 'int')
    return all.get(args[0])
  }

  /** By whatever a page calls an id. */
  static _find (id) {
    return all.get(id)
  }

  static fromFrame (frame) {
    return this.getAllWebContents().find((contents) => contents.mainFrame === frame?.top)
  }

  getType () {
    return this.#type
  }

  getOwnerBrowserWindow () {
    return this._owner ?? this._host
  }

  getLastWebPreferences () {
    return { ...this._preferences }
  }

  get session () { return this.#session }
  get hostWebContents () { return null }
  get focusedFrame () { return this.isFocused() ? this.mainFrame : null }
  get opener () { return this._opener && !this._opener.isDestroyed() ? this._opener.mainFrame : null }
  get debugger () { return this._debugger ??= new (require('./debugger').Debugger)(this) }
  get devToolsWebContents () { return this._devTools?.tools ?? null }
  get audioMuted () { return this.isAudioMuted() }
  set audioMuted (muted) { this.setAudioMuted(muted) }
  get zoomFactor () { return this.getZoomFactor() }
  set zoomFactor (factor) { this.setZoomFactor(factor) }
  get zoomLevel () { return this.getZoomLevel() }
  set zoomLevel (level) { this.setZoomLevel(level) }
  get userAgent () { return this.getUserAgent() }
  set userAgent (userAgent) { this.setUserAgent(userAgent) }
  get backgroundThrottling () { return this.getBackgroundThrottling() }
  set backgroundThrottling (on) { this.setBackgroundThrottling(on) }

  /** Another document has taken the place of the last. */
  _onNewDocument () {
    this.#crashed = false
    this._tellOfOldProcess(this.getProcessId())
    this._dialogs = { shown: 0, refused: false }
    this._scripts.onNewDocument()
    this._hangs.reset()
    this._navigations.onNewDocument()
    this._protocolLine?.giveAnew()
    const { zoomFactor } = this._preferences
    if (typeof zoomFactor === 'number' && zoomFactor > 0 && this._getZoomFactor() === 1) this._setZoomFactor(zoomFactor)
    if (!this.getBackgroundThrottling()) this._applyThrottling()
  }

  /** What was kept for documents of the page's last process can go once it has another one, or none. */
  _tellOfOldProcess (processId) {
    const old = this.#processId
    this.#processId = processId
    if (old !== 0 && old !== processId) emitEvent(this, 'render-view-deleted', old)
  }

  _onTitleChanged (title) {
    if (!this._load_.isOwnTitle(title)) return
    this.#title = title
    emitEvent(this, 'page-title-updated', title, true)
  }

  // Life

  isCrashed () {
    return this.#crashed
  }

  getProcessId () {
    return this.mainFrame.processId
  }

  forcefullyCrashRenderer () {
    const pid = this.getOSProcessId()
    if (pid > 0) process.kill(pid, 'SIGSEGV')
  }

  _onRenderProcessTerminated (status, exitCode) {
    // QWebEnginePage::RenderProcessTerminationStatus: normal, abnormal, crashed, killed
    const reason = ['clean-exit', 'abnormal-exit', 'crashed', 'killed'][status]
    this.#crashed = true
    this._frames.reset()
    this._workers.reset()
    this._outbox.drop()
    this._ports.onDead()
    this._load_.onCrashed()
    this._scripts.onDead()
    this._hangs.reset()
    this._onMediaDead()
    if (!this.isDestroyed()) emitEvent(require('./app'), 'render-process-gone', this, { reason, exitCode })
    if (!this.isDestroyed()) emitEvent(this, 'crashed', reason === 'killed')
    if (!this.isDestroyed()) emitEvent(require('./app'), 'renderer-process-crashed', this, reason === 'killed')
    if (!this.isDestroyed()) emitEvent(this, 'render-process-gone', { reason, exitCode })
    if (!this.isDestroyed()) this._tellOfOldProcess(0)
  }

  /** Whether alert() and its kin are shown. */
  _onDialog () {
    return !this._preferences.disableDialogs && !this._dialogs.refused
  }

  /** True lets the page go, as a listener of will-prevent-unload wishes. */
  _onBeforeUnload () {
    if (emitEvent(this, 'will-prevent-unload')) return true
    this._load_.onRefused()
    requestHooks.onLeaving(this, false)
    this._owner?._onCloseRefused()
    return false
  }

  _onWindowCloseRequested () {
    if (this._owner) this._owner._onPageClosed()
    else this.destroy()
  }

  /** Electron's: without the window's 'close', and without beforeunload unless that is asked for. */
  close (options) {
    if (this._owner && !options?.waitForBeforeUnload) this._owner.destroy()
    else if (this._owner) this._requestClose()
    else this.destroy()
  }

  /** Lets the page's beforeunload decide; _onWindowCloseRequested or _onBeforeUnload follows. */
  async _requestClose () {
    if (!this.isCrashed() && await this._scripts.askToUnload() === 'refused') {
      if (this.isDestroyed() || !this._onBeforeUnload()) return
    }
    if (this.isDestroyed()) return
    requestHooks.onLeaving(this, true)
    await this._scripts.unload()
    if (!this.isDestroyed()) super._requestClose()
  }

  destroy () {
    if (this.isDestroyed()) return
    this._tellOfOldProcess(0)
    if (!this.isDestroyed()) this._onMediaDead()
    if (this.isDestroyed()) return
    all.delete(this.id)
    this._debugger?.detach()
    if (this.isDestroyed()) return
    this._protocolLine?.end()
    this._dropInspector()
    this._dropDevTools()
    this._load_.onDestroyed()
    this._destroy(this._frames.isExpected)
    this._frames.reset()
    this._workers.reset()
    this._scripts.onDead()
    this._ports.onDead()
    this._hangs.reset()
    this.emit('destroyed', new Event(this))
  }
}

for (const methods of [
  historyMethods,
  require('./session-downloads').contentsMethods,
  require('../web-contents/capture').methods,
  require('../web-contents/choose-files').methods,
  require('../web-contents/given-files').methods,
  require('../web-contents/context-menu').methods,
  require('../web-contents/dev-tools').methods,
  require('../web-contents/device-emulation').methods,
  require('../web-contents/edit').methods,
  require('../web-contents/find').methods,
  require('../web-contents/guest-windows').methods,
  require('../web-contents/heap-snapshot').methods,
  require('../web-contents/input').methods,
  require('../web-contents/load').methods,
  media.methods,
  require('../web-contents/messages').methods,
  require('../web-contents/page-events').methods,
  require('../web-contents/post-message').methods,
  require('./web-contents-print').methods,
  require('../web-contents/protocol-line').methods,
  require('../web-contents/protocol-target').methods,
  require('../web-contents/scripts').methods,
  themeColor.methods,
  require('../web-contents/trust').methods,
  require('../web-contents/view').methods,
  require('../web-contents/windows').methods
]) {
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(WebContents.prototype, name, { value, writable: true, configurable: true })
  }
}
refuse(WebContents, 'webContents', { methods: refusals.statics })
refuse(WebContents.prototype, 'webContents', refusals)
refuseEvents(WebContents.prototype, 'webContents', refusals.events)
watchListeners(WebContents.prototype, { [themeColor.EVENT]: '_watchThemeColor', ...media.events })
guardMethods(WebContents.prototype, {
  exempt: ['constructor', 'destroy', 'isDestroyed', 'getType', 'getLastWebPreferences', 'setWindowOpenHandler', 'opener', 'debugger'],
  rejecting: ['executeJavaScript', 'executeJavaScriptInIsolatedWorld', 'insertCSS', 'removeInsertedCSS', 'capturePage', 'printToPDF', 'insertText', 'savePage', 'getPrintersAsync', 'setVisualZoomLevelLimits']
})
acceptCallbacks(WebContents.prototype, { executeJavaScript: 'value', capturePage: 'value', printToPDF: 'error' })

module.exports = { WebContents }
