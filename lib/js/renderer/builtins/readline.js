'use strict'

const { EventEmitter } = require('events')
const { StringDecoder } = require('string_decoder')
const { abortError, codeError, invalidArgType } = require('./support/errors')

// Lines of a stream, and questions on it. What a terminal needs besides — editing, history, keys — is not here: a page has none.

const lineEnd = /\r\n|\n|\r|\u2028|\u2029/g

class Interface extends EventEmitter {
  #rest = ''
  #sawReturn = false
  #prompt
  #question = null
  #decoder = new StringDecoder('utf8')
  #paused = false

  constructor (input, output, completer, terminal) {
    super()
    const options = input?.input ? input : { input, output, completer, terminal }
    if (typeof options.input?.on !== 'function') throw invalidArgType('input', 'an instance of Readable', options.input)
    this.input = options.input
    this.output = options.output
    this.terminal = false
    this.closed = false
    this.line = ''
    this.cursor = 0
    this.history = []
    this.crlfDelay = options.crlfDelay ? Math.max(100, options.crlfDelay) : 100
    this.#prompt = options.prompt ?? '> '
    this._ondata = (chunk) => this.#take(typeof chunk === 'string' ? chunk : this.#decoder.write(chunk))
    this._onend = () => {
      this.#take(this.#decoder.end())
      if (this.#rest !== '') this.#give(this.#rest)
      this.#rest = ''
      this.close()
    }
    this.input.on('data', this._ondata)
    this.input.on('end', this._onend)
    const { signal } = options
    if (signal?.aborted) queueMicrotask(() => this.close())
    else signal?.addEventListener('abort', () => this.close(), { once: true })
    this.input.resume()
  }

  #take (text) {
    if (text === '' || this.closed) return
    let whole = text
    // The second half of an end of line that was cut in two.
    if (this.#sawReturn && whole[0] === '\n') whole = whole.slice(1)
    this.#sawReturn = whole.endsWith('\r')
    const lines = (this.#rest + whole).split(lineEnd)
    this.#rest = lines.pop()
    for (const line of lines) {
      if (this.closed) return
      this.#give(line)
    }
  }

  #give (line) {
    const question = this.#question
    this.#question = null
    if (question) question(line)
    else this.emit('line', line)
  }

  getPrompt () { return this.#prompt }
  setPrompt (prompt) { this.#prompt = `${prompt}` }

  prompt () {
    if (this.#paused) this.resume()
    this.output?.write(this.#prompt)
  }

  question (query, options, callback) {
    if (typeof options === 'function') [options, callback] = [{}, options]
    if (this.closed) throw codeError(Error, 'ERR_USE_AFTER_CLOSE', 'readline was closed')
    if (this.#question) {
      this.prompt()
      return
    }
    this.output?.write(query)
    this.#question = callback
    const { signal } = options ?? {}
    signal?.addEventListener('abort', () => { this.#question = null }, { once: true })
  }

  write (data) {
    if (this.closed) throw codeError(Error, 'ERR_USE_AFTER_CLOSE', 'readline was closed')
    if (this.#paused) this.resume()
    this.#take(`${data}`)
  }

  pause () {
    if (this.#paused) return this
    this.#paused = true
    this.input.pause()
    this.emit('pause')
    return this
  }

  resume () {
    if (!this.#paused) return this
    this.#paused = false
    this.input.resume()
    this.emit('resume')
    return this
  }

  close () {
    if (this.closed) return
    this.pause()
    this.closed = true
    this.input.removeListener('data', this._ondata)
    this.input.removeListener('end', this._onend)
    this.emit('close')
  }

  getCursorPos () { return { rows: 0, cols: this.#prompt.length } }

  [Symbol.asyncIterator] () {
    const lines = []
    let isClosed = this.closed
    let wake = () => {}
    this.on('line', (line) => {
      lines.push(line)
      wake()
    })
    this.on('close', () => {
      isClosed = true
      wake()
    })
    const iterator = (async function * (lineInterface) {
      try {
        for (;;) {
          while (lines.length > 0) yield lines.shift()
          if (isClosed) return
          await new Promise((resolve) => { wake = resolve })
        }
      } finally {
        lineInterface.close()
      }
    })(this)
    return iterator
  }
}

Object.defineProperty(Interface.prototype.question, Symbol.for('nodejs.util.promisify.custom'), {
  value (query, options) {
    return new Promise((resolve, reject) => {
      const { signal } = options ?? {}
      if (signal?.aborted) {
        reject(abortError(signal))
        return
      }
      signal?.addEventListener('abort', () => reject(abortError(signal)), { once: true })
      this.question(query, options ?? {}, resolve)
    })
  }
})

/** Escape sequences for a terminal at the other end of a stream. */
const writing = (sequenceOf) => (stream, ...args) => {
  const callback = args.find((arg) => typeof arg === 'function')
  const sequence = sequenceOf(...args)
  if (!stream || sequence === '') {
    if (callback) queueMicrotask(() => callback(null))
    return true
  }
  return stream.write(sequence, callback)
}

module.exports = {
  Interface,
  clearLine: writing((direction) => direction < 0 ? '\x1b[1K' : direction > 0 ? '\x1b[0K' : '\x1b[2K'),
  clearScreenDown: writing(() => '\x1b[0J'),
  createInterface: (...args) => new Interface(...args),
  cursorTo: writing((x, y) => typeof y === 'number' ? `\x1b[${y + 1};${x + 1}H` : `\x1b[${x + 1}G`),
  emitKeypressEvents () {},
  moveCursor: writing((dx, dy) => `${dx < 0 ? `\x1b[${-dx}D` : dx > 0 ? `\x1b[${dx}C` : ''}${dy < 0 ? `\x1b[${-dy}A` : dy > 0 ? `\x1b[${dy}B` : ''}`),
  get promises () { return require('readline/promises') }
}
