'use strict'

// The main process's end of `remote`. Whatever a page sends, only that page hears of what is wrong with it.

const channels = require('../../common/channels')
const { Context } = require('./context')
const { ObjectsRegistry } = require('./objects-registry')

const longestId = 200
/** Chromium's ERR_ABORTED. */
const loadAborted = -3

/** One of the events by which an app narrows what a page may reach. */
class FilterEvent {
  defaultPrevented = false
  returnValue = undefined

  constructor (sender) {
    this.sender = sender
  }

  preventDefault () {
    this.defaultPrevented = true
  }
}

/** The documents of all pages. */
class Contexts {
  #pages = new Map()

  constructor (registry) {
    this.registry = registry
  }

  /**
   * The document that an event comes from: the page's, or one of a frame within it.
   *
   * @throws {Error} for a document that is gone already, and for nonsense
   */
  get ({ sender: webContents, _document: document }, id) {
    if (typeof id !== 'string' || id === '' || id.length > longestId) throw new TypeError('Malformed message: bad context')
    if (webContents.isDestroyed()) throw new Error('The page is gone')
    const page = this.#pages.get(webContents) || this.#watch(webContents)
    if (page.gone.has(id)) throw new Error('The document is gone')
    let context = page.contexts.get(id)
    if (context === undefined) {
      page.contexts.set(id, context = new Context(webContents, id, this.registry, document ?? webContents))
      document?.onEnd(() => this.release(webContents, id))
    }
    return context
  }

  #watch (webContents) {
    const page = { contexts: new Map(), gone: new Set(), leaving: null }
    this.#pages.set(webContents, page)
    webContents.on('render-process-gone', () => this.releaseAll(webContents))
    webContents.once('destroyed', () => {
      this.releaseAll(webContents)
      this.#pages.delete(webContents)
    })
    // A document that is left may have no chance to say so. The next one cannot be among those that exist when it starts to load.
    webContents.on('did-start-navigation', (event, url, isInPlace, isMainFrame) => {
      if (isInPlace !== true && isMainFrame !== false) page.leaving = [...page.contexts.keys()]
    })
    const leave = () => {
      for (const id of page.leaving || []) this.release(webContents, id)
      page.leaving = null
    }
    webContents.on('did-navigate', leave)
    webContents.on('did-fail-load', (event, code, description, url, isMainFrame) => {
      if (isMainFrame === false) return
      // Unless the load was given up, a page that tells of the error has taken the document's place.
      if (code === loadAborted) page.leaving = null
      else leave()
    })
    return page
  }

  release (webContents, id) {
    const page = this.#pages.get(webContents)
    const context = page === undefined ? undefined : page.contexts.get(id)
    if (context === undefined) return
    context.release()
    page.contexts.delete(id)
    page.gone.add(id)
  }

  releaseAll (webContents) {
    const page = this.#pages.get(webContents)
    if (page !== undefined) for (const id of [...page.contexts.keys()]) this.release(webContents, id)
  }

  counts () {
    let contexts = 0
    let callbacks = 0
    for (const page of this.#pages.values()) {
      contexts += page.contexts.size
      for (const context of page.contexts.values()) callbacks += context.callbackCount
    }
    return { contexts, callbacks }
  }
}

/** What pages can ask for. Each gives a value, and `context.builtins` learns what belongs to Electron's API. */
const createActions = ({ electron, requireFromMain }) => {
  const filtered = ({ webContents }, eventName, what, args, proceed) => {
    const event = new FilterEvent(webContents)
    electron.app.emit(eventName, event, webContents, ...args)
    webContents.emit(eventName, event, ...args)
    if (event.returnValue !== undefined) return event.returnValue
    if (event.defaultPrevented) throw new Error(`Blocked remote.${what}(${args.map((arg) => `'${arg}'`).join()})`)
    return proceed()
  }

  // Whatever the API gives is of the API, except data and functions.
  const learn = (context, source, value) => {
    if (!context.builtins.has(source) || value === null || typeof value !== 'object') return value
    if (Array.isArray(value)) {
      for (const item of value) if (!Array.isArray(item)) learn(context, source, item)
      return value
    }
    const prototype = Object.getPrototypeOf(value)
    if (prototype !== Object.prototype && prototype !== null) context.builtins.add(value)
    return value
  }

  const builtin = (context, value) => {
    if (value !== null && (typeof value === 'object' || typeof value === 'function')) context.builtins.add(value)
    return value
  }

  const functionOf = (object, name) => {
    const method = object[name]
    if (typeof method !== 'function') throw new TypeError(`${name} is not a function`)
    return method
  }

  const nameOf = (name) => {
    if (typeof name !== 'string' || name === '__proto__') throw new TypeError(`Malformed message: bad name of a member`)
    return name
  }

  const listOf = (args) => {
    if (!Array.isArray(args)) throw new TypeError('Malformed message: bad arguments')
    return args
  }

  return {
    [channels.REMOTE_REQUIRE]: (context, name) => filtered(context, 'remote-require', 'require', [String(name)],
      () => requireFromMain(String(name))),

    [channels.REMOTE_BUILTIN]: (context, name) => {
      if (name === undefined) return Object.keys(electron)
      return filtered(context, 'remote-get-builtin', 'getBuiltin', [String(name)],
        () => Object.hasOwn(electron, name) ? builtin(context, electron[name]) : undefined)
    },

    [channels.REMOTE_GLOBAL]: (context, name) => filtered(context, 'remote-get-global', 'getGlobal', [String(name)],
      () => globalThis[name]),

    [channels.REMOTE_CURRENT_WINDOW]: (context) => filtered(context, 'remote-get-current-window', 'getCurrentWindow', [],
      () => builtin(context, context.webContents.getOwnerBrowserWindow())),

    [channels.REMOTE_CURRENT_WEB_CONTENTS]: (context) => filtered(context, 'remote-get-current-web-contents', 'getCurrentWebContents',
      [], () => builtin(context, context.webContents)),

    [channels.REMOTE_CONSTRUCT]: (context, id, args) => {
      const target = context.object(id, 'construct')
      return learn(context, target, Reflect.construct(target, listOf(context.import(args))))
    },

    [channels.REMOTE_CALL]: (context, id, args) => {
      const target = context.object(id, 'call')
      return Reflect.apply(target, undefined, listOf(context.import(args)))
    },

    [channels.REMOTE_MEMBER_CONSTRUCT]: (context, id, name, args) => {
      const target = context.object(id, `construct '${String(name)}' of`)
      return learn(context, target, Reflect.construct(functionOf(target, nameOf(name)), listOf(context.import(args))))
    },

    [channels.REMOTE_MEMBER_CALL]: (context, id, name, args) => {
      const target = context.object(id, `call '${String(name)}' of`)
      const method = functionOf(target, nameOf(name))
      return learn(context, target, Reflect.apply(method, target, listOf(context.import(args))))
    },

    [channels.REMOTE_MEMBER_GET]: (context, id, name) => {
      const target = context.object(id, `get '${String(name)}' of`)
      return learn(context, target, target[nameOf(name)])
    },

    // Without a value it deletes.
    [channels.REMOTE_MEMBER_SET]: (context, id, name, ...values) => {
      const target = context.object(id, `set '${String(name)}' of`)
      if (values.length === 0) delete target[nameOf(name)]
      else target[nameOf(name)] = context.import(values)[0]
    }
  }
}

/**
 * @param {object} parts
 * @param {import('events')} parts.ipc the internal ipcMain
 * @param {object} parts.electron main's electron module
 * @param {(name: string) => any} parts.requireFromMain the app's `require`
 * @param {(listener: (webContents) => void) => void} [parts.onRendererGone] tells when a page's documents are gone for another
 *   reason than the events of its webContents tell
 * @param {(webContents) => boolean} [parts.isAllowed] whether this page may use remote at all
 * @returns {{counts: () => object, releaseAll: (webContents) => void}}
 */
const createRemoteServer = ({ ipc, electron, requireFromMain, onRendererGone, isAllowed = () => true }) => {
  const registry = new ObjectsRegistry()
  const contexts = new Contexts(registry)
  const actions = createActions({ electron, requireFromMain })

  const answer = (event, context, channel, args) => {
    const deliver = (kind) => (meta) => { event.returnValue = [kind, meta] }
    try {
      // What methods of the API give is made for the caller.
      const copies = channel === channels.REMOTE_MEMBER_CALL && context.builtins.has(registry.get(context.owner, args[0]))
      const value = actions[channel](context, ...args)
      // The document can go while it is served, by what it asked for.
      if (!context.isAlive) throw new Error('The document is gone')
      context.export(value, deliver(0), { isAnswer: true, copies })
    } catch (error) {
      context.export(error, deliver(1), { isAnswer: true })
    }
  }

  const synchronously = (channel) => (event, contextId, ...args) => {
    try {
      if (!isAllowed(event.sender)) throw new Error('remote is not enabled for this page')
      answer(event, contexts.get(event, contextId), channel, args)
    } catch (error) {
      // Not even the exception could be told, or there is nobody to hold anything: its text has to do.
      event.returnValue = [1, { t: 'error', type: 'Error', own: ['message', describe(error), false] }]
    }
  }

  const asynchronously = (action) => (event, contextId, ...args) => {
    try {
      if (isAllowed(event.sender)) action(contexts.get(event, contextId), ...args)
    } catch {
      // A page that sends nonsense, or was gone before its message came.
    }
  }

  for (const channel of Object.keys(actions)) ipc.on(channel, synchronously(channel))

  ipc.on(channels.REMOTE_DEREFERENCE, asynchronously((context, list) => {
    for (let i = 0; i + 1 < list.length; i += 2) registry.release(context.owner, list[i], list[i + 1])
  }))
  ipc.on(channels.REMOTE_SETTLE, asynchronously((context, id, isFulfilled, meta) => context.settle(id, isFulfilled, meta)))
  ipc.on(channels.REMOTE_CONTEXT_RELEASE, (event, contextId) => contexts.release(event.sender, contextId))
  if (onRendererGone !== undefined) onRendererGone((webContents) => contexts.releaseAll(webContents))

  return {
    counts: () => ({ ...registry.counts(), ...contexts.counts() }),
    releaseAll: (webContents) => contexts.releaseAll(webContents)
  }
}

const describe = (error) => {
  try {
    return String(error.message)
  } catch {
    return 'The main process threw something that cannot be sent'
  }
}

module.exports = { createRemoteServer }
