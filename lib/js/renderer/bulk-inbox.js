'use strict'

// What main sends beside the texts of its messages: `B<name>:<sizes>:<text>`. It is fetched by a request, whose answer the
// engine brings along without either main thread (runtime/web/bulk_scheme). Messages that come meanwhile wait.

const { getterOf, uncurry } = require('./bridge/primordials')
const { fields } = require('./wire-text')

// Where the shim shares its world with the page, that may replace all of these, and must not see the name.
const { ArrayBuffer, MessageChannel, TextDecoder, Uint8Array, XMLHttpRequest } = globalThis
const { apply } = Reflect
const { addEventListener } = EventTarget.prototype
const openRequest = uncurry(XMLHttpRequest.prototype.open)
const sendRequest = uncurry(XMLHttpRequest.prototype.send)
const responseOf = getterOf(XMLHttpRequest.prototype, 'response')
const setResponseType = uncurry(Object.getOwnPropertyDescriptor(XMLHttpRequest.prototype, 'responseType').set)
const byteLengthOf = getterOf(ArrayBuffer.prototype, 'byteLength')
const sliceBuffer = uncurry(ArrayBuffer.prototype.slice)
const postMessage = uncurry(MessagePort.prototype.postMessage)
const start = uncurry(MessagePort.prototype.start)
const firstOf = getterOf(MessageChannel.prototype, 'port1')
const secondOf = getterOf(MessageChannel.prototype, 'port2')
const indexOf = uncurry(String.prototype.indexOf)
const slice = uncurry(String.prototype.slice)
const shift = uncurry(Array.prototype.shift)
const { Number } = globalThis

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const decode = decoder.decode.bind(decoder)

const read = (text) => {
  const nameEnd = indexOf(text, ':')
  const end = indexOf(text, ':', nameEnd + 1)
  return { name: slice(text, 1, nameEnd), sizes: fields(slice(text, nameEnd + 1, end)), text: slice(text, end + 1), parts: null, isReady: false }
}

/** @returns {Array|null} the parts that come one after the other in `buffer`; null when they are not all there */
const cut = (buffer, sizes) => {
  const parts = []
  let from = 0
  for (let i = 0; i < sizes.length; i++) {
    const length = Number(slice(sizes[i], 1))
    if (from + length > byteLengthOf(buffer)) return null
    if (sizes[i][0] === 't') parts[i] = decode(new Uint8Array(buffer, from, length))
    else parts[i] = sizes.length === 1 ? buffer : sliceBuffer(buffer, from, from + length)
    from += length
  }
  return parts
}

/**
 * @param {string} url what stands before the names
 * @param {(text: string, parts: Array|null) => void} deliver
 * @param {(name: string) => ArrayBuffer[]|undefined} ask for what no request brings: the page has stopped all of them
 */
exports.createBulkInbox = (url, deliver, ask) => {
  const waiting = []
  let channel = null
  let isScheduled = false

  const deliverNext = () => {
    isScheduled = false
    if (waiting.length === 0 || !waiting[0].isReady) return
    const { text, parts } = shift(waiting)
    schedule()
    if (text !== null) deliver(text, parts)
  }

  // Between two messages the page runs its microtasks.
  const schedule = () => {
    if (isScheduled || waiting.length === 0 || !waiting[0].isReady) return
    isScheduled = true
    if (channel === null) {
      channel = new MessageChannel()
      apply(addEventListener, secondOf(channel), ['message', deliverNext])
      start(secondOf(channel))
    }
    postMessage(firstOf(channel), null)
  }

  const finish = (message, parts) => {
    message.isReady = true
    message.parts = parts
    if (parts === null) message.text = null
    if (message === waiting[0] && !isScheduled) deliverNext()
  }

  const finishByAsking = (message) => {
    const buffers = ask(message.name)
    if (buffers === undefined) console.warn('A message of the main process was lost')
    const parts = buffers ?? null
    for (let i = 0; parts !== null && i < parts.length; i++) if (message.sizes[i][0] === 't') parts[i] = decode(new Uint8Array(parts[i]))
    finish(message, parts)
  }

  const load = (message) => {
    const request = new XMLHttpRequest()
    openRequest(request, 'GET', url + message.name, true)
    setResponseType(request, 'arraybuffer')
    apply(addEventListener, request, ['loadend', () => {
      const buffer = responseOf(request)
      const parts = buffer === null ? null : cut(buffer, message.sizes)
      if (parts === null) finishByAsking(message)
      else finish(message, parts)
    }])
    sendRequest(request)
  }

  return (text) => {
    if (text[0] === 'B') {
      const message = read(text)
      waiting[waiting.length] = message
      load(message)
    } else if (waiting.length === 0) {
      deliver(text, null)
    } else {
      waiting[waiting.length] = { text, parts: null, isReady: true }
      schedule()
    }
  }
}
