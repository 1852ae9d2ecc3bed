'use strict'

const { ask, callSync, incoming, outgoing, post } = require('../support/client')
const { codeError } = require('../support/errors')

// A key that the page has let go goes in main as well.
const collected = new FinalizationRegistry((id) => post('peer', 'destroy', id))

/** A key of main's. */
class KeyObject {
  #id

  constructor (described) {
    const { $key, type, asymmetricKeyType, asymmetricKeyDetails, symmetricKeySize } = described ?? {}
    if ($key === undefined) throw codeError(TypeError, 'ERR_INVALID_ARG_VALUE', "The argument 'type' is invalid: keys are made by functions of crypto")
    this.#id = $key
    collected.register(this, $key)
    this.type = type
    if (type === 'secret') this.symmetricKeySize = symmetricKeySize
    else Object.assign(this, { asymmetricKeyType, asymmetricKeyDetails })
  }

  get _id () { return this.#id }

  export (...args) { return incoming(callSync(this.export, 'crypto', 'exportKey', this.#id, args)) }
  equals (other) { return other instanceof KeyObject && callSync(this.equals, 'crypto', 'equalKeys', this.#id, other._id) }
}

const isPlain = (value) => typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !(value instanceof ArrayBuffer)

/** What is sent for a value with keys in it. */
const seal = (value) => {
  if (value instanceof KeyObject) return { $key: value._id }
  if (value instanceof ArrayBuffer) return new Uint8Array(value)
  if (Array.isArray(value)) return value.map(seal)
  if (isPlain(value)) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, seal(item)]))
  return outgoing(value)
}

const open = (value) => {
  if (value instanceof Uint8Array) return incoming(value)
  if (!isPlain(value) || Array.isArray(value)) return value
  if (value.$key !== undefined) return new KeyObject(value)
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, open(item)]))
}

const call = (boundary, name, args) => open(callSync(boundary, 'crypto', 'call', name, seal(args)))

/** @param {(error: Error|null, ...values) => void} callback */
const askFor = (name, args, callback) => {
  ask('crypto', 'ask', [name, seal(args)], (error, values) => error ? callback(error) : callback(null, ...values.map(open)))
}

module.exports = { KeyObject, askFor, call, open, seal }
