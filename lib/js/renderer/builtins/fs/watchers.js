'use strict'

const { EventEmitter } = require('events')
const { callSync, forget, listen, newId, post } = require('../support/client')
const { abortError, invalidArgType } = require('../support/errors')
const { toPath } = require('./paths')
const { unpack } = require('./stats')

/** What a page has of a watcher: events, and close(). */
class Watcher extends EventEmitter {
  #id = newId()
  #isClosed = false

  _start (boundary, operation, path, options) {
    listen(this.#id, (name, args) => {
      if (name === 'close') this.#end()
      else this.emit(name, ...args.map(unpack))
    })
    try {
      callSync(boundary, 'fs', operation, this.#id, path, options)
    } catch (error) {
      forget(this.#id)
      throw error
    }
  }

  close () {
    if (this.#isClosed) return
    post('peer', 'destroy', this.#id)
    this.#end()
  }

  #end () {
    if (this.#isClosed) return
    this.#isClosed = true
    forget(this.#id)
    queueMicrotask(() => this.emit('close'))
  }

  ref () { return this }
  unref () { return this }
}

class FSWatcher extends Watcher {}
class StatWatcher extends Watcher {}

function watch (path, options, listener) {
  if (typeof options === 'function') [options, listener] = [{}, options]
  const { signal, ...rest } = typeof options === 'string' ? { encoding: options } : options ?? {}
  const watcher = new FSWatcher()
  watcher._start(watch, 'watch', toPath(path), rest)
  if (listener) watcher.on('change', listener)
  if (signal?.aborted) queueMicrotask(() => watcher.close())
  else signal?.addEventListener('abort', () => watcher.close(), { once: true })
  return watcher
}

/** path → [{listener, watcher}] */
const files = new Map()

function watchFile (path, options, listener) {
  if (typeof options === 'function') [options, listener] = [{}, options]
  if (typeof listener !== 'function') throw invalidArgType('listener', 'of type function', listener)
  const file = `${toPath(path)}`
  const watcher = new StatWatcher()
  watcher._start(watchFile, 'watchFile', file, options ?? {})
  watcher.on('change', listener)
  files.set(file, [...files.get(file) ?? [], { listener, watcher }])
  return watcher
}

function unwatchFile (path, listener) {
  const file = `${toPath(path)}`
  const left = (files.get(file) ?? []).filter((entry) => {
    if (listener !== undefined && entry.listener !== listener) return true
    entry.watcher.close()
    return false
  })
  if (left.length > 0) files.set(file, left)
  else files.delete(file)
}

/** The events of a watcher, as an endless sequence. */
async function * watchEvents (path, options = {}) {
  const { signal, ...rest } = typeof options === 'string' ? { encoding: options } : options
  if (signal?.aborted) throw abortError(signal)
  const watcher = watch(path, rest)
  const events = []
  let failure = null
  let wake = () => {}
  watcher.on('change', (eventType, filename) => {
    events.push({ eventType, filename })
    wake()
  })
  const fail = (error) => {
    failure = error
    wake()
  }
  watcher.on('error', fail)
  signal?.addEventListener('abort', () => fail(abortError(signal)), { once: true })
  try {
    for (;;) {
      while (events.length > 0) yield events.shift()
      if (failure) throw failure
      await new Promise((resolve) => { wake = resolve })
    }
  } finally {
    watcher.close()
  }
}

module.exports = { FSWatcher, StatWatcher, unwatchFile, watch, watchEvents, watchFile }
