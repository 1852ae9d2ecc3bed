'use strict'

// Puts streams and emitters of this process behind objects of a page.

// So many bytes may be under way to a page that has not taken them yet.
const window = 256 << 10

/** Passes events on to the page. @param {object} events name → (…args) → arguments for the page, or true: as they are */
function attachEvents (document, id, object, events) {
  for (const [name, convert] of Object.entries(events)) {
    object.on(name, (...args) => document.emit(id, name, convert === true ? args : convert(...args)))
  }
}

/**
 * Puts a stream behind an object of the page.
 *
 * @param {number} id the page's, or 0
 * @param {object} options.events further events
 * @param {() => object} options.endState what the page's object knows when all is read
 * @returns {number} the id
 */
function attachStream (document, givenId, stream, { events = {}, end = () => stream.destroy(), endState = () => undefined } = {}) {
  const known = document.idOf(stream)
  if (known !== undefined) return known
  const id = document.add(givenId, stream, end)
  stream.on('error', (error) => document.emit(id, 'error', [error]))
  // An empty stream ends also when nobody reads it.
  stream.on('end', () => document.emit(id, 'end', [], endState()))
  stream.on('close', (...args) => {
    document.emit(id, 'close', args)
    document.forget(id)
  })
  attachEvents(document, id, stream, events)
  flows.set(stream, { id, unread: 0, isReading: false })
  if (stream.readableEnded) document.emit(id, 'end', [], endState())
  return id
}

/** stream → what is under way */
const flows = new WeakMap()

function startReading (document, stream) {
  const flow = flows.get(stream)
  if (!flow || flow.isReading) return
  flow.isReading = true
  stream.on('data', (chunk) => {
    document.emit(flow.id, 'data', [chunk])
    flow.unread += chunk.length
    if (flow.unread >= window) stream.pause()
  })
}

/** An emitter that is no stream: a server, a watcher, a child process. */
function attachEmitter (document, givenId, emitter, { events, end, closes = 'close' }) {
  const id = document.add(givenId, emitter, end)
  attachEvents(document, id, emitter, events)
  if (!events.error) emitter.on('error', (error) => document.emit(id, 'error', [error]))
  if (closes) {
    emitter.on(closes, (...args) => {
      document.emit(id, closes, args)
      document.forget(id)
    })
  }
  return id
}

module.exports = { attachEmitter, attachStream, flows, startReading, window }
