'use strict'

// What counts as a stream, and how it is read: a web ReadableStream, a Node stream, anything with Symbol.asyncIterator.

const { asyncIterator } = Symbol
const { isArray } = Array

const ignore = () => {}

const isIterable = (object) => typeof object[asyncIterator] === 'function'

const isNodeStream = (object) => typeof object.pipe === 'function' && typeof object.destroy === 'function' && typeof object.on === 'function'

/** A list's own items only, and not those streams that the codec refuses anyway: nothing that a small message would feel. */
exports.hasIterable = (list) => {
  for (let i = 0; i < list.length; i++) {
    const value = list[i]
    if (typeof value === 'object' && value !== null && value[asyncIterator] !== undefined && !isArray(value)) return true
  }
  return false
}

/**
 * @param {{isStream: (object) => boolean, check: (stream) => void, open: (stream) => {read: Function, cancel: Function}}} web
 *   what to do with a web ReadableStream; check throws for one that somebody else reads
 */
exports.createSources = (web) => {
  /** @returns {boolean} whether an object that is no plain data is a stream */
  const isSource = (object) => {
    try {
      return isIterable(object) || web.isStream(object)
    } catch {
      return false
    }
  }

  const openNodeStream = (stream) => {
    let iterator = null
    // An error before the first chunk is asked for is told then; a consumer's error is none of this process.
    stream.on('error', ignore)
    return {
      merges: stream.readableObjectMode === false && !stream.readableEncoding,
      read: () => (iterator ??= stream[asyncIterator]()).next(),
      cancel (reason) {
        stream.destroy(reason instanceof Error ? reason : undefined)
      }
    }
  }

  const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function'

  const openIterable = (iterable) => {
    let iterator = null
    const start = () => {
      iterator ??= iterable[asyncIterator]()
      if (!isObject(iterator)) throw new TypeError('Result of the Symbol.asyncIterator method is not an object')
      return iterator
    }
    return {
      merges: false,
      // What is no iterator's result would be a value without an end: it is refused in the words of `for await`.
      async read () {
        const result = await start().next()
        if (!isObject(result)) throw new TypeError(`Iterator result ${String(result)} is not an object`)
        return result
      },
      async cancel (reason) {
        const started = start()
        // As Readable.from does it: a generator may catch the consumer's error, and then ends nevertheless.
        if (reason instanceof Error && typeof started.throw === 'function') {
          try {
            await started.throw(reason)
          } catch {}
        }
        await started.return?.()
      }
    }
  }

  /** @returns {{merges: boolean, read: () => Promise<{done: boolean, value: any}>, cancel: (reason) => any}} */
  const open = (source) => {
    if (web.isStream(source)) return { merges: false, ...web.open(source) }
    return isNodeStream(source) ? openNodeStream(source) : openIterable(source)
  }

  /** @throws {TypeError} for one that somebody else reads */
  const check = (source) => {
    if (web.isStream(source)) web.check(source)
  }

  return { check, isSource, open }
}
