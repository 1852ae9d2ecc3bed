'use strict'

const { call, KeyObject, askFor } = require('./crypto/keys')
const { Cipheriv, Decipheriv, Hash, Hmac, Sign, Verify } = require('./crypto/streams')
const { DiffieHellman, DiffieHellmanGroup, ECDH, X509Certificate } = require('./crypto/exchange')
const { codeError, invalidArgType, outOfRange } = require('./support/errors')
const { toBuffer, valuesOf } = require('./support/client')

const webcrypto = globalThis.crypto
const getRandomValues = webcrypto.getRandomValues.bind(webcrypto)

const customPromise = Symbol.for('nodejs.util.promisify.custom')

// What the page's own engine is good for.

const largestFill = 65536
const largestSize = 2 ** 31 - 1

/** @param {Uint8Array} bytes */
const fill = (bytes) => {
  for (let from = 0; from < bytes.length; from += largestFill) getRandomValues(bytes.subarray(from, from + largestFill))
}

const randomBytes = (size, callback) => {
  if (typeof size !== 'number') throw invalidArgType('size', 'of type number', size)
  if (!(size >= 0 && size <= largestSize)) throw outOfRange('size', `>= 0 && <= ${largestSize}`, size)
  const bytes = new Uint8Array(size)
  fill(bytes)
  const buffer = toBuffer(bytes)
  if (callback === undefined) return buffer
  if (typeof callback !== 'function') throw invalidArgType('callback', 'of type function', callback)
  setTimeout(() => callback(null, buffer))
}

const randomFillSync = (target, offset = 0, size = undefined) => {
  const whole = target instanceof ArrayBuffer ? new Uint8Array(target) : ArrayBuffer.isView(target) ? toBuffer(target) : null
  if (!whole) throw invalidArgType('buf', 'an instance of ArrayBuffer or ArrayBufferView', target)
  const length = size ?? whole.length - offset
  if (!(offset >= 0 && offset <= whole.length)) throw outOfRange('offset', `>= 0 && <= ${whole.length}`, offset)
  if (!(length >= 0 && offset + length <= whole.length)) throw outOfRange('size + offset', `<= ${whole.length}`, offset + length)
  fill(whole.subarray(offset, offset + length))
  return target
}

const randomFill = (target, ...rest) => {
  const callback = rest.pop()
  if (typeof callback !== 'function') throw invalidArgType('callback', 'of type function', callback)
  randomFillSync(target, ...rest)
  setTimeout(() => callback(null, target))
}

const randomInt = (min, max, callback) => {
  if (max === undefined || typeof max === 'function') [min, max, callback] = [0, min, max]
  if (!Number.isSafeInteger(min)) throw invalidArgType('min', 'a safe integer', min)
  if (!Number.isSafeInteger(max)) throw invalidArgType('max', 'a safe integer', max)
  if (max <= min) throw outOfRange('max', `greater than the value of "min" (${min})`, max)
  const range = max - min
  if (range > 2 ** 48 - 1) throw outOfRange('max - min', '<= 281474976710655', range)
  // Numbers of 48 bits, without those at the end that would make some results likelier than others.
  const limit = 2 ** 48 - 2 ** 48 % range
  const words = new Uint16Array(3)
  let value
  do {
    getRandomValues(words)
    value = words[0] * 2 ** 32 + words[1] * 2 ** 16 + words[2]
  } while (value >= limit)
  const result = min + value % range
  if (typeof callback !== 'function') return result
  setTimeout(() => callback(null, result))
}

const randomUUID = () => {
  const bytes = randomBytes(16)
  bytes[6] = bytes[6] & 0x0f | 0x40
  bytes[8] = bytes[8] & 0x3f | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

const timingSafeEqual = (a, b) => {
  for (const [name, value] of [['buf1', a], ['buf2', b]]) {
    if (!ArrayBuffer.isView(value) && !(value instanceof ArrayBuffer)) throw invalidArgType(name, 'an instance of ArrayBuffer, Buffer, TypedArray, or DataView', value)
  }
  if (a.byteLength !== b.byteLength) throw codeError(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length')
  const [left, right] = [a, b].map((value) => value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
  let difference = 0
  for (let i = 0; i < left.length; i++) difference |= left[i] ^ right[i]
  return difference === 0
}

const crypto = {}

// What main does, at once or later.

for (const name of ['checkPrimeSync', 'createPrivateKey', 'createPublicKey', 'createSecretKey', 'diffieHellman', 'generateKeyPairSync', 'generateKeySync',
  'generatePrimeSync', 'getCipherInfo', 'getCiphers', 'getCurves', 'getFips', 'getHashes', 'hkdfSync', 'pbkdf2Sync', 'privateDecrypt',
  'privateEncrypt', 'publicDecrypt', 'publicEncrypt', 'scryptSync', 'secureHeapUsed', 'setFips']) {
  crypto[name] = { [name]: (...args) => call(crypto[name], name, args) }[name]
}
// What these give is an ArrayBuffer.
const asArrayBuffer = (bytes) => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
const { hkdfSync } = crypto
crypto.hkdfSync = (...args) => asArrayBuffer(hkdfSync(...args))

for (const name of ['checkPrime', 'generateKey', 'generateKeyPair', 'generatePrime', 'hkdf', 'pbkdf2', 'scrypt']) {
  crypto[name] = {
    [name] (...args) {
      const callback = args.pop()
      if (typeof callback !== 'function') throw invalidArgType('callback', 'of type function', callback)
      askFor(name, args, (error, ...values) => error ? callback(error) : callback(null, ...(name === 'hkdf' ? values.map(asArrayBuffer) : values)))
    }
  }[name]
}
Object.defineProperty(crypto.generateKeyPair, customPromise, {
  value: (...args) => new Promise((resolve, reject) => {
    crypto.generateKeyPair(...args, (error, publicKey, privateKey) => error ? reject(error) : resolve({ publicKey, privateKey }))
  })
})

for (const name of ['sign', 'verify']) {
  crypto[name] = {
    [name] (...args) {
      const callback = args[args.length - 1]
      if (typeof callback !== 'function') return call(crypto[name], name, args)
      askFor(name, args.slice(0, -1), callback)
    }
  }[name]
}

const callable = (Class) => new Proxy(Class, { apply: (target, self, args) => new Class(...args) })

module.exports = Object.assign(crypto, {
  Cipheriv: callable(Cipheriv),
  Decipheriv: callable(Decipheriv),
  DiffieHellman: callable(DiffieHellman),
  DiffieHellmanGroup: callable(DiffieHellmanGroup),
  ECDH: callable(ECDH),
  Hash: callable(Hash),
  Hmac: callable(Hmac),
  KeyObject,
  Sign: callable(Sign),
  Verify: callable(Verify),
  X509Certificate,
  constants: valuesOf('crypto', ['constants']).constants,
  createCipheriv: (...args) => new Cipheriv(...args),
  createDecipheriv: (...args) => new Decipheriv(...args),
  createDiffieHellman: (...args) => new DiffieHellman(...args),
  createDiffieHellmanGroup: (name) => new DiffieHellmanGroup(name),
  createECDH: (curve) => new ECDH(curve),
  createHash: (algorithm, options) => new Hash(algorithm, options),
  createHmac: (algorithm, key, options) => new Hmac(algorithm, key, options),
  createSign: (algorithm, options) => new Sign(algorithm, options),
  createVerify: (algorithm, options) => new Verify(algorithm, options),
  getDiffieHellman: (name) => new DiffieHellmanGroup(name),
  getRandomValues,
  prng: randomBytes,
  pseudoRandomBytes: randomBytes,
  randomBytes,
  randomFill,
  randomFillSync,
  randomInt,
  randomUUID,
  rng: randomBytes,
  subtle: webcrypto.subtle,
  timingSafeEqual,
  webcrypto
})
