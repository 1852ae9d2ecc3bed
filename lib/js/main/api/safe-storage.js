'use strict'

const binding = process._linkedBinding('electron_browser_safe_storage')
const { checkArguments } = require('../argument-error')
const commandLine = require('./command-line')
const lifecycle = require('../lifecycle')

// Chromium's format on Linux (os_crypt): 'v11' or 'v10' and AES-128-CBC. The key of v11 is made of a password that the
// user's keyring keeps for the app, so that other Electrons of the same name read it, and it theirs; that of v10 of a
// password that everybody knows.

const KNOWN_PASSWORD = 'peanuts'
const SALT = 'saltysalt'
const KEY_BYTES = 16
const IV = Buffer.alloc(KEY_BYTES, ' ')
const PASSWORD_BYTES = 16
const LABEL = 'Chromium Safe Storage'
const PREFIX_LENGTH = 3

const WALLET_FOLDER = 'Chromium Keys'

// Desktops whose keyring is the Secret Service, as Chromium has them.
const SECRET_SERVICE_DESKTOPS = new Set(['cinnamon', 'deepin', 'gnome', 'pantheon', 'ukui', 'unity', 'x-cinnamon', 'xfce'])
const WALLETS = { kwallet5: 5, kwallet6: 6 }
// What --password-store says.
const CHOICES = {
  basic: 'basic_text', gnome: 'gnome_libsecret', 'gnome-keyring': 'gnome_libsecret', 'gnome-libsecret': 'gnome_libsecret', kwallet5: 'kwallet5', kwallet6: 'kwallet6'
}

let usesPlainText = false
/** The backend that is wanted: chosen once the app is ready. */
let backend = null
/** Of the keyring: undefined until it was asked, null when there is none. */
let password
const keys = new Map()

function chooseBackend () {
  const chosen = commandLine.getSwitchValue('password-store')
  if (Object.hasOwn(CHOICES, chosen)) return CHOICES[chosen]
  const desktops = (process.env.XDG_CURRENT_DESKTOP ?? '').toLowerCase().split(':')
  if (desktops.includes('kde')) return process.env.KDE_SESSION_VERSION === '6' ? 'kwallet6' : 'kwallet5'
  return desktops.some((name) => SECRET_SERVICE_DESKTOPS.has(name)) ? 'gnome_libsecret' : 'basic_text'
}

const newPassword = () => require('crypto').randomBytes(PASSWORD_BYTES).toString('base64')

function secretServicePassword (application) {
  const kept = binding.readSecret(application)
  if (kept) return kept
  const made = newPassword()
  binding.storeSecret(application, LABEL, made)
  return made
}

function readPassword () {
  const application = require('./app').name
  try {
    if (Object.hasOwn(WALLETS, backend)) return binding.walletSecret(WALLETS[backend], application, WALLET_FOLDER, LABEL, newPassword())
    return secretServicePassword(application)
  } catch {
    return null
  }
}

/** 'basic_text' when there is no keyring; asks it the first time. */
function selected () {
  backend ??= chooseBackend()
  if (backend !== 'basic_text') {
    if (password === undefined) password = readPassword()
    if (password === null) backend = 'basic_text'
  }
  return backend
}

/** How to encrypt now; null when that is not to be done. */
function encryption () {
  if (selected() !== 'basic_text') return { prefix: 'v11', secret: password }
  return usesPlainText ? { prefix: 'v10', secret: KNOWN_PASSWORD } : null
}

function keyOf (secret) {
  if (!keys.has(secret)) keys.set(secret, require('crypto').pbkdf2Sync(secret, SALT, 1, KEY_BYTES, 'sha1'))
  return keys.get(secret)
}

const isAvailable = () => lifecycle.state.ready && encryption() !== null

function encrypt (text) {
  if (text === '') return Buffer.alloc(0)
  const { prefix, secret } = encryption()
  const cipher = require('crypto').createCipheriv('aes-128-cbc', keyOf(secret), IV)
  return Buffer.concat([Buffer.from(prefix), cipher.update(text, 'utf8'), cipher.final()])
}

function decrypt (bytes) {
  const what = 'Error while decrypting the ciphertext provided to safeStorage.decryptString.'
  if (bytes.length === 0) return ''
  const prefix = bytes.toString('latin1', 0, PREFIX_LENGTH)
  const secret = { v10: KNOWN_PASSWORD, v11: password ?? null }[prefix]
  if (secret === undefined) throw new Error(`${what} Ciphertext does not appear to be encrypted.`)
  try {
    if (secret === null) throw new Error('there is no keyring')
    const decipher = require('crypto').createDecipheriv('aes-128-cbc', keyOf(secret), IV)
    return Buffer.concat([decipher.update(bytes.subarray(PREFIX_LENGTH)), decipher.final()]).toString('utf8')
  } catch {
    throw new Error(what)
  }
}

function checkReady () {
  if (!lifecycle.state.ready) throw new Error('safeStorage cannot be used before app is ready')
}

const safeStorage = {
  isEncryptionAvailable: isAvailable,

  /** @returns {'basic_text' | 'gnome_libsecret' | 'kwallet5' | 'kwallet6' | 'unknown'} 'unknown' before the app is ready */
  getSelectedStorageBackend: () => lifecycle.state.ready ? selected() : 'unknown',

  /** Whether, without a keyring, texts may be encrypted with a key that everybody knows. */
  setUsePlainTextEncryption (...args) {
    checkArguments(args, 'any')
    usesPlainText = Boolean(args[0])
  },

  /** @returns {Buffer} */
  encryptString (...args) {
    checkArguments(args, 'string')
    checkReady()
    if (!isAvailable()) {
      throw new Error('Error while encrypting the text provided to safeStorage.encryptString. Encryption is not available.')
    }
    return encrypt(args[0])
  },

  /** @param {Buffer} encrypted */
  decryptString (...args) {
    checkArguments(args, 'any')
    checkReady()
    if (!isAvailable()) {
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString. Decryption is not available.')
    }
    if (!ArrayBuffer.isView(args[0])) throw new TypeError('Expected the first argument of decryptString() to be a buffer')
    const { buffer, byteOffset, byteLength } = args[0]
    return decrypt(Buffer.from(buffer, byteOffset, byteLength))
  },

  // What later Electrons have besides; the keyring is asked in the same way.
  isAsyncEncryptionAvailable: async () => isAvailable(),
  encryptStringAsync: async (text) => safeStorage.encryptString(text),
  decryptStringAsync: async (encrypted) => ({ result: safeStorage.decryptString(encrypted), shouldReEncrypt: false })
}

module.exports = safeStorage
