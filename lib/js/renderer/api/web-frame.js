'use strict'

const { checkArguments, conversionError } = require('../../common/argument-error')
const { pathOf } = require('../frames-agent')
const { run } = require('../relay-run')
const { resourceUsage } = require('../resource-usage')

const MAIN_WORLD = 0
const failedText = 'Script failed to execute, this normally means an error was thrown. Check the renderer console for the error.'

// Accepted without an effect: main says so once, by name.
const withoutEffect = [
  'registerURLSchemeAsBypassingCSP', 'registerURLSchemeAsPrivileged', 'registerURLSchemeAsSecure', 'setIsolatedWorldContentSecurityPolicy',
  'setIsolatedWorldHumanReadableName', 'setIsolatedWorldSecurityOrigin', 'setLayoutZoomLevelLimits'
]

/**
 * @param {object} link with ipcRendererInternal and the bridge to other worlds
 * @returns {object} the `webFrame` of this document
 */
exports.createWebFrame = (link, { contextIsolation }) => {
  const ipc = link.ipcRendererInternal
  const ask = (what, ...args) => ipc.sendSync('web-frame', what, ...args)
  const warn = (name) => ipc.send('web-frame-unsupported', name)
  const sheets = new Map() // style sheets by key
  let lastKey = 0
  let ownId = null

  /** Tells a callback of Electron's older form, too. */
  const settle = (promise, callback) => {
    if (typeof callback === 'function') promise.then((value) => callback(value, undefined), (error) => callback(undefined, error))
    return promise
  }

  const inMain = (what, ...args) => ipc.invoke('web-frame', what, ...args)

  const inOwnMainWorld = (code, answer) => {
    if (contextIsolation) link.worlds.reach(MAIN_WORLD, (end) => { end.request('run', [code, answer]) })
    else run(code, answer)
  }

  const runHere = (code) => new Promise((resolve, reject) => {
    inOwnMainWorld(code, (kind, value) => {
      if (kind === 'value') resolve(value)
      else if (kind === 'error') reject(value)
      else if (kind === 'failed') reject(new Error(failedText))
      else inMain('execute', pathOf(), code).then(resolve, reject)
    })
  })

  /** One frame of the page, as seen from this document. */
  class WebFrame {
    #window

    constructor (window) {
      this.#window = window
    }

    get #isOwn () { return this.#window === globalThis }

    // A document of another origin is out of reach.
    #reach (what) {
      try {
        if (this.#window.document) return this.#window
      } catch {}
      throw new Error(`webFrame.${what} is not supported for a frame of another origin`)
    }

    get routingId () {
      if (!this.#isOwn) return ask('id', pathOf(this.#window))
      ownId ??= ask('own-id')
      return ownId
    }

    get top () { return new WebFrame(this.#window.top) }
    get parent () { return wrap(this.#window.parent !== this.#window && this.#window.parent) }
    get opener () { return wrap(this.#isOwn && globalThis.opener) }
    get firstChild () { return wrap(this.#window[0]) }
    get nextSibling () {
      const { parent } = this.#window
      if (parent === this.#window) return null
      return wrap(parent[framesOf(parent).indexOf(this.#window) + 1])
    }

    getFrameForSelector (...args) {
      checkArguments(args, 'string')
      try {
        return wrap(this.#reach('getFrameForSelector').document.querySelector(args[0])?.contentWindow)
      } catch (error) {
        if (error instanceof DOMException) return null
        throw error
      }
    }

    findFrameByName (...args) {
      checkArguments(args, 'string')
      return args[0] === '' ? null : wrap(findByName(globalThis.top, args[0]))
    }

    findFrameByRoutingId (...args) {
      checkArguments(args, 'int')
      const path = ask('path', args[0])
      return path && wrap(path.reduce((window, index) => window?.[index], globalThis.top))
    }

    executeJavaScript (...args) {
      const [code, , callback] = args
      try {
        checkArguments(args, 'string')
      } catch (error) {
        return Promise.reject(error)
      }
      return settle(this.#isOwn ? runHere(code) : inMain('execute', pathOf(this.#window), code), callback)
    }

    executeJavaScriptInIsolatedWorld (...args) {
      const [world, scripts, , callback] = args
      try {
        checkArguments(args, 'int', 'object')
        if (!Array.isArray(scripts)) throw conversionError(1, scripts)
        if (scripts.some((script) => typeof script?.code !== 'string')) throw new Error("Invalid 'code'")
      } catch (error) {
        return Promise.reject(error)
      }
      return settle(inMain('execute-isolated', pathOf(this.#window), world, scripts.map(({ code }) => ({ code }))), callback)
    }

    setIsolatedWorldInfo (...args) {
      checkArguments(args, 'int', 'object')
      const { csp, securityOrigin } = args[1]
      if (csp && !securityOrigin) throw new Error('If csp is specified, securityOrigin should also be specified')
      if (csp || securityOrigin) warn('setIsolatedWorldInfo')
    }

    getZoomFactor () { return ask('zoom-factor') }
    getZoomLevel () { return ask('zoom-level') }

    setZoomFactor (...args) {
      checkArguments(args, 'number')
      if (!(args[0] > 0)) throw new Error("'zoomFactor' must be a double greater than 0.0")
      ask('set-zoom-factor', args[0])
    }

    setZoomLevel (...args) {
      checkArguments(args, 'number')
      ask('set-zoom-level', args[0])
    }

    setVisualZoomLevelLimits (...args) {
      checkArguments(args, 'number', 'number')
      ask('set-visual-zoom-limits', args[0], args[1])
    }

    insertCSS (...args) {
      checkArguments(args, 'string')
      const { document, CSSStyleSheet } = this.#reach('insertCSS')
      if (args[1]?.cssOrigin === 'user') warn("insertCSS with cssOrigin 'user', which counts as 'author',")
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(args[0])
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
      const key = String(++lastKey)
      sheets.set(key, { document, sheet })
      return key
    }

    removeInsertedCSS (...args) {
      checkArguments(args, 'string')
      const inserted = sheets.get(args[0])
      if (!inserted) return
      sheets.delete(args[0])
      const { document, sheet } = inserted
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
    }

    insertText (...args) {
      checkArguments(args, 'string')
      this.#reach('insertText').document.execCommand('insertText', false, args[0])
    }

    getResourceUsage () {
      return resourceUsage(this.#reach('getResourceUsage'))
    }

    /** Frees what the page's process does not need any more, soon after. */
    clearCache () { ipc.send('web-frame-clear-cache') }

    // There is no spell checker: no word is wrong.

    setSpellCheckProvider (...args) {
      const provider = args.at(-1)
      checkArguments(args, 'string', 'object')
      if (typeof provider?.spellCheck !== 'function') throw new Error('"spellCheck" has to be defined')
      warn('setSpellCheckProvider')
    }

    isWordMisspelled (...args) {
      checkArguments(args, 'string')
      return false
    }

    getWordSuggestions (...args) {
      checkArguments(args, 'string')
      return []
    }
  }

  for (const name of withoutEffect) {
    const value = () => warn(name)
    Object.defineProperty(WebFrame.prototype, name, { value, writable: true, configurable: true })
  }

  const wrap = (window) => window ? new WebFrame(window) : null
  return new WebFrame(globalThis)
}

const framesOf = (parent) => Array.from({ length: parent.length }, (unused, index) => parent[index])

// The name of a frame of another origin is known to its parent only.
const hasName = (frame, name) => {
  try {
    return frame.name === name
  } catch {
    return frame.parent[name] === frame
  }
}

const findByName = (frame, name) => {
  if (hasName(frame, name)) return frame
  for (const child of framesOf(frame)) {
    const found = findByName(child, name)
    if (found) return found
  }
  return null
}
