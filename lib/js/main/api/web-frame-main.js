'use strict'

const { EventEmitter } = require('events')
const { checkArguments } = require('../argument-error')
const codec = require('../codec')
const { engineUrl } = require('../engine-url')
const { IpcMainImpl } = require('./ipc-main')
const { postWithPorts } = require('./message-channel-main')
const { POST, SEND } = require('../../common/message-kinds')

const disposed = () => new Error('Render frame was disposed before WebFrameMain could be accessed')

// The main frame's, as Electron's first frame has it; those of other frames are counted on from there.
const MAIN_ROUTING_ID = 1
let lastRoutingId = MAIN_ROUTING_ID
let lastTreeNodeId = 0
let lastProcessNumber = 0

/** What the main frame of a page and the frames within it have in common. */
class WebFrameMain extends EventEmitter {
  #ipc = null
  #treeNodeId = ++lastTreeNodeId

  get frameTreeNodeId () { return this.#treeNodeId }

  get ipc () {
    this.#ipc ??= new IpcMainImpl()
    return this.#ipc
  }

  /** The same, or null when no app has asked for it. */
  get _ipc () { return this.#ipc }

  get framesInSubtree () {
    return [this, ...this.frames.flatMap((frame) => frame.framesInSubtree)]
  }

  /** The tail of arguments of events that concern a frame. */
  _eventTail () {
    return [this.parent === null, this.processId, this.routingId]
  }
}

class MainFrame extends WebFrameMain {
  #contents
  #number = 0 // of the renderer process
  #pid = 0

  constructor (contents) {
    super()
    this.#contents = contents
  }

  get _contents () { return this.#contents }
  get url () { return this.#contents.getURL() }
  get origin () {
    try {
      const { origin, protocol } = engineUrl(this.url)
      return origin === 'null' ? `${protocol}//` : origin
    } catch {
      return ''
    }
  }

  get name () { return '' }
  get routingId () { return MAIN_ROUTING_ID }
  /** Chromium's own number of the renderer process: another process has another one. */
  get processId () {
    const pid = this.#contents.isDestroyed() ? this.#pid : this.#contents.getOSProcessId()
    if (this.#number === 0 || (pid !== 0 && this.#pid !== 0 && pid !== this.#pid)) this.#number = ++lastProcessNumber
    if (pid !== 0) this.#pid = pid
    return this.#number
  }

  get osProcessId () { return this.#contents.getOSProcessId() }
  get parent () { return null }
  get top () { return this }
  get frames () { return this.#contents._frames.root.children.map(({ frame }) => frame) }
  get visibilityState () { return this.#contents.getOwnerBrowserWindow()?.isVisible() ? 'visible' : 'hidden' }
  get detached () { return false }

  isDestroyed () {
    return this.#contents.isDestroyed() || this.#contents.isCrashed()
  }

  executeJavaScript (...args) {
    return executeJavaScript(args, (code, userGesture) => this.#contents.executeJavaScript(code, userGesture))
  }

  reload () {
    if (this.#contents.isDestroyed() || this.#contents.isCrashed()) return false
    this.#contents.reload()
    return true
  }

  send (channel, ...args) {
    this.#contents.send(channel, ...args)
  }

  postMessage (...args) {
    this.#contents.postMessage(...args)
  }

  _sendInternal (channel, ...args) {
    this.#contents._sendInternal(channel, ...args)
  }

  /** An answer to what the frame asked. */
  _postReply (text) {
    if (!this.#contents.isDestroyed()) this.#contents._postReply(text)
  }
}

/** A frame within a page. */
class SubFrame extends WebFrameMain {
  #contents
  #node
  #routingId = ++lastRoutingId

  /** @param {object} node of lib/js/main/frames/frame-tree.js */
  constructor (contents, node) {
    super()
    this.#contents = contents
    this.#node = node
  }

  #live () {
    if (this.isDestroyed()) throw disposed()
    return this.#node
  }

  get _contents () { return this.#contents }
  get url () { return this.#live().url }
  get origin () { return this.#live().origin }
  get name () { return this.#live().name }
  get routingId () { return this.#live() && this.#routingId }
  get processId () { return this.#live() && this.#contents.mainFrame.processId }
  get osProcessId () { return this.#live() && this.#contents.getOSProcessId() }
  get parent () { return this.#live().parent.frame }
  get top () { return this.#live() && this.#contents.mainFrame }
  get frames () { return this.#live().children.map(({ frame }) => frame) }
  get visibilityState () { return this.#live() && this.#contents.mainFrame.visibilityState }
  get detached () { return this.isDestroyed() }

  isDestroyed () {
    return this.#node.isDetached || this.#contents.isDestroyed() || this.#contents.isCrashed()
  }

  executeJavaScript (...args) {
    return executeJavaScript(args, (code) => {
      if (this.isDestroyed()) throw disposed()
      return this.#contents._scripts.runInFrame(code, this.#contents._frames.whenDocument(this.#node))
    })
  }

  reload () {
    if (!this.#live().document) return false
    this.#node.document.command({ what: 'reload' })
    return true
  }

  send (channel, ...args) {
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument')
    let text
    try {
      text = codec.encodeList([SEND, false, channel, 0], args)
    } catch (error) {
      console.error('Error sending from webFrameMain: ', error)
      return
    }
    this.#node.document?.offer(text)
  }

  /** Ports of `transfer` become the frame's. */
  postMessage (...args) {
    checkArguments(args, 'string', 'any')
    const [channel, message, transfer] = args
    const { document } = this.#live()
    if (!document?.hasLink) return
    postWithPorts((value, count) => document._ports.prepare([POST, channel], value, count), message, transfer)
  }

  _sendInternal (channel, ...args) {
    this.#node.document?._sendInternal(channel, ...args)
  }

  /** What renderer/context-look.js finds at a place, as JSON; no answer where the document is gone, or silent. */
  _look (place, answer) {
    this.#node.document?.look(place, answer)
  }
}

async function executeJavaScript (args, run) {
  checkArguments(args, 'string')
  return run(...args)
}

const allContents = () => require('./web-contents').WebContents.getAllWebContents()

const webFrameMain = {
  /** The frame, or undefined. */
  fromId (...args) {
    checkArguments(args, 'int', 'int')
    const [processId, routingId] = args
    for (const { mainFrame } of allContents()) {
      if (mainFrame.isDestroyed() || mainFrame.processId !== processId) continue
      const found = mainFrame.framesInSubtree.find((frame) => frame.routingId === routingId)
      if (found) return found
    }
    return undefined
  }
}

for (const kind of [MainFrame, SubFrame]) Object.defineProperty(kind, 'name', { value: 'WebFrameMain' })

module.exports = { WebFrameMain, MainFrame, SubFrame, webFrameMain }
