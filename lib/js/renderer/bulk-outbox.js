'use strict'

// What a page sends beside the texts of its messages. It stays here until main has fetched it, piece by piece, by calling
// a function (runtime/web/bulk_inbox); so a page goes on while main is busy, and main keeps no more than it has asked for.

const { inner } = require('../common/kinds')
const { getterOf, uncurry } = require('./bridge/primordials')

// Where the shim shares its world with the page, that may replace all of these.
const { Map, Uint8Array, Uint32Array, crypto, addEventListener } = globalThis
const { apply, defineProperty } = Reflect
const { min } = Math
const getRandomValues = uncurry(Crypto.prototype.getRandomValues)
const mapDelete = uncurry(Map.prototype.delete)
const clearMap = uncurry(Map.prototype.clear)
const sizeOf = getterOf(Map.prototype, 'size')
const slice = uncurry(String.prototype.slice)
const indexOf = uncurry(String.prototype.indexOf)
const { typedArrayLength } = inner
const setBytes = uncurry(Uint8Array.prototype.set)
const charCodeAt = uncurry(String.prototype.charCodeAt)

/** Where to cut a text, at `index` or behind the pair of units that it would part. */
const cutAt = (text, index) => {
  if (index === 0 || index >= text.length) return index
  return (charCodeAt(text, index) & 0xfc00) === 0xdc00 ? index + 1 : index
}

const pieceOf = (text, from, size) => slice(text, cutAt(text, from), cutAt(text, from + size))

// So much memory is kept for the next message.
const longestPool = 1 << 20
// What is more than that travels as text, which waits for main; see outflow.js. In bytes; a character weighs more, because
// main has several copies of it for a moment when the page comes to wait.
const mostKept = 1 << 26
const charWeight = 4

/**
 * @param {string} name of the function that gives main pieces
 * @param {number} size of a piece
 * @param {(parts: Array, packs: boolean) => string} encode
 * @param {(text: string) => void} transmit
 */
exports.createBulkOutbox = ({ name, size }, encode, transmit) => {
  // No page can guess an id. What is kept for it are the parts until the last piece is fetched, which part comes next and
  // where in it. A buffer is kept as pieces.
  const kept = new Map()
  // New memory costs more than to copy into it.
  const pool = []
  let keptWeight = 0
  let isInstalled = false
  let isLeaving = false

  const lend = (length) => {
    const { length: count } = pool
    if (length < size || count === 0) return new Uint8Array(length)
    const piece = pool[count - 1]
    pool.length = count - 1
    return piece
  }

  // All of the message is fetched, and the engine has copied what it was given, but for what it gets now.
  const takeBack = (parts, given) => {
    for (let i = 0; i < parts.length; i++) {
      const { pieces } = parts[i]
      for (let j = 0; pieces !== undefined && j < pieces.length && pool.length * size < longestPool; j++) {
        if (pieces[j] !== given && typedArrayLength(pieces[j]) === size) pool[pool.length] = pieces[j]
      }
    }
  }

  const copyOf = (buffer) => {
    const length = inner.bufferByteLength(buffer)
    const pieces = []
    for (let from = 0; from < length; from += size) {
      const piece = lend(min(size, length - from))
      setBytes(piece, new Uint8Array(buffer, from, typedArrayLength(piece)))
      pieces[pieces.length] = piece
    }
    return { length, pieces }
  }

  const joined = ({ length, pieces }) => {
    const bytes = new Uint8Array(length)
    for (let i = 0; i < pieces.length; i++) setBytes(bytes, pieces[i], i * size)
    return bytes.buffer
  }

  /** Main asks for the pieces of a message one after the other. */
  const give = (id) => {
    const message = inner.mapGet(kept, id)
    if (message === undefined) return undefined
    const { parts, index, from } = message
    const part = parts[index]
    const piece = typeof part === 'string' ? pieceOf(part, from, size) : part.pieces[from / size]
    message.from += size
    if (message.from >= part.length) {
      message.from = 0
      message.index++
      if (message.index === parts.length) {
        mapDelete(kept, id)
        keptWeight -= message.weight
        takeBack(parts, piece)
      }
    }
    return piece
  }

  const install = () => {
    isInstalled = defineProperty(globalThis, name, { value: give, enumerable: false, writable: false, configurable: false })
    return isInstalled
  }

  const rest = (packs, isAll) => {
    if (sizeOf(kept) === 0) return ''
    let text = ''
    inner.mapForEach(kept, ({ parts, isSent }, id) => {
      if (!isAll && !isSent) return
      const whole = []
      for (let i = 0; i < parts.length; i++) whole[i] = typeof parts[i] === 'string' ? parts[i] : joined(parts[i])
      const body = encode(whole, packs)
      text += `R${id},${body.length}:${body}`
    })
    return text
  }

  const clear = () => {
    clearMap(kept)
    keptWeight = 0
  }

  // Main cannot fetch from a document that is left.
  const leave = () => {
    isLeaving = true
    const text = rest(false, true)
    if (text === '') return
    transmit(text)
    clear()
  }
  apply(addEventListener, globalThis, ['beforeunload', leave, true])
  apply(addEventListener, globalThis, ['pagehide', leave, true])

  return {
    /** Whether main can fetch, and there is room. */
    isOpen: () => !isLeaving && keptWeight < mostKept && (isInstalled || install()),

    /** The document stays after all. */
    stay () {
      isLeaving = false
    },

    /** @returns {string} what goes before the message's text */
    keep (parts) {
      const ids = getRandomValues(crypto, new Uint32Array(4))
      const id = `${ids[0]}-${ids[1]}-${ids[2]}-${ids[3]}`
      let sizes = ''
      let weight = 0
      for (let i = 0; i < parts.length; i++) {
        const part = parts[i]
        // The page may go on to write into its buffers.
        if (typeof part !== 'string') parts[i] = copyOf(part)
        weight += parts[i].length * (typeof part === 'string' ? charWeight : 1)
        sizes += `${i > 0 ? ',' : ''}${typeof part === 'string' ? 't' : 'b'}${parts[i].length}`
      }
      inner.mapSet(kept, id, { parts, index: 0, from: 0, weight, isSent: false })
      keptWeight += weight
      return `B${id}:${sizes}:`
    },

    /** A text is on its way to main. What belongs to one that still waits here must not get there before it. */
    onSent (text) {
      if (text[0] !== 'B') return
      const message = inner.mapGet(kept, slice(text, 1, indexOf(text, ':')))
      if (message !== undefined) message.isSent = true
    },

    /**
     * What main has not fetched yet of what was sent, for it to have before anything else.
     *
     * @param {boolean} packs whether the text need not be well-formed
     */
    rest: (packs) => rest(packs, false),

    /** Main has what `rest` gave. */
    clearSent () {
      inner.mapForEach(kept, (message, id) => {
        if (!message.isSent) return
        mapDelete(kept, id)
        keptWeight -= message.weight
      })
    }
  }
}
