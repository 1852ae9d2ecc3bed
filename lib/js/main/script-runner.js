'use strict'

const { TO_MAIN, callersIn, captureCallers, createError, crossed, isErrorClass } = require('../common/errors')
const { setHidden } = require('../common/kinds')
const { checkArguments } = require('./argument-error')
const codec = require('./codec')
const { ipcMainInternal } = require('./api/ipc-main')
const { fitsInBlock, splitLastExpression, syntaxError } = require('./script-split')
const { randomId } = require('./random-token')
const { warnOnce } = require('./report')

const SCRIPT_RESULT = 'script-result'
const sourcePrefix = 'electron:executeJavaScript/'

// The engine has 256 worlds, Electron's ids go far beyond; that of preload scripts is 999 there.
const MAIN_WORLD = 0
const ISOLATED_WORLD = 1
const worldIds = new Map([[0, MAIN_WORLD], [999, ISOLATED_WORLD]])
const maxWorld = 255
const maxElectronWorld = (1 << 29) - 1

/** The engine's id of a world. */
function worldOf (electronWorld) {
  if (electronWorld < 0 || electronWorld > maxElectronWorld) throw new Error(`executeJavaScriptInIsolatedWorld: worlds are 0 to ${maxElectronWorld}`)
  if (!worldIds.has(electronWorld)) {
    if (worldIds.size > maxWorld) throw new Error(`executeJavaScriptInIsolatedWorld: no more than ${maxWorld - 1} worlds of an app are supported`)
    worldIds.set(electronWorld, worldIds.size)
  }
  return worldIds.get(electronWorld)
}

const electronWorldOf = (world) => [...worldIds].find(([, id]) => id === world)[0]

const failed = () =>
  new Error('Script failed to execute, this normally means an error was thrown. Check the renderer console for the error.')
const gone = () => new Error('Render frame was disposed before WebFrameMain could be accessed')

// Electron's beginning of it.
const notRun = () => new Error('Script not run: the frame does not allow it (its sandbox or content security policy)')

// A script that ends with its page is no error of an app that does not wait for its value.
const quiet = (holder) => queueMicrotask(() => holder.promise.catch(() => {}))

/** Null where the page made it up. */
function decode (text) {
  try {
    return codec.decode(String(text))
  } catch {
    return null
  }
}

/**
 * Runs scripts in a page and brings their values back. A page's content security policy may forbid `eval`, so the script
 * itself goes in, with its last expression as the argument of a function of lib/js/renderer/script-services.js. That answers
 * over the link. A script whose last statement is no expression answers what Qt WebEngine makes of its value. One per
 * WebContents.
 */
class ScriptRunner {
  #contents
  #key // the global name of the page's function
  #pending = new Map() // id → {resolve, reject, begun, sent, document}
  #barriers = new Map() // id → callback
  #loadWaits = [] // resolve functions
  #document = 0
  #uncaught = { text: '', id: '' } // the page's last error that nobody caught
  #relay
  #frameKey
  #frameRelay

  /**
   * @param {string} names.key the global name of the page's function
   * @param {(electronWorld: number) => string} names.relay makes the text of what has it in another world
   * @param {string} names.frameKey the same for frames within the page that have no shim
   * @param {() => string} names.frameRelay
   */
  constructor (contents, { key, relay, frameKey, frameRelay }) {
    this.#contents = contents
    this.#key = key
    this.#relay = relay
    this.#frameKey = frameKey
    this.#frameRelay = frameRelay
  }

  /** @param {string} code */
  run (code) {
    return this.#quietly('webContents.executeJavaScript()', (holder) => this.#runWhenLoaded(code, MAIN_WORLD, holder))
  }

  /** @param {(holder: {how: string, callers: object, promise: Promise}) => Promise} begin */
  #quietly (how, begin) {
    const holder = { how, callers: captureCallers() }
    holder.promise = begin(holder)
    return holder.promise
  }

  runInIsolatedWorld (electronWorld, scripts) {
    return this.#quietly('webContents.executeJavaScriptInIsolatedWorld()', (holder) => this.#runAll(electronWorld, scripts, holder))
  }

  async #runAll (electronWorld, scripts, holder) {
    const world = worldOf(electronWorld)
    let result
    for (const { code } of scripts) result = await this.#runWhenLoaded(String(code), world, holder)
    return result
  }

  async #runWhenLoaded (code, world, holder) {
    const error = syntaxError(code)
    if (error) throw error
    const { _load_: load } = this.#contents
    // As Electron's, a script waits for a page that is being loaded, and for the first page.
    while (!this.#contents.isDestroyed() && (load.loading || load.url === '')) await this.#loadingStops()
    if (this.#contents.isDestroyed()) {
      quiet(holder)
      throw new TypeError('Object has been destroyed')
    }
    if (this.#contents.isCrashed()) {
      quiet(holder)
      throw gone()
    }
    return this.#start(code, world, holder)
  }

  #start (code, world, holder) {
    const id = randomId()
    const split = splitLastExpression(code)
    const promise = new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, begun: false, document: this.#document, holder })
    })
    this.#evaluate(id, code, world, split)
    return promise
  }

  // The engine keeps the callback: it must not keep the promise, for which deadlock.js asks.
  #evaluate (id, code, world, split) {
    if (this.#needsRelay(world)) this.#contents._runScript(this.#relay(electronWorldOf(world)), world)
    this.#contents._evaluate(this.#source(id, code, split), world, (json) => this.#onRan(id, world, split, json))
  }

  #loadingStops () {
    return new Promise((resolve) => {
      if (this.#loadWaits.push(resolve) === 1) this.#contents._loadingStops().then(() => { for (const go of this.#loadWaits.splice(0)) go() })
    })
  }

  /** What waits for the page, by name. @returns {string[]} */
  awaited () {
    const names = [...this.#pending.values()].map(({ holder }) => holder.how)
    if (this.#loadWaits.length > 0) names.push('webContents.executeJavaScript()')
    return names.length > 0 || this.#barriers.size === 0 ? names : ['webContents.insertCSS()']
  }

  /** For deadlock.js: the holders of what waits for the page, which are nobody else's until they come back. */
  lend () {
    const lent = [this.#pending, this.#barriers, this.#loadWaits]
    this.#pending = this.#barriers = this.#loadWaits = null
    return lent
  }

  takeBack (lent) {
    [this.#pending, this.#barriers, this.#loadWaits] = lent
  }

  /**
   * In the main world of a frame within the page, where that frame allows scripts (frames-agent.js).
   *
   * @param {Promise<FrameDocument>} coming the document; rejected when the frame goes
   */
  runInFrame (code, coming) {
    return this.#quietly('frame.executeJavaScript()', (holder) => this.#runInFrame(code, coming, holder))
  }

  async #runInFrame (code, coming, holder) {
    const error = syntaxError(code)
    if (error) throw error
    const document = await coming.catch((error) => { throw error ?? gone() })
    if (document.isGone) throw gone()
    const id = randomId()
    const source = this.#source(id, code, splitLastExpression(code), document.hasLink ? this.#key : this.#frameKey)
    const relay = document.hasRelay ? undefined : this.#frameRelay()
    document.hasRelay = true
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, begun: false, document: this.#document, frameDocument: document.id, holder })
      document.command({ what: 'script', id, source, relay })
    })
  }

  /** A script in a frame has come to its end, or was not allowed to begin: what it sent has come before. */
  onFrameRan (id) {
    const pending = this.#pending.get(id)
    if (!pending || pending.begun) return
    this.#pending.delete(id)
    if (pending.done) pending.resolve(undefined)
    else this.#fail(pending, this.#uncaught.id === id ? this.#uncaughtOf(id) : notRun())
  }

  /** A frame's document is gone. */
  onFrameGone (documentId) {
    for (const [id, { frameDocument }] of [...this.#pending]) if (frameDocument === documentId) this.#rejectPending(id)
  }

  #needsRelay (world) {
    return world !== MAIN_WORLD && world !== this.#contents._shimWorld
  }

  // Nothing here may change what the script declares. What is thrown where it cannot be caught is known from the console.
  #source (id, code, split, key = this.#key) {
    const call = (command, value) => `(globalThis['${key}']||((a,b,c)=>b==='run'?c():c))('${id}','${command}',${value})`
    const caught = (statements) => fitsInBlock(statements) ? `try{${statements}\n}catch(e){throw ${call('throw', 'e')}}` : statements
    const name = `\n//# sourceURL=${sourcePrefix}${id}`
    if (!split) return `${caught(code)}\n;{let _=${call('done')}}${name}` // a block of that kind leaves the script's value alone
    const { head, tail, throws } = split
    return throws ? `${caught(head)};throw ${call('throw', `(${tail}\n)`)}${name}` : `${caught(head)};${call('run', `()=>(${tail}\n)`)}${name}`
  }

  // The script has ended. Its value may be on its way; what the page has sent before comes before the barrier's answer.
  #onRan (id, world, split, json) {
    if (!this.#pending.has(id) || this.#pending.get(id).begun) return
    this.barrier((reached) => {
      const pending = this.#pending.get(id)
      if (!pending || pending.begun) return
      this.#pending.delete(id)
      // A value that did not come by itself: the script is not split, or the page has no shim.
      if (!reached && json !== null) pending.resolve(JSON.parse(json))
      else if (pending.done) pending.resolve(json === null ? undefined : JSON.parse(json))
      else this.#fail(pending, this.#uncaughtOf(id))
    }, world)
  }

  /** A message of the page's console. */
  onConsole (text, source) {
    if (this.#pending.size === 0 || !text.startsWith('Uncaught ')) return
    this.#uncaught = { text: text.slice(9), id: source.startsWith(sourcePrefix) ? source.slice(sourcePrefix.length) : '' }
  }

  #uncaughtOf (id) {
    const { text, id: of } = this.#uncaught
    const [, name, message] = /^(\w*Error): ([^]*)$/.exec(text) ?? []
    // The name of a script that is not even begun is not known.
    if (!name || (of !== id && !(of === '' && name === 'SyntaxError'))) return failed()
    const error = createError(isErrorClass(name) ? name : 'Error', message)
    if (error.name !== name) setHidden(error, 'name', name)
    return error
  }

  /**
   * Calls back when everything has arrived that the page sent until now. With false when the page has no shim, or dies.
   */
  barrier (callback, world = MAIN_WORLD) {
    if (this.#contents.isDestroyed() || this.#contents.isCrashed()) {
      callback(false)
      return
    }
    const id = randomId()
    this.#barriers.set(id, callback)
    this.#contents._evaluate(`globalThis['${this.#key}']?.('${id}','barrier')`, world, (json) => {
      if (json !== '"sent"') this.#passBarrier(id, false)
    })
  }

  #passBarrier (id, reached) {
    const callback = this.#barriers.get(id)
    this.#barriers.delete(id)
    if (callback) callback(reached)
  }

  /** From a world without a link: the value comes encoded. */
  onResultText (text) {
    const result = decode(text)
    if (Array.isArray(result)) this.onResult(...result)
  }

  /** What renderer/relay.js sends in a frame without a shim. */
  onRelayed (text) {
    const [channel, args] = decode(text) ?? []
    if (channel === `${SCRIPT_RESULT}-text` && Array.isArray(args)) this.onResultText(args[0])
  }

  onResult (id, kind, value) {
    if (kind === 'barrier') {
      this.#passBarrier(id, true)
      return
    }
    const pending = this.#pending.get(id)
    if (!pending) return
    pending.begun = true
    if (kind === 'begun') return
    if (kind === 'done') {
      pending.begun = false
      pending.done = true
      return
    }
    this.#pending.delete(id)
    if (kind === 'value') pending.resolve(value)
    else this.#fail(pending, value)
  }

  /** With what the page threw. */
  #fail ({ reject, holder }, error) {
    reject(crossed(error, TO_MAIN, holder.how, callersIn(holder.callers)))
  }

  /** Promises of a document that is gone never settle; a script on its way may have met the old document or the new. */
  onNewDocument () {
    const old = [...this.#pending].filter(([, pending]) => pending.document === this.#document)
    this.#document++
    for (const [id, pending] of old) {
      if (pending.begun) this.#rejectPending(id)
    }
    if (old.length > 0 || this.#barriers.size > 0) {
      const barriers = [...this.#barriers.keys()]
      this.barrier(() => {
        for (const [id] of old) this.#rejectPending(id)
        for (const id of barriers) this.#passBarrier(id, false)
      })
    }
  }

  /** The page died. */
  onDead () {
    for (const id of [...this.#barriers.keys()]) this.#passBarrier(id, false)
    for (const id of [...this.#pending.keys()]) this.#rejectPending(id)
  }

  #rejectPending (id) {
    const pending = this.#pending.get(id)
    if (!pending) return
    this.#pending.delete(id)
    quiet(pending.holder)
    pending.reject(gone())
  }

  // Style sheets

  async insertCSS (args) {
    checkArguments(args, 'string')
    const [css, { cssOrigin = 'author' } = {}] = args
    if (cssOrigin === 'user') warnOnce('insertCSS: cssOrigin "user" is not supported, "author" is used')
    const key = String(++ScriptRunner.#lastCssKey)
    await this.#tell(key, 'insert-css', css)
    return key
  }

  async removeInsertedCSS (args) {
    checkArguments(args, 'string')
    await this.#tell(args[0], 'remove-css')
  }

  /** Whether beforeunload's listeners refuse: 'go', 'refused', or 'ask' when the engine itself asks them; null without a shim. */
  askToUnload () {
    return this.#tell('', 'ask-unload')
  }

  /** The page is going to be closed, and its beforeunload was asked. */
  unload () {
    return this.#tell('', 'unload')
  }

  #tell (key, ...args) {
    const text = [key, ...args].map((argument) => JSON.stringify(argument)).join()
    return new Promise((resolve) => {
      const id = randomId()
      this.#barriers.set(id, resolve) // settles when the page dies, too
      this.#contents._evaluate(`globalThis['${this.#key}']?.(${text})`, MAIN_WORLD, (json) => {
        this.#passBarrier(id, json === null ? null : JSON.parse(json))
      })
    })
  }

  static #lastCssKey = 0
}

ipcMainInternal.on(SCRIPT_RESULT, (event, id, kind, value) => event.sender._scripts.onResult(id, kind, value))
ipcMainInternal.on(`${SCRIPT_RESULT}-text`, (event, text) => event.sender._scripts.onResultText(text))

module.exports = { ScriptRunner, worldOf }
