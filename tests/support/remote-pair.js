'use strict'

const EventEmitter = require('node:events')
const channels = require('../../lib/js/common/channels')
const { createCodec } = require('../../lib/js/common/codec')
const { createRemoteServer } = require('../../lib/js/main/remote/server')
const { clientOf, createRemote } = require('../../lib/js/renderer/remote/client')

const mainCodec = createCodec(require('../../lib/js/main/codec-host'))
const pageCodec = createCodec(require('../../lib/js/renderer/codec-host'))

/** What the server needs of a webContents. */
class FakeContents extends EventEmitter {
  static #lastId = 0
  id = ++FakeContents.#lastId
  pages = []
  messages = []
  isGone = false
  window = null

  isDestroyed () {
    return this.isGone
  }

  getOwnerBrowserWindow () {
    return this.window
  }

  _sendInternal (channel, ...args) {
    if (this.isGone) throw new TypeError('Object has been destroyed')
    const text = mainCodec.encode(args)
    this.messages.push(channel)
    // A page gets what is sent to it when it has returned from a synchronous call.
    setImmediate(() => {
      for (const page of this.pages) page.emit(channel, {}, ...pageCodec.decode(text))
    })
  }

  destroy () {
    this.isGone = true
    this.emit('destroyed')
  }
}

/** Main process and pages in one, joined by texts. */
class RemotePair {
  ipc = new EventEmitter()
  sent = []

  constructor (options = {}) {
    this.electron = options.electron || { app: new EventEmitter() }
    this.modules = {}
    this.server = createRemoteServer({
      ipc: this.ipc,
      electron: this.electron,
      requireFromMain: (name) => {
        if (Object.hasOwn(this.modules, name)) return this.modules[name]
        throw Object.assign(new Error(`Cannot find module '${name}'`), { code: 'MODULE_NOT_FOUND' })
      },
      encode: (answer) => mainCodec.encodeList([true], [answer]),
      ...options.server
    })
  }

  /** The internal ipcRenderer of a new document. */
  openIpc (contents) {
    const page = new EventEmitter()
    contents.pages.push(page)
    page.send = (channel, ...args) => {
      const text = pageCodec.encode(args)
      this.sent.push(channel)
      if (!contents.isGone) this.ipc.emit(channel, { sender: contents }, ...mainCodec.decode(text))
    }
    page.sendSync = (channel, ...args) => {
      const text = pageCodec.encode(args)
      this.sent.push(channel)
      let answer = null
      const event = { sender: contents, set returnValue (value) { answer ??= mainCodec.encode(value) } }
      this.ipc.emit(channel, event, ...mainCodec.decode(text))
      return answer === null ? undefined : pageCodec.decode(answer)
    }
    return page
  }

  /** How that document asks by texts. */
  openTexts (contents) {
    const kinds = { g: channels.REMOTE_MEMBER_GET, s: channels.REMOTE_MEMBER_SET, c: channels.REMOTE_MEMBER_CALL }
    return {
      ask: (text) => {
        this.sent.push(kinds[text[1]])
        return this.server.answer(contents, null, text)
      },
      decode: pageCodec.decode
    }
  }

  /** @returns {{contents, ipc, remote, client, contextId}} */
  open (contents = new FakeContents(), { asksByTexts = true } = {}) {
    const ipc = this.openIpc(contents)
    const contextId = `context-${Math.random()}`
    const texts = asksByTexts ? this.openTexts(contents) : null
    const remote = createRemote({ ipc, contextId, builtins: Object.keys(this.electron), texts })
    return { contents, ipc, remote, client: clientOf(remote), contextId }
  }

  /** A page to which `value` is known as a module of main. */
  offer (value, contents) {
    this.modules.offered = value
    const page = this.open(contents)
    return { ...page, offered: page.remote.require('offered') }
  }
}

/** Until what has been sent has arrived, and what was collected has been told. */
const turn = () => new Promise((resolve) => setTimeout(() => setImmediate(resolve), 5))

/** Collects garbage until `done`, or fails. */
const collectUntil = async (done, what) => {
  for (let i = 0; i < 200; i++) {
    globalThis.gc()
    await turn()
    if (done()) return
  }
  throw new Error(`not collected: ${what()}`)
}

module.exports = { FakeContents, RemotePair, collectUntil, turn }
