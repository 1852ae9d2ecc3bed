'use strict'

// The top frame's part in main's knowledge of the frames within a page: it hears what they tell of themselves
// (frames-agent.js), adds where they stand, and passes it on; and it wakes them for main. It costs a page without frames
// nothing but two listeners.

const { pathOf, perform, token } = require('./frames-agent')

const { apply } = Reflect
const { addEventListener, postMessage } = globalThis
const { stopImmediatePropagation } = Event.prototype
// So long, in milliseconds, an empty frame has to speak for itself: at times the engine's injection is only late.
const patience = 30
// On a busy machine the engine was seen to leave out the injection into another document.
const longPatience = 500
const frameTags = new Set(['IFRAME', 'FRAME'])

exports.startFrames = (ipc, { frameHello, frameWake, frameRelayEvent }) => {
  const numbers = new WeakMap() // of frames, by window; a frame keeps its window when it navigates
  const documents = new WeakMap() // the id of the document in it
  const wanted = new Set() // ids of documents that are to be woken once they are known
  let lastNumber = 0
  let settling = 0

  const numberOf = (frame) => {
    if (!numbers.has(frame)) numbers.set(frame, ++lastNumber)
    return numbers.get(frame)
  }

  /** [number, id of the document or null, the same of the frames in it], of each frame in `parent`. */
  const treeOf = (parent) => Array.from({ length: parent.length }, (unused, index) => {
    const frame = parent[index]
    return [numberOf(frame), documents.get(frame) ?? null, treeOf(frame)]
  })

  const find = (parent, id) => {
    for (let index = 0; index < parent.length; index++) {
      const frame = parent[index]
      const found = documents.get(frame) === id ? frame : find(frame, id)
      if (found) return found
    }
    return null
  }

  const wake = (frame) => apply(postMessage, frame, [{ key: frameWake }, '*'])

  apply(addEventListener, globalThis, ['message', (event) => {
    const { source } = event
    // A page's message to itself is nothing of ours, and may be large; but for what follows those that frames have sent.
    if (source === globalThis && settling === 0) return
    const { data } = event
    if (data === null || typeof data !== 'object' || data.key !== frameHello) return
    apply(stopImmediatePropagation, event, [])
    const { key, id, what, ...details } = data
    if (what === 'settled') {
      settling--
      ipc.send('frames-settled', id)
      return
    }
    // What a window says that is gone by now, or shows another document.
    if (what === 'document' && source) documents.set(source, id)
    const changesTree = what === 'document' || what === 'gone'
    ipc.send('frame-tells', what, id, details, changesTree ? treeOf(globalThis) : null)
    if (wanted.delete(id) && source) wake(source)
  }, true])

  // The engine injects nothing into the empty document that a frame begins with. Where a frame keeps it, the top frame speaks
  // and acts for it.
  const adopted = new Map() // id → its document

  const adopt = (frame) => {
    const { document: place, location, name, origin } = frame
    const id = token()
    documents.set(frame, id)
    adopted.set(id, place)
    const tell = (what, details = {}) => ipc.send('frame-tells', what, id, details, treeOf(globalThis))
    tell('document', { url: location.href, name, origin, path: pathOf(frame) })
    tell('dom-ready')
    tell('load')
    apply(addEventListener, frame, ['unload', () => {
      adopted.delete(id)
      if (documents.get(frame) === id) documents.delete(frame)
      // The frame is still there, if it is going to be removed.
      setTimeout(() => tell('gone'), 0)
    }])
  }

  const speakFor = (frame) => {
    try {
      if (!frame.closed && !documents.has(frame)) adopt(frame)
    } catch {} // of another origin by now
  }

  const act = (id, place) => {
    for (const command of JSON.parse(ipc.sendSync('frame-fetch', id)).commands) {
      perform(command, {
        place,
        frameRelayEvent,
        onRelayed: ({ detail }) => ipc.send('frame-relayed', id, detail),
        onMedia: (words) => ipc.send('frame-media', id, words)
      })
      ipc.send('frame-ran', id, command.id)
    }
  }

  apply(addEventListener, document, ['load', ({ target }) => {
    if (!frameTags.has(target.tagName)) return
    const frame = target.contentWindow
    if (!frame || documents.has(frame)) return
    ipc.send('frame-tells', 'frame', '', {}, treeOf(globalThis))
    const isMute = () => !frame.closed && !documents.has(frame)
    setTimeout(() => {
      try {
        if (!isMute()) return
        if (frame.location.href === 'about:blank') adopt(frame)
        else setTimeout(speakFor, longPatience, frame)
      } catch {} // of another origin
    }, patience)
  }, true])

  ipc.on('settle-frames', (event, id) => {
    settling++
    apply(postMessage, globalThis, [{ key: frameHello, id, what: 'settled' }, '*'])
  })

  ipc.on('wake-frame', (event, id) => {
    const place = adopted.get(id)
    const frame = place ? null : find(globalThis, id)
    if (place) act(id, place)
    else if (frame) wake(frame)
    else wanted.add(id)
  })
}
