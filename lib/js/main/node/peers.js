'use strict'

// What pages ask of the streams and emitters behind their objects.

const { flows, startReading, window } = require('./attach')

function methodOf (object, name) {
  const method = typeof name === 'string' && name !== 'constructor' ? object[name] : undefined
  if (typeof method !== 'function') throw new TypeError(`${String(name)} is not a function`)
  return method
}

/** What a method gave, unless it is of no use to a page. */
const plain = (object, value) => value === object || typeof value === 'function' ? undefined : value

module.exports = {
  /** The page wants the data; what it has taken is counted off. */
  read (document, id, taken) {
    const stream = document.get(id)
    const flow = flows.get(stream)
    if (!flow || !Number.isFinite(taken)) return
    startReading(document, stream)
    flow.unread = Math.max(0, flow.unread - taken)
    if (flow.unread < window && stream.isPaused()) stream.resume()
  },

  /** @param {Uint8Array[]} chunks */
  write (document, id, chunks) {
    const stream = document.get(id)
    return new Promise((resolve, reject) => {
      const done = (error) => error ? reject(error) : resolve()
      if (chunks.length > 1) stream.cork()
      chunks.forEach((chunk, i) => stream.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength), i === chunks.length - 1 ? done : undefined))
      if (chunks.length > 1) stream.uncork()
    })
  },

  end (document, id, last) {
    const stream = document.get(id)
    if (stream.writableEnded || stream.destroyed) return undefined
    return new Promise((resolve, reject) => stream.end(last, (error) => error ? reject(error) : resolve()))
  },

  destroy (document, id) {
    document.end(id)
  },

  call (document, id, name, args) {
    const object = document.get(id)
    return plain(object, methodOf(object, name).apply(object, args))
  },

  /** A method that takes a callback. */
  ask (document, id, name, args) {
    const object = document.get(id)
    return new Promise((resolve, reject) => {
      methodOf(object, name).call(object, ...args, (error, ...values) => error ? reject(error) : resolve(values))
    })
  },

  /** Members of the object, as far as they can be sent. */
  members (document, id, names) {
    const object = document.get(id)
    return Object.fromEntries(names.map((name) => [name, plain(object, object[name])]))
  }
}
