'use strict'

// The top frame's part in main's knowledge of the frames within a page: it hears what they tell of themselves
// (frames-agent.js), adds where they stand, and passes it on; and it wakes them for main. It costs a page without frames
// nothing but one listener.

const { apply } = Reflect
const { addEventListener, postMessage } = globalThis
const { stopImmediatePropagation } = Event.prototype

exports.startFrames = (ipc, { frameHello, frameWake }) => {
  const numbers = new WeakMap() // of frames, by window; a frame keeps its window when it navigates
  const documents = new WeakMap() // the id of the document in it
  const wanted = new Set() // ids of documents that are to be woken once they are known
  let lastNumber = 0

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
    // A page's message to itself is nothing of ours, and may be large.
    if (source === globalThis) return
    const { data } = event
    if (data === null || typeof data !== 'object' || data.key !== frameHello) return
    apply(stopImmediatePropagation, event, [])
    const { key, id, what, ...details } = data
    // What a window says that is gone by now, or shows another document.
    if (what === 'document' && source) documents.set(source, id)
    const changesTree = what === 'document' || what === 'gone'
    ipc.send('frame-tells', what, id, details, changesTree ? treeOf(globalThis) : null)
    if (wanted.delete(id) && source) wake(source)
  }, true])

  ipc.on('wake-frame', (event, id) => {
    const frame = find(globalThis, id)
    if (frame) wake(frame)
    else wanted.add(id)
  })
}
