'use strict'

// `crypto` of pages. Keys stay here: a page has ids of them.

const crypto = require('crypto')

const { KeyObject } = crypto

const isPlain = (value) => typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** Puts keys in the place of what stands for them. */
const open = (document, value) => {
  if (Array.isArray(value)) return value.map((item) => open(document, item))
  if (!isPlain(value)) return value
  if (value.$key !== undefined) {
    const key = document.get(value.$key)
    if (!(key instanceof KeyObject)) throw new TypeError('Malformed message: not a key')
    return key
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, open(document, item)]))
}

/** Puts what stands for them in the place of keys. */
const seal = (document, value) => {
  if (value instanceof KeyObject) {
    const { type, asymmetricKeyType, asymmetricKeyDetails, symmetricKeySize } = value
    return { $key: document.add(0, value, () => {}), type, asymmetricKeyType, asymmetricKeyDetails, symmetricKeySize }
  }
  if (value instanceof ArrayBuffer) return Buffer.from(value)
  if (isPlain(value)) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, seal(document, item)]))
  return value
}

const functionOf = (name) => {
  const method = Object.hasOwn(crypto, name) ? crypto[name] : undefined
  if (typeof method !== 'function') throw new TypeError(`crypto.${String(name)} is not a function`)
  return method
}

const makers = new Set(['createHash', 'createHmac', 'createCipheriv', 'createDecipheriv', 'createSign', 'createVerify', 'createDiffieHellman',
  'createDiffieHellmanGroup', 'getDiffieHellman', 'createECDH', 'X509Certificate'])

const make = (document, maker, args) => {
  if (!makers.has(maker)) throw new TypeError('Malformed message: unknown class')
  const opened = open(document, args)
  return maker === 'X509Certificate' ? new crypto.X509Certificate(...opened) : crypto[maker](...opened)
}

module.exports = {
  call: (document, name, args) => seal(document, functionOf(name).apply(crypto, open(document, args))),

  ask (document, name, args) {
    return new Promise((resolve, reject) => {
      functionOf(name).call(crypto, ...open(document, args), (error, ...values) => {
        if (error) reject(error)
        else resolve(values.map((value) => seal(document, value)))
      })
    })
  },

  /** Throws when there is no such thing. */
  check (document, maker, args) {
    make(document, maker, args)
  },

  /** Makes, feeds and asks an object that is of no further use. */
  once (document, maker, args, chunks, method, methodArgs) {
    const object = make(document, maker, args)
    for (const chunk of chunks) object.update(chunk)
    return functionOfObject(object, method).apply(object, open(document, methodArgs))
  },

  create (document, id, maker, args) {
    document.add(id, make(document, maker, args), () => {})
  },

  copy (document, id, newId, args) {
    document.add(newId, document.get(id).copy(...args), () => {})
  },

  callObject (document, id, method, args) {
    const object = document.get(id)
    const value = functionOfObject(object, method).apply(object, open(document, args))
    return value === object ? undefined : seal(document, value)
  },

  exportKey: (document, id, args) => document.get(id).export(...args),
  equalKeys: (document, id, other) => document.get(id).equals(document.get(other)),

  certificate (document, id, names) {
    const certificate = document.get(id)
    return Object.fromEntries(names.map((name) => [name, seal(document, certificate[name])]))
  }
}

function functionOfObject (object, name) {
  const method = typeof name === 'string' && name !== 'constructor' ? object[name] : undefined
  if (typeof method !== 'function') throw new TypeError(`${String(name)} is not a function`)
  return method
}
