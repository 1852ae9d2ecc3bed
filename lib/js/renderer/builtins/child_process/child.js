'use strict'

const { EventEmitter } = require('events')
const { Duplex, Readable, Writable } = require('stream')
const { bridged, hide, setBridge } = require('../support/bridge')
const { ask, callSync } = require('../support/client')
const { Peer } = require('../support/emitter')
const { abortError, codeError } = require('../support/errors')
const { sendable } = require('../support/options')

class Input extends Writable {}
class Output extends Readable {}
class Pipe extends Duplex {}
const classes = { writable: bridged(Input, 'writable'), readable: bridged(Output, 'readable'), duplex: bridged(Pipe, 'duplex') }

const streamOf = (described) => {
  if (described === null) return null
  const stream = new classes[described.kind]({ decodeStrings: true, emitClose: true })
  setBridge(stream, described.id)
  hide(stream, { ref: () => stream, unref: () => stream, setTimeout: () => stream })
  return stream
}

/** What main is told of a stream that a child process is to have: a file, or a stream of main's. */
const stdioItem = (item) => {
  if (typeof item !== 'object' || item === null) return item
  if (item._bridge) return { $object: item._bridge.id }
  if (typeof item.fd === 'number') return item.fd
  throw codeError(TypeError, 'ERR_INVALID_ARG_VALUE', "The argument 'stdio' is invalid: this stream has no file descriptor")
}

const stdioOf = (stdio) => Array.isArray(stdio) ? stdio.map(stdioItem) : stdio

const plainOptions = ({ signal, stdio, env, ...options }) => {
  const plain = { ...sendable(options), ...(stdio === undefined ? {} : { stdio: stdioOf(stdio) }) }
  if (env) plain.env = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined).map(([name, value]) => [name, `${value}`]))
  return plain
}

class ChildProcess extends EventEmitter {
  exitCode = null
  signalCode = null
  killed = false
  connected = false
  stdin = null
  stdout = null
  stderr = null
  stdio = []

  _start (boundary, kind, file, args, options) {
    hide(this, { _peer: new Peer(this, (name, values) => this.#convert(name, values)) })
    const { stdio, ...state } = callSync(boundary, 'child_process', kind, this._peer.id, file, args, plainOptions(options))
    Object.assign(this, state)
    this.stdio = stdio.map(streamOf)
    ;[this.stdin = null, this.stdout = null, this.stderr = null] = this.stdio
    if (this.connected) this.channel = { ref () {}, unref () {} }
    const { signal, killSignal } = options
    const abort = () => {
      if (this.kill(killSignal)) this.emit('error', abortError(signal))
    }
    if (signal?.aborted) queueMicrotask(abort)
    else signal?.addEventListener('abort', abort, { once: true })
  }

  #convert (name, values) {
    if (name === 'disconnect') {
      this.connected = false
      this.channel = null
    } else if (name === 'close') {
      this.#closeAfterStreams(values)
      return null
    } else if (name === 'exit') {
      this.stdin?.destroy()
    }
    return values
  }

  /** All output has been read when 'close' comes. */
  #closeAfterStreams (values) {
    const open = this.stdio.filter((stream) => stream instanceof Readable && !stream.closed)
    let count = open.length
    if (count === 0) {
      this.emit('close', ...values)
      return
    }
    for (const stream of open) {
      stream.once('close', () => {
        if (--count === 0) this.emit('close', ...values)
      })
      if (stream.readableFlowing === null && stream.listenerCount('readable') === 0) stream.resume()
    }
  }

  kill (signal) {
    const isKilled = this._peer.callSync(this.kill, 'kill', ...(signal === undefined ? [] : [signal])) === true
    if (isKilled) this.killed = true
    return isKilled
  }

  send (message, ...rest) {
    const callback = rest.find((arg) => typeof arg === 'function')
    if (!this.connected) {
      const error = codeError(Error, 'ERR_IPC_CHANNEL_CLOSED', 'Channel closed')
      queueMicrotask(() => callback ? callback(error) : this.emit('error', error))
      return false
    }
    ask('child_process', 'send', [this._peer.id, message], (error) => {
      if (callback) callback(error)
      else if (error) this.emit('error', error)
    })
    return true
  }

  disconnect () {
    this._peer.call('disconnect')
  }

  ref () {}
  unref () {}
}

const start = (boundary, kind, file, args, options) => {
  const child = new ChildProcess()
  child._start(boundary, kind, file, args, options)
  return child
}

module.exports = { ChildProcess, plainOptions, start }
