'use strict'

const { raise } = require('../uncaught')

// What an app's listeners make of one request.

const HTTP = /^https?:/

/**
 * Runs `listener` with a callback that may be called once, then or later. One that throws has given `whenThrown`: a request is not
 * sent then, as in Electron, where it waits until the listener answers.
 */
function ask (listener, details, onAnswer, whenThrown = { cancel: true }) {
  let isAnswered = false
  const callback = (answer) => {
    if (isAnswered) throw new Error('One-time callback was called more than once')
    isAnswered = true
    onAnswer(answer && typeof answer === 'object' ? answer : {})
  }
  try {
    listener(details, callback)
  } catch (error) {
    raise(error)
    if (!isAnswered) {
      isAnswered = true
      onAnswer(whenThrown)
    }
  }
}

function validUrl (text) {
  try {
    return typeof text === 'string' && text !== '' ? new URL(text).href : null
  } catch {
    return null
  }
}

/** Headers are one text or a list of them; names differ in case only. */
function headerList (headers) {
  return Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)])
}

/** What to set, so that `before` becomes `after`: the engine sets headers, and can take none away. */
function headerChanges (before, after) {
  const known = new Map(headerList(before).map(([name, value]) => [name.toLowerCase(), value]))
  const changes = []
  for (const [name, value] of headerList(after)) {
    if (known.get(name.toLowerCase()) !== value) changes.push(name, value)
    known.delete(name.toLowerCase())
  }
  for (const name of known.keys()) changes.push(name, '')
  return changes
}

class RequestDecision {
  #details
  #headers
  #listenerFor
  #onSettled

  isSettled = false
  /** {cancel, redirectURL, headers: what the native half sets, requestHeaders: all}; undefined for a request that goes as it is. */
  answer

  /**
   * @param {object} details without `requestHeaders`
   * @param {object} headers what is known of them
   * @param {(name: string) => Function?} listenerFor the listener of an event that wants to see this request
   * @param {() => void} onSettled
   */
  constructor (details, headers, listenerFor, onSettled) {
    this.#details = details
    this.#headers = headers
    this.#listenerFor = listenerFor
    this.#onSettled = onSettled
  }

  start () {
    const listener = this.#listenerFor('onBeforeRequest')
    if (!listener) this.#beforeHeaders()
    else {
      ask(listener, { ...this.#details }, ({ cancel, redirectURL }) => {
        const url = validUrl(redirectURL)
        if (cancel) this.#settle({ cancel: true })
        else if (url !== null && url !== this.#details.url) this.#settle({ redirectURL: url })
        else this.#beforeHeaders()
      })
    }
  }

  /** Nobody waits any more: what the app still answers leads nowhere, and no further listener is asked. */
  abandon () {
    this.isSettled = true
  }

  #beforeHeaders () {
    if (this.isSettled) return
    const isHttp = HTTP.test(this.#details.url)
    const listener = isHttp && this.#listenerFor('onBeforeSendHeaders')
    if (!listener) this.#send(isHttp, this.#headers)
    else {
      ask(listener, { ...this.#details, requestHeaders: { ...this.#headers } }, ({ cancel, requestHeaders }) => {
        if (cancel) this.#settle({ cancel: true })
        else this.#send(isHttp, requestHeaders && typeof requestHeaders === 'object' ? requestHeaders : this.#headers)
      })
    }
  }

  #send (isHttp, headers) {
    if (this.isSettled) return
    const listener = isHttp && this.#listenerFor('onSendHeaders')
    if (listener) ask(listener, { ...this.#details, requestHeaders: { ...headers } }, () => {})
    const changes = headerChanges(this.#headers, headers)
    this.#settle(changes.length > 0 ? { headers: changes, requestHeaders: headers } : undefined)
  }

  #settle (answer) {
    if (this.isSettled) return
    this.isSettled = true
    this.answer = answer
    this.#onSettled()
  }
}

module.exports = { RequestDecision, ask }
