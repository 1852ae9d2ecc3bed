'use strict'

// The main process's end of `remote`. Whatever a page sends, only that page hears of what is wrong with it.

const channels = require('../../common/channels')
const { ANSWER, CALL, GET, REFERENCE, SET, textOf } = require('../../common/remote-texts')
const { Documents } = require('../documents')
const { Context } = require('./context')
const { ObjectsRegistry } = require('./objects-registry')

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

  const callMember = (context, id, name, takeArgs) => {
    const target = context.object(id, 'call', name)
    const method = functionOf(target, nameOf(name))
    return learn(context, target, Reflect.apply(method, target, listOf(takeArgs())))
  }

  const getMember = (context, id, name) => {
    const target = context.object(id, 'get', name)
    return learn(context, target, target[nameOf(name)])
  }

  const actions = {
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
      const target = context.object(id, 'construct', name)
      return learn(context, target, Reflect.construct(functionOf(target, nameOf(name)), listOf(context.import(args))))
    },

    [channels.REMOTE_MEMBER_CALL]: (context, id, name, args) => callMember(context, id, name, () => context.import(args)),

    [channels.REMOTE_MEMBER_GET]: getMember,

    // Without a value it deletes.
    [channels.REMOTE_MEMBER_SET]: (context, id, name, ...values) => {
      const target = context.object(id, 'set', name)
      if (values.length === 0) delete target[nameOf(name)]
      else target[nameOf(name)] = context.import(values)[0]
    }
  }

  /** What a text of `common/remote-texts.js` asks for. */
  const serveText = (context, kind, id, parts) => {
    if (kind === GET) return getMember(context, id, parts)
    const [name, ...values] = parts
    if (kind === CALL) return callMember(context, id, name, () => values)
    if (kind !== SET) throw new TypeError('Malformed message: unknown kind')
    context.object(id, 'set', name)[nameOf(name)] = values[0]
  }

  return { actions, serveText }
}

/**
 * @param {object} parts
 * @param {import('events')} parts.ipc the internal ipcMain
 * @param {object} parts.electron main's electron module
 * @param {(name: string) => any} parts.requireFromMain the app's `require`
 * @param {(listener: (webContents) => void) => void} [parts.onRendererGone] tells when a page's documents are gone for another
 *   reason than the events of its webContents tell
 * @param {(webContents) => boolean} [parts.isAllowed] whether this page may use remote at all
 * @param {(answer: Array) => string} parts.encode makes the text that answers a synchronous message
 * @returns {{counts: () => object, releaseAll: (webContents) => void, answer: (webContents, document, text: string) => string}}
 */
const createRemoteServer = ({ ipc, electron, requireFromMain, onRendererGone, isAllowed = () => true, encode }) => {
  const registry = new ObjectsRegistry()
  const contexts = new Documents((webContents, id, target) => {
    if (!isAllowed(webContents)) throw new Error('remote is not enabled for this page')
    return new Context(webContents, id, registry, target)
  })
  const { actions, serveText } = createActions({ electron, requireFromMain })

  /** What methods of the API give is made for the caller. */
  const givesCopies = (context, id) => context.builtins.has(registry.get(context.owner, id))

  // The document can go while it is served, by what it asked for.
  const checkAlive = (context) => {
    if (!context.isAlive) throw new Error('The document is gone')
  }

  /** Not even the exception could be told, or there is nobody to hold anything: its text has to do. */
  const lastWord = (error) => [1, { t: 'error', type: 'Error', own: ['message', describe(error), false] }]

  const synchronously = (channel) => (event, contextId, ...args) => {
    try {
      const context = contexts.get(event, contextId)
      const deliver = (kind) => (meta) => { event.returnValue = [kind, meta] }
      try {
        const copies = channel === channels.REMOTE_MEMBER_CALL && givesCopies(context, args[0])
        const value = actions[channel](context, ...args)
        checkAlive(context)
        context.export(value, deliver(0), { isAnswer: true, copies })
      } catch (error) {
        context.export(error, deliver(1), { isAnswer: true })
      }
    } catch (error) {
      event.returnValue = lastWord(error)
    }
  }

  /** Whether it has nothing but what JSON keeps: names, numbers and lists of them. */
  const isReference = (meta) => meta !== null && (meta.t === 'object' || meta.t === 'function') && Object.getPrototypeOf(meta) === Object.prototype &&
    Object.prototype.toJSON === undefined && Array.prototype.toJSON === undefined

  /** Answers a text of `common/remote-texts.js`. */
  const answer = (webContents, document, text) => {
    try {
      const afterContext = text.indexOf(' ')
      const afterId = text.indexOf(' ', afterContext + 1)
      const context = contexts.get({ sender: webContents, _document: document }, text.slice(2, afterContext))
      let answer = ''
      try {
        const kind = text[1]
        const id = Number(text.slice(afterContext + 1, afterId))
        const copies = kind === CALL && givesCopies(context, id)
        const value = serveText(context, kind, id, JSON.parse(text.slice(afterId + 1)))
        checkAlive(context)
        if (value === undefined) return ANSWER
        const own = textOf(value, copies)
        if (own !== '') return ANSWER + own
        context.export(value, (meta) => { answer = isReference(meta) ? REFERENCE + JSON.stringify(meta) : encode([0, meta]) }, { isAnswer: true, copies })
      } catch (error) {
        context.export(error, (meta) => { answer = encode([1, meta]) }, { isAnswer: true })
      }
      return answer
    } catch (error) {
      return encode(lastWord(error))
    }
  }

  const asynchronously = (action) => (event, contextId, ...args) => {
    try {
      action(contexts.get(event, contextId), ...args)
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
    counts () {
      const all = contexts.all()
      return { ...registry.counts(), contexts: all.length, callbacks: all.reduce((sum, { callbackCount }) => sum + callbackCount, 0) }
    },
    releaseAll: (webContents) => contexts.releaseAll(webContents),
    answer
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
