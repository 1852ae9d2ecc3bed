'use strict'

const channels = require('../../common/channels')
const { categoryOf, longestName, nameOf, ofRemoteText } = require('../../common/ipc-trace-names')
const { INVOKE, PORT_MESSAGE, POST, REPLY, SEND, SEND_TO, SYNC, SYNC_TEXT } = require('../../common/message-kinds')
const { PORT_TEXT } = require('../../common/port-texts')
const { REMOTE } = require('../../common/remote-texts')
const { bareText } = require('../bulk')
const { ipcMainInternal } = require('../api/ipc-main')
const codec = require('../codec')
const dispatch = require('../ipc-dispatch')
const { reportError } = require('../report')
const { types } = require('./fields')
const { epoch, labelOf, now, record, tell } = require('./file')
const { Rows } = require('./rows')

// Main's half of --ipc-trace: wraps what routes messages, from outside, so that there is nothing of it when it is off. Only what
// its own channels carry is left out.

const rows = new Rows(tell)
/** What is being dispatched: the message, once it is decoded. */
let current = null
/** What was encoded last, and when that began. */
const encoded = { text: '', head: null, args: null, start: 0, end: 0 }
/** What was encoded and waits in an outbox: text → such objects, oldest first. */
const waiting = new Map()

const replyLabel = { name: 'reply', category: 'ipc', channel: '' }
const reply = { epoch: -1, index: 0 }
const unknownLabel = { name: 'unreadable message', category: 'ipc', channel: '' }
const isOwn = (internal, channel) => internal && (channel === channels.IPC_TRACE_REPORT || channel === channels.IPC_TRACE_CLOCK)

// The labels of the app's messages of late. To compare a few short texts takes less than a look into a map.
const recent = []
const mostRecent = 8

/** Several messages of an internal channel may be told apart by what is in them. */
function label (kind, internal, channel, args, toPage) {
  const what = toPage ? ~(2 * kind + Number(internal)) : 2 * kind + Number(internal)
  if (!internal) {
    for (let i = 0; i < recent.length; i++) {
      const one = recent[i]
      if (one.what === what && one.channel === channel && one.epoch === epoch()) return one.index
    }
  }
  const key = internal ? nameOf(kind, true, channel, args, toPage).slice(0, longestName) : channel
  const index = labelOf(what, key, () => ({
    name: (internal ? key : nameOf(kind, false, channel, args, toPage)).slice(0, longestName),
    category: categoryOf(internal, channel),
    channel
  }))
  if (!internal) {
    recent.unshift({ what, channel, epoch: epoch(), index })
    if (recent.length > mostRecent) recent.pop()
  }
  return index
}

/** Notes what a page sent. Where each kind has its parts, common/message-kinds.js says. */
function recordArrival (row, message, size, start, end, left, answerSize) {
  if (!Array.isArray(message)) {
    record(types.FROM_PAGE, row, -1, labelOf(-1, '', () => unknownLabel), size, 0, start, end, 0, 0)
    return
  }
  const [kind, second] = message
  let internal = false
  let channel = ''
  let args = []
  let id = 0
  switch (kind) {
    case SEND:
    case SYNC:
    case SYNC_TEXT:
      internal = second === true
      channel = message[2]
      args = message[3]
      break
    case INVOKE:
      internal = second === true
      id = message[2]
      channel = message[3]
      args = message[message.length - 1]
      break
    case SEND_TO:
      channel = message[2]
      break
    default:
      channel = kind === POST ? second : 'port'
  }
  if (typeof channel !== 'string' || !Array.isArray(args) || isOwn(internal, channel)) return
  const known = kind === SYNC_TEXT ? SYNC : kind
  record(types.FROM_PAGE, row, 2 * known + Number(internal), label(known, internal, channel, args, false), size, id, start, end, left, answerSize)
}

function recordDeparture (row, { text, head, args, start, end }, left) {
  const [kind, second] = head
  if (kind === REPLY) {
    if (reply.epoch !== epoch()) {
      reply.index = labelOf(~(2 * REPLY), '', () => replyLabel)
      reply.epoch = epoch()
    }
    record(types.TO_PAGE, row, 2 * REPLY, reply.index, text.length, second, start, end, left, 0)
    return
  }
  const internal = kind === SEND && second === true
  const channel = kind === SEND ? head[2] : kind === POST ? second : 'port'
  record(types.TO_PAGE, row, 2 * kind + Number(internal), label(kind, internal, channel, args, true), text.length, 0, start, end, left, 0)
}

/** What `text` is, which is about to leave for a page. */
function departing (whole) {
  const text = bareText(whole)
  // A look into the map takes the text's hash, which is not for nothing.
  if (waiting.size > 0 && waiting.has(text)) {
    const held = waiting.get(text)
    const first = held.shift()
    if (held.length === 0) waiting.delete(text)
    return first
  }
  if (encoded.text === text) {
    // To several pages, one after the other.
    if (encoded.end > 0) encoded.start = now()
    encoded.end = 0
    return encoded
  }
  return text[0] === PORT_TEXT ? { text, head: [PORT_MESSAGE, 0], args: [], start: now(), end: 0 } : null
}

function wrapCodec () {
  const { decode, encodeList } = codec
  codec.decode = (text, parts) => {
    const message = decode(text, parts)
    if (current !== null && current.message === null) current.message = message
    return message
  }
  codec.encodeList = (head, args, packs, refuses, parts) => {
    const start = now()
    const text = encodeList(head, args, packs, refuses, parts)
    encoded.text = text
    encoded.head = head
    encoded.args = args
    encoded.start = start
    encoded.end = 0
    return text
  }
}

const partsOf = (text) => {
  const { name, args } = ofRemoteText(text)
  return [name, args]
}

/** A page may give up waiting. */
function noteDrop (answer, note) {
  const { drop } = answer
  answer.drop = () => {
    note()
    drop.call(answer)
  }
}

function wrapArrivals () {
  const { onMessage, onSyncMessage } = dispatch
  dispatch.onMessage = (sender, text, document, parts) => {
    const outer = current
    const mine = current = { message: text[0] === PORT_TEXT ? [PORT_MESSAGE, 0, []] : null }
    const start = now()
    try {
      return onMessage(sender, text, document, parts)
    } finally {
      current = outer
      recordArrival(rows.numberOf(sender, document), mine.message, text.length, start, now(), 0, 0)
    }
  }
  dispatch.onSyncMessage = (sender, text, onText, document) => {
    const row = rows.numberOf(sender, document)
    const outer = current
    const mine = current = { message: text[0] === REMOTE ? [SYNC, true, ...partsOf(text)] : null }
    const start = now()
    let end = 0
    let answer = null
    const note = () => recordArrival(row, mine.message, text.length, start, end || now(), now(), answer?.text?.length ?? 0)
    try {
      answer = onSyncMessage(sender, text, () => {
        note()
        onText()
      }, document)
      return answer
    } finally {
      current = outer
      end = now()
      if (!answer || answer.done) note()
      else noteDrop(answer, note)
    }
  }
}

function wrapDepartures () {
  const { WebContents } = require('../api/web-contents')
  const { FrameDocument } = require('../frames/frame-document')
  const { Outbox } = require('../outbox')
  for (const name of ['_postMessage', '_postReply']) {
    const post = WebContents.prototype[name]
    WebContents.prototype[name] = function (text) {
      const departed = departing(text)
      const result = post.call(this, text)
      if (departed !== null && departed.end === 0) {
        departed.end = now()
        recordDeparture(rows.numberOf(this, null), departed, departed.start)
      } else if (departed !== null) {
        recordDeparture(rows.numberOf(this, null), departed, now())
      }
      return result
    }
  }
  const postToFrame = FrameDocument.prototype.post
  FrameDocument.prototype.post = function (text) {
    const departed = departing(text)
    postToFrame.call(this, text)
    if (departed === null || !this.node || !this.hasLink || this.isGone) return
    departed.end = now()
    recordDeparture(rows.numberOf(this.node.frame._contents, this), departed, departed.start)
  }
  const { post } = Outbox.prototype
  Outbox.prototype.post = function (whole) {
    const waits = post.call(this, whole)
    const text = bareText(whole)
    if (waits && encoded.text === text) {
      if (!waiting.has(text)) waiting.set(text, [])
      waiting.get(text).push({ ...encoded, end: now() })
    }
    return waits
  }
}

const isTexts = (list) => Array.isArray(list) && list.every((item) => typeof item === 'string')
const isClocks = (list) => Array.isArray(list) && list.every((clock) => Array.isArray(clock) && clock.length === 3 && clock.every(Number.isFinite))

function answerPages () {
  ipcMainInternal.on(channels.IPC_TRACE_CLOCK, (event, id) => {
    event.returnValue = { id: id < 0 ? rows.beginDocument(event.sender, event._document, now()) : id, time: now() }
  })
  ipcMainInternal.on(channels.IPC_TRACE_REPORT, (event, id, start, names, isAnew, notes, slow, clocks) => {
    if (!rows.isDocument(event.sender, event._document, id)) return
    if (!Number.isFinite(start) || !isTexts(names) || typeof notes !== 'string' || !/^[A-Za-z0-9+/]*$/.test(notes)) return
    rows.look(event.sender, event._document)
    tell({ what: 'notes', id, start, names: names.map((name) => name.slice(0, longestName)), isAnew: isAnew === true, notes, clocks: isClocks(clocks) ? clocks : null })
    if (Array.isArray(slow) && typeof slow[0] === 'string' && Number.isFinite(slow[1])) {
      const where = rows.describe(event.sender, event._document)
      reportError('warning', `Warning: ${slow[0].slice(0, longestName)} blocked ${where} for ${slow[1].toFixed(1)} ms`)
    }
  })
}

exports.start = () => {
  wrapCodec()
  wrapArrivals()
  wrapDepartures()
  answerPages()
}
