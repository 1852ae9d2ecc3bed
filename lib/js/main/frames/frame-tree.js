'use strict'

const { emitEvent } = require('../event')
const { ipcMainInternal } = require('../api/ipc-main')
const { randomId } = require('../random-token')
const { FrameDocument } = require('./frame-document')

// It loads what needs this.
const dispatch = () => require('../ipc-dispatch')

function parse (text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

// For the first word of a frame's document, in milliseconds.
const longestWait = 5000
// For the top frame's word that the others have said what they had to say.
const longestSettling = 1000

const isText = (value) => typeof value === 'string'

/** One frame within a page. Its WebFrameMain stays the same when it navigates. */
class Node {
  number = 0 // the top frame's name of it, 0 while that is not known
  children = []
  document = null
  url = ''
  name = ''
  origin = ''
  isDetached = false
  isAnnounced = false
  waiting = [] // for the first document

  constructor (parent) {
    this.parent = parent
    this.origin = parent.origin // until its own is known
  }
}

/**
 * The frames within one page, as they and the top frame tell (renderer/frames-top.js): what the page's own frame asks main is
 * another way. One per WebContents; empty for a page without frames.
 */
class FrameTree {
  #contents
  #makeFrame
  #documents = new Map() // by id
  #root = { parent: null, children: [], origin: '' }
  #isFullscreen = false
  #settling = new Map() // id → what to do then
  #lastSettling = 0

  /** @param {(node: Node) => WebFrameMain} makeFrame */
  constructor (contents, makeFrame) {
    this.#contents = contents
    this.#makeFrame = makeFrame
    this.#root.frame = contents.mainFrame
  }

  /** Calls back when all has arrived that the frames have told until now, or when nobody tells any more. */
  settle (callback) {
    const id = ++this.#lastSettling
    const done = () => {
      clearTimeout(timer)
      if (this.#settling.delete(id)) callback()
    }
    const timer = setTimeout(done, longestSettling).unref()
    this.#settling.set(id, done)
    this.#contents._sendInternal('settle-frames', id)
  }

  onSettled (id) {
    this.#settling.get(id)?.()
  }

  /** Whether there are frames, known yet or not. */
  isExpected = false

  get root () {
    return this.#root
  }

  document (id) {
    return this.#documents.get(id)
  }

  /** Every frame within the page: a frame before those in it. */
  * nodes (parent = this.#root) {
    for (const node of parent.children) {
      yield node
      yield * this.nodes(node)
    }
  }

  /** Another document is in the top frame, or none is any more. */
  reset () {
    this.isExpected = false
    for (const done of [...this.#settling.values()]) done()
    for (const node of [...this.#root.children]) this.#detach(node)
    this.#root.children = []
  }

  #detach (node) {
    if (node.isDetached) return
    node.isDetached = true
    for (const child of node.children) this.#detach(child)
    this.#leave(node)
    for (const { reject } of node.waiting.splice(0)) reject()
  }

  // The node's document is no more.
  #leave (node) {
    const { document } = node
    node.document = null
    if (!document) return
    document.end()
    this.#documents.delete(document.id)
    this.#contents._scripts.onFrameGone(document.id)
    this.#contents._onMediaGone(document.id)
  }

  #make (parent) {
    const node = new Node(parent)
    node.frame = this.#makeFrame(node)
    this.isExpected = true
    return node
  }

  #announce (node) {
    if (node.isAnnounced) return
    node.isAnnounced = true
    emitEvent(this.#contents, 'frame-created', { frame: node.frame })
  }

  /** The node at the place that a document says it is in; a new one where there is none. */
  #at (path) {
    let parent = this.#root
    for (const [index, count] of path) {
      const { children } = parent
      // A frame that is gone, of which the top frame has not told yet, shifts those after it.
      const gone = Math.max(children.length - count, 0)
      const node = children[index + gone] ?? this.#make(parent)
      if (!children.includes(node)) children.push(node)
      parent = node
    }
    return parent
  }

  #enter (node, document, { url, name, origin }) {
    if (node.document !== document) {
      this.#leave(node)
      for (const child of node.children) this.#detach(child)
      node.children = []
    }
    node.document = document
    document.node = node
    node.url = url
    node.name = name
    node.origin = origin
    this.#announce(node)
    if (this.#contents.isDestroyed() || node.isDetached) return
    this.#contents._watchMediaIn(document)
    const isEmpty = url.startsWith('about:')
    this.#contents._navigations.onFrameDocument(url)
    emitEvent(this.#contents, 'did-frame-navigate', url, isEmpty ? -1 : 200, isEmpty ? '' : 'OK', ...node.frame._eventTail())
    for (const { resolve } of node.waiting.splice(0)) resolve(document)
  }

  #create (id, hasLink) {
    const document = new FrameDocument(id, hasLink, () => this.#contents._sendInternal('wake-frame', id))
    this.#documents.set(id, document)
    return document
  }

  /**
   * What a document asks of main by itself (renderer/frames-door.js).
   *
   * @returns {string|SyncAnswer}
   */
  onMessage (id, kind, rest) {
    if (kind === 'new') return this.#begin(parse(rest) ?? {})
    const document = this.#documents.get(id)
    if (!document) return ''
    if (kind === 'fetch') return document.fetch()
    if (kind === 'ran') this.#contents._scripts.onFrameRan(rest)
    if (kind === 'looked') document.onLooked(rest)
    if (kind === 'media') this.#contents._onMedia(id, rest)
    if (kind === 'relayed') this.#contents._scripts.onRelayed(rest)
    if (!document.hasLink) return ''
    if (kind === 'sync') return this.#ask(document, rest)
    if (kind !== 'post') return ''
    for (const text of parse(rest) ?? []) {
      if (this.#contents.isDestroyed()) break
      dispatch().onMessage(this.#contents, String(text), document)
    }
    return ''
  }

  #ask (document, text) {
    return dispatch().onSyncMessage(this.#contents, text, () => {
      if (!this.#contents.isDestroyed()) this.#contents._resumeSyncCall()
    }, document)
  }

  /** The page enters or leaves HTML fullscreen, which a frame does not see where it happens elsewhere. */
  setFullscreen (on) {
    this.#isFullscreen = on
    for (const document of this.#documents.values()) if (document.hasLink) document.command({ what: 'fullscreen', on })
  }

  // A document with a shim begins.
  #begin ({ path, ...details }) {
    // Whoever asks without being given a shim has found the tag of the door.
    if (!this.#contents._preferences.nodeIntegrationInSubFrames) return ''
    if (!isPath(path) || !isDescription(details)) return ''
    const node = this.#at(path)
    if (node === this.#root) return ''
    const document = this.#create(randomId(), true)
    this.#enter(node, document, details)
    return this.#contents.isDestroyed() ? '' : JSON.stringify({ id: document.id, isFullscreen: this.#isFullscreen })
  }

  /** The document in the frame, or the next when there is none yet; rejected when the frame goes, or stays mute. */
  whenDocument (node) {
    if (node.document) return Promise.resolve(node.document)
    return new Promise((resolve, reject) => {
      const entry = { resolve, reject }
      node.waiting.push(entry)
      setTimeout(() => {
        if (node.waiting.includes(entry)) reject(new Error('Script not run: nothing is known of the document in the frame'))
      }, longestWait).unref()
    })
  }

  /** What a document of a frame tells, by way of the top frame. */
  onTold (what, id, details, tree) {
    if (!isText(id) || typeof details !== 'object' || details === null) return
    if (what === 'document' && !this.#documents.has(id)) this.#beginUnlinked(id, details)
    if (Array.isArray(tree)) this.#match(this.#root, tree)
    const node = this.#documents.get(id)?.node
    if (!node || node.isDetached) return
    const { frame } = node
    if (what === 'gone') this.#leave(node)
    if (what === 'dom-ready') {
      emitEvent(frame, 'dom-ready')
    } else if (what === 'load') {
      emitEvent(this.#contents, 'did-frame-finish-load', ...frame._eventTail())
    } else if (what === 'moved' && isText(details.url)) {
      if (emitAlive(this.#contents, 'did-start-navigation', details.url, true, ...frame._eventTail())) {
        node.url = details.url
        emitEvent(this.#contents, 'did-navigate-in-page', details.url, ...frame._eventTail())
      }
    }
  }

  #beginUnlinked (id, { path, ...details }) {
    if (!isPath(path) || !isDescription(details)) return
    const node = this.#at(path)
    if (node !== this.#root) this.#enter(node, this.#create(id, false), details)
  }

  // Makes the children of `parent` those that the top frame sees.
  #match (parent, tree) {
    const known = parent.children
    const found = tree.map((entry) => {
      if (!Array.isArray(entry)) return null
      const [number, id] = entry
      return known.find((node) => node.number === number) ?? this.#unnumbered(parent, id)
    })
    // A frame whose document has not told anything yet stands where no other stands.
    const free = known.filter((node) => node.number === 0 && !found.includes(node))
    const children = found.map((node) => node ?? free.shift() ?? this.#make(parent))
    for (const node of known) if (!children.includes(node)) this.#detach(node)
    parent.children = children
    for (const [index, node] of children.entries()) {
      node.number = tree[index]?.[0]
      this.#announce(node)
      if (Array.isArray(tree[index]?.[2])) this.#match(node, tree[index][2])
    }
  }

  #unnumbered (parent, id) {
    const node = this.#documents.get(id)?.node
    return node && node.number === 0 && node.parent === parent ? node : undefined
  }
}

const isDescription = ({ url, name, origin }) => isText(url) && isText(name) && isText(origin)

const isPath = (path) => Array.isArray(path) && path.length < 100 && path.every((step) => Array.isArray(step) && step.every((number) => Number.isInteger(number) && number >= 0 && number < 10000))

function emitAlive (contents, ...args) {
  emitEvent(contents, ...args)
  return !contents.isDestroyed()
}

// Only the main frame's shim speaks of others.
ipcMainInternal.on('frame-tells', ({ sender, _frame: frame }, ...args) => {
  if (frame === sender.mainFrame) sender._frames.onTold(...args)
})

ipcMainInternal.on('frames-settled', ({ sender }, id) => sender._frames.onSettled(id))

for (const kind of ['fetch', 'ran', 'relayed', 'media']) {
  ipcMainInternal.on(`frame-${kind}`, (event, id, rest) => {
    const { sender, _frame: frame } = event
    event.returnValue = frame === sender.mainFrame ? sender._frames.onMessage(id, kind, rest) : ''
  })
}

module.exports = { FrameTree }
