'use strict'

const assert = require('node:assert/strict')
const crypto = require('node:crypto')
const zlib = require('node:zlib')
const { before, describe, it } = require('node:test')
const { certificate } = require('../support/certificate')
const { openNodePage } = require('../support/node-page')

// What is compared runs in main and in the page.

let same
let inPage

describe('crypto in a page', () => {
  before(async () => {
    ({ same, inPage } = await openNodePage())
  })

  it('has what Node\'s has', async () => {
    const ours = await inPage(() => Object.keys(require('crypto')))
    assert.deepEqual(Object.keys(crypto).filter((name) => !ours.includes(name) && crypto[name] !== undefined),
      ['setEngine', 'Certificate', 'Cipher', 'Decipher'])
    assert.equal(await inPage(() => JSON.stringify(require('crypto').constants)), JSON.stringify(crypto.constants))
  })

  it('hashes', () => same(() => {
    const { createHash, createHmac, getHashes } = require('crypto')
    const big = createHash('sha1')
    for (let i = 0; i < 40; i++) big.update(Buffer.alloc(100000, i))
    const copied = createHash('md5').update('a')
    const copy = copied.copy()
    return [createHash('sha256').update('text').digest('hex'), createHash('sha512').update('h\xe9').update(Buffer.from([1, 2])).digest().toString('hex'),
      createHash('md5').update('ff', 'hex').digest('base64'), createHash('shake256', { outputLength: 10 }).update('x').digest('hex'),
      createHash('sha1').digest('latin1'), createHash('sha256').update(new Uint16Array([1, 2])).digest('base64url'), big.copy().digest('hex'), big.digest('hex'),
      copied.update('b').digest('hex'), copy.update('c').digest('hex'), createHmac('sha256', 'key').update('data').digest('hex'),
      createHmac('md5', Buffer.from('key')).update('data').digest(), getHashes().length]
  }))

  it('hashes streams', () => same(async () => {
    const { createHash, createHmac } = require('crypto')
    const { Readable } = require('stream')
    const { pipeline } = require('stream/promises')
    const hash = createHash('sha256')
    await pipeline(Readable.from([Buffer.from('one'), Buffer.from('two')]), hash)
    const hmac = createHmac('sha1', 'k')
    hmac.end('text')
    return [hash.read().toString('hex'), hmac.setEncoding('hex').read()]
  }))

  it('derives keys, at once and later', () => same(async () => {
    const crypto = require('crypto')
    const { promisify } = require('util')
    return [crypto.pbkdf2Sync('password', 'salt', 100, 32, 'sha256'), await promisify(crypto.pbkdf2)('password', Buffer.from('salt'), 100, 20, 'sha1'),
      crypto.scryptSync('password', 'salt', 32), await promisify(crypto.scrypt)('password', 'salt', 16, { N: 1024 }),
      Buffer.from(crypto.hkdfSync('sha256', 'key', 'salt', 'info', 24)), crypto.hkdfSync('sha256', 'key', 'salt', 'info', 24) instanceof ArrayBuffer,
      Buffer.from(await promisify(crypto.hkdf)('sha512', 'key', 'salt', 'info', 10))]
  }))

  it('ciphers', () => same(async () => {
    const { createCipheriv, createDecipheriv, getCipherInfo } = require('crypto')
    const key = Buffer.alloc(32, 'k')
    const iv = Buffer.alloc(16, 'i')
    const encrypt = createCipheriv('aes-256-cbc', key, iv)
    const secret = encrypt.update('some text', 'utf8', 'hex') + encrypt.final('hex')
    const decrypt = createDecipheriv('aes-256-cbc', key, iv)
    const gcm = createCipheriv('aes-256-gcm', key, iv.subarray(0, 12))
    gcm.setAAD(Buffer.from('about'))
    const sealed = Buffer.concat([gcm.update('more'), gcm.final()])
    const open = (tag) => {
      const gcm = createDecipheriv('aes-256-gcm', key, iv.subarray(0, 12)).setAAD(Buffer.from('about')).setAuthTag(tag)
      return gcm.update(sealed, null, 'utf8') + gcm.final('utf8')
    }
    let failure
    try {
      open(Buffer.alloc(16))
    } catch ({ message }) {
      failure = message
    }
    const stream = createCipheriv('aes-128-ctr', key.subarray(0, 16), iv)
    const chunks = []
    stream.on('data', (chunk) => chunks.push(chunk))
    stream.write('pieces of ')
    stream.end('text')
    await new Promise((resolve) => stream.on('end', resolve))
    return [secret, decrypt.update(secret, 'hex', 'utf8') + decrypt.final('utf8'), sealed, gcm.getAuthTag(), open(gcm.getAuthTag()), failure, Buffer.concat(chunks),
      getCipherInfo('aes-256-cbc')]
  }))

  it('signs and verifies, with keys of all kinds', () => same(async (folder, { key, cert }) => {
    const crypto = require('crypto')
    const { promisify } = require('util')
    const rsa = crypto.generateKeyPairSync('rsa', { modulusLength: 1024 })
    const ed = await promisify(crypto.generateKeyPair)('ed25519')
    const pem = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256', publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } })
    const bySign = crypto.createSign('sha256').update('data').sign(rsa.privateKey)
    const edSignature = crypto.sign(null, Buffer.from('data'), ed.privateKey)
    const secret = crypto.createSecretKey(Buffer.from('0123456789abcdef'))
    const encrypted = crypto.publicEncrypt(rsa.publicKey, Buffer.from('for you'))
    const certificate = new crypto.X509Certificate(cert)
    return [rsa.publicKey.type, rsa.publicKey.asymmetricKeyType, rsa.publicKey.asymmetricKeyDetails.modulusLength, rsa.privateKey instanceof crypto.KeyObject,
      crypto.createVerify('sha256').update('data').verify(rsa.publicKey, bySign), crypto.createVerify('sha256').update('other').verify(rsa.publicKey, bySign),
      crypto.verify(null, Buffer.from('data'), ed.publicKey, edSignature), crypto.createVerify('sha256').update('x').verify(pem.publicKey, crypto.createSign('sha256').update('x').sign(pem.privateKey, 'hex'), 'hex'),
      secret.type, secret.symmetricKeySize, secret.export(), crypto.createHmac('sha1', secret).update('x').digest('hex'), secret.equals(crypto.createSecretKey(Buffer.from('0123456789abcdef'))),
      `${crypto.privateDecrypt(rsa.privateKey, encrypted)}`, crypto.createPublicKey(crypto.createPrivateKey(key)).export({ type: 'spki', format: 'pem' }),
      certificate.subject, certificate.publicKey.type, certificate.checkHost('localhost'), certificate.fingerprint, crypto.createPrivateKey(key).export({ format: 'jwk' })]
  }, certificate))

  it('agrees on secrets', () => same(() => {
    const { createECDH, createDiffieHellmanGroup, diffieHellman, generateKeyPairSync } = require('crypto')
    const [a, b] = [createECDH('secp256k1'), createECDH('secp256k1')]
    a.generateKeys()
    b.generateKeys()
    const [c, d] = [createDiffieHellmanGroup('modp5'), createDiffieHellmanGroup('modp5')]
    c.generateKeys()
    d.generateKeys()
    const [e, f] = [generateKeyPairSync('x25519'), generateKeyPairSync('x25519')]
    return [a.computeSecret(b.getPublicKey()).equals(b.computeSecret(a.getPublicKey())), c.computeSecret(d.getPublicKey('hex'), 'hex', 'hex') === d.computeSecret(c.getPublicKey('hex'), 'hex', 'hex'),
      diffieHellman({ privateKey: e.privateKey, publicKey: f.publicKey }).equals(diffieHellman({ privateKey: f.privateKey, publicKey: e.publicKey }))]
  }))

  it('has random values', () => same(async () => {
    const crypto = require('crypto')
    const { promisify } = require('util')
    const filled = Buffer.alloc(10)
    const ints = Array.from({ length: 200 }, () => crypto.randomInt(3, 7))
    return [crypto.randomBytes(20).length, Buffer.isBuffer(crypto.randomBytes(1)), crypto.randomBytes(70000).subarray(65536).some((byte) => byte !== 0),
      (await promisify(crypto.randomBytes)(5)).length, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(crypto.randomUUID()),
      crypto.randomFillSync(filled, 5) === filled, filled.subarray(0, 5), [...new Set(ints)].sort(), crypto.randomBytes(8).equals(crypto.randomBytes(8)),
      crypto.timingSafeEqual(Buffer.from('ab'), Buffer.from('ab')), crypto.timingSafeEqual(Buffer.from('ab'), Buffer.from('ac')), typeof crypto.webcrypto.subtle]
  }))

  it('fails as Node fails', () => same(() => {
    const crypto = require('crypto')
    const thrown = (act) => {
      try {
        return act()
      } catch ({ name, code, message }) {
        return [name, code, message]
      }
    }
    const hash = crypto.createHash('md5')
    hash.digest()
    return [thrown(() => crypto.createHash('no such')), thrown(() => crypto.createHash()), thrown(() => hash.update('x')), thrown(() => hash.digest()),
      thrown(() => crypto.createHash('md5').update(5)), thrown(() => crypto.createCipheriv('no such', '', '')), thrown(() => crypto.createCipheriv('aes-256-cbc', 'short', Buffer.alloc(16))),
      thrown(() => crypto.pbkdf2Sync('a', 'b', 1, 1, 'no such')), thrown(() => crypto.randomBytes(-1)), thrown(() => crypto.randomBytes('x')), thrown(() => crypto.randomInt(5, 5)),
      thrown(() => crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('ab'))), thrown(() => crypto.createSign('no such')), thrown(() => crypto.createPrivateKey('nonsense'))]
      .map((told) => told.slice(0, 2).concat(/digital envelope|DECODER|asn1|no start line/i.test(told[2]) ? 'OpenSSL' : told[2]))
  }))
})

describe('zlib in a page', () => {
  before(async () => {
    ({ same, inPage } = await openNodePage())
  })

  it('has what Node\'s has', async () => {
    const ours = await inPage(() => Object.keys(require('zlib')))
    assert.deepEqual(Object.keys(zlib).filter((name) => !ours.includes(name)), [])
  })

  it('compresses at once', () => same(() => {
    const zlib = require('zlib')
    const text = 'some text '.repeat(1000)
    return [zlib.gzipSync(text).toString('hex'), zlib.deflateSync(Buffer.from(text), { level: 9 }).toString('hex'), zlib.deflateRawSync(text).toString('hex'), zlib.brotliCompressSync(text).length,
      `${zlib.gunzipSync(zlib.gzipSync(text))}` === text, `${zlib.inflateSync(zlib.deflateSync(text))}` === text, `${zlib.inflateRawSync(zlib.deflateRawSync(text))}` === text,
      `${zlib.unzipSync(zlib.gzipSync('x'))}`, `${zlib.brotliDecompressSync(zlib.brotliCompressSync('y'))}`, zlib.gzipSync(new Uint16Array([1, 2])).length]
  }))

  it('compresses with a callback, and with promisify', () => same(async () => {
    const zlib = require('zlib')
    const { promisify } = require('util')
    return [await promisify(zlib.gzip)('text'), `${await promisify(zlib.gunzip)(zlib.gzipSync('text'))}`, await promisify(zlib.deflate)('text', { level: 1 }),
      await promisify(zlib.inflate)('nonsense').catch(({ name, message, code, errno }) => ({ name, message, code, errno }))]
  }))

  it('compresses streams', () => same(async (folder) => {
    const fs = require('fs')
    const zlib = require('zlib')
    const { pipeline } = require('stream/promises')
    fs.writeFileSync(`${folder}/plain`, Buffer.alloc(2000000, 'abcdefghij'))
    await pipeline(fs.createReadStream(`${folder}/plain`), zlib.createGzip(), fs.createWriteStream(`${folder}/gz`))
    await pipeline(fs.createReadStream(`${folder}/gz`), zlib.createGunzip(), fs.createWriteStream(`${folder}/again`))
    const deflate = zlib.createDeflate()
    const flushed = new Promise((resolve) => deflate.once('data', resolve))
    deflate.write('first')
    deflate.flush()
    const part = (await flushed).length > 0
    const failure = await new Promise((resolve) => zlib.createInflate().on('error', ({ code, errno, message }) => resolve([code, errno, message])).end('nonsense'))
    return [fs.readFileSync(`${folder}/again`).equals(fs.readFileSync(`${folder}/plain`)), zlib.gunzipSync(fs.readFileSync(`${folder}/gz`)).length, part, failure]
  }))

  it('fails as Node fails', () => same(() => {
    const zlib = require('zlib')
    const thrown = (act) => {
      try {
        return act()
      } catch ({ name, code, message, errno }) {
        return [name, code, message, errno]
      }
    }
    return [thrown(() => zlib.gunzipSync('nonsense')), thrown(() => zlib.gunzipSync(zlib.gzipSync('text').subarray(0, 10))), thrown(() => zlib.gzipSync(5)),
      thrown(() => zlib.gzipSync('x', { level: 99 })), thrown(() => zlib.createGzip({ windowBits: 1 })), thrown(() => zlib.inflateSync(zlib.deflateSync(Buffer.alloc(10000)), { maxOutputLength: 5 }))]
  }))
})
