'use strict'

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const { execFile } = require('child_process')
const fs = require('fs')
const path = require('path')
const { promisify } = require('util')
const { safeStorage } = require('electron')
const { Bus } = require('../support/dbus')
const { appFolder, run } = require('../support/program')
const { tempFolder } = require('../support/temp-folder')

const PASSWORD = '3WSD8CEtWrGA3DmSM9SkJg=='
// What Electron made of 'hello wörld' with that password.
const OF_ELECTRON = '76313139305df2846f67e1117ff009fae26550'
// And of 'abc' without a keyring.
const OF_ELECTRON_PLAIN = '76313000eb6e0b42c5e8dcb7bf57c6110af18d'

const unavailable = (what, method, result) => ({
  name: 'Error', message: `Error while ${what} provided to safeStorage.${method}. ${result} is not available.`
})

describe('safeStorage', () => {
  describe('without a keyring', () => {
    it("says so: getSelectedStorageBackend() is 'basic_text', isEncryptionAvailable() false", () => {
      assert.equal(safeStorage.getSelectedStorageBackend(), 'basic_text')
      assert.equal(safeStorage.isEncryptionAvailable(), false)
    })

    it('encryptString() and decryptString() throw', () => {
      assert.throws(() => safeStorage.encryptString('x'), unavailable('encrypting the text', 'encryptString', 'Encryption'))
      assert.throws(() => safeStorage.decryptString(Buffer.from('x')), unavailable('decrypting the ciphertext', 'decryptString', 'Decryption'))
    })

    describe('with setUsePlainTextEncryption(true)', () => {
      before(() => safeStorage.setUsePlainTextEncryption(true))
      after(() => safeStorage.setUsePlainTextEncryption(false))

      it("encrypts as Electron does, with the key that everybody knows; the backend stays 'basic_text'", () => {
        assert.equal(safeStorage.isEncryptionAvailable(), true)
        assert.equal(safeStorage.getSelectedStorageBackend(), 'basic_text')
        const encrypted = safeStorage.encryptString('abc')
        assert.ok(encrypted instanceof Buffer)
        assert.equal(encrypted.toString('hex'), OF_ELECTRON_PLAIN)
        assert.equal(safeStorage.decryptString(encrypted), 'abc')
      })

      for (const text of ['', 'x', 'äöü 🙂', 'x'.repeat(100_000)]) {
        it(`gives back a text of ${text.length} characters`, () => assert.equal(safeStorage.decryptString(safeStorage.encryptString(text)), text))
      }

      it('refuses what it did not encrypt', () => {
        const what = 'Error while decrypting the ciphertext provided to safeStorage.decryptString.'
        assert.throws(() => safeStorage.decryptString(Buffer.from('plain')), { message: `${what} Ciphertext does not appear to be encrypted.` })
        assert.throws(() => safeStorage.decryptString(Buffer.from('v10aaaaaaaaaaaaaaaaaaaaaa')), { message: what })
        assert.throws(() => safeStorage.decryptString(Buffer.from(OF_ELECTRON, 'hex')), { message: what })
        assert.throws(() => safeStorage.decryptString('v10'), { name: 'TypeError', message: 'Expected the first argument of decryptString() to be a buffer' })
      })

      it('the promises of later Electrons do the same', async () => {
        assert.equal(await safeStorage.isAsyncEncryptionAvailable(), true)
        const encrypted = await safeStorage.encryptStringAsync('abc')
        assert.deepEqual(await safeStorage.decryptStringAsync(encrypted), { result: 'abc', shouldReEncrypt: false })
        await assert.rejects(safeStorage.decryptStringAsync(Buffer.from('plain')), /does not appear to be encrypted/)
      })
    })

    it('checks its arguments', () => {
      const insufficient = { name: 'TypeError', message: 'Insufficient number of arguments.' }
      for (const name of ['encryptString', 'decryptString', 'setUsePlainTextEncryption']) assert.throws(() => safeStorage[name](), insufficient)
      assert.throws(() => safeStorage.encryptString(5), { name: 'TypeError', message: 'Error processing argument at index 0, conversion failure from ' })
    })

    it('is not to be used before the app is ready', async (t) => {
      const folder = appFolder(t, {
        'index.js': `
          const { app, safeStorage } = require('electron')
          console.log(safeStorage.isEncryptionAvailable(), safeStorage.getSelectedStorageBackend())
          try { safeStorage.encryptString('x') } catch (error) { console.log(error.message) }
          app.exit()`
      })
      const { stdout } = await run(t, ['--no-sandbox', '--headless', folder])
      assert.equal(stdout, 'false unknown\nsafeStorage cannot be used before app is ready\n')
    })

    it('where the desktop has one that does not answer, the backend is basic_text', async (t) => {
      const folder = appFolder(t, {
        'index.js': `
          const { app, safeStorage } = require('electron')
          app.whenReady().then(() => { console.log(safeStorage.isEncryptionAvailable(), safeStorage.getSelectedStorageBackend()); app.exit() })`
      })
      const { stdout } = await run(t, ['--no-sandbox', '--headless', folder], { env: { XDG_CURRENT_DESKTOP: 'GNOME', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' } })
      assert.equal(stdout, 'false basic_text\n')
    })
  })

  describe('with a keyring', () => {
    let bus
    let home
    before(async () => {
      bus = await Bus.start()
      home = tempFolder('keyring')
      fs.mkdirSync(path.join(home, 'run'), { mode: 0o700 })
      const env = { ...bus.env, HOME: home, XDG_DATA_HOME: path.join(home, 'data'), XDG_RUNTIME_DIR: path.join(home, 'run') }
      const daemon = bus.run('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], { stdio: ['pipe', 'ignore', 'ignore'], env })
      daemon.stdin.end('password')
      await bus.waitFor('org.freedesktop.secrets')
    })
    after(() => bus.stop())

    const script = `
      const { app, safeStorage } = require('electron')
      app.whenReady().then(() => {
        for (const [action, value] of JSON.parse(process.env.DO)) try {
          if (action === 'backend') console.log(safeStorage.getSelectedStorageBackend(), safeStorage.isEncryptionAvailable())
          if (action === 'encrypt') console.log(safeStorage.encryptString(value).toString('hex'))
          if (action === 'decrypt') console.log(safeStorage.decryptString(Buffer.from(value, 'hex')))
        } catch (error) { console.log(error.message) }
        app.exit()
      })`
    /** What an app of that name answers to each action. */
    const act = async (t, name, actions, { args = [], env = {} } = {}) => {
      const folder = appFolder(t, { 'package.json': JSON.stringify({ name }), 'index.js': script })
      const { stdout } = await run(t, ['--no-sandbox', '--headless', ...args, folder], { env: { ...bus.env, XDG_CURRENT_DESKTOP: 'ubuntu:GNOME', ...env, DO: JSON.stringify(actions) } })
      return stdout.trim().split('\n')
    }
    /** Keeps a password as Electron keeps it. */
    const keep = (application) => promisify(execFile)('/usr/bin/python3', ['-c', `
import dbus, sys
bus = dbus.SessionBus()
service = bus.get_object('org.freedesktop.secrets', '/org/freedesktop/secrets')
_, session = service.OpenSession('plain', '', dbus_interface='org.freedesktop.Secret.Service')
collection = bus.get_object('org.freedesktop.secrets', service.ReadAlias('default', dbus_interface='org.freedesktop.Secret.Service'))
collection.CreateItem({
  'org.freedesktop.Secret.Item.Label': 'Chromium Safe Storage',
  'org.freedesktop.Secret.Item.Attributes': dbus.Dictionary({'application': sys.argv[1], 'xdg:schema': 'chrome_libsecret_os_crypt_password_v2'}, signature='ss')
}, (session, dbus.ByteArray(b''), dbus.ByteArray(sys.argv[2].encode()), 'text/plain'), True, dbus_interface='org.freedesktop.Secret.Collection')
`, application, PASSWORD], { env: { ...process.env, ...bus.env }, timeout: 15_000 })

    it("getSelectedStorageBackend() is 'gnome_libsecret', and what one start encrypted the next decrypts", async (t) => {
      const [backend, encrypted] = await act(t, 'one', [['backend'], ['encrypt', 'secret']])
      assert.equal(backend, 'gnome_libsecret true')
      assert.match(encrypted, /^763131[0-9a-f]{32}$/)
      assert.deepEqual(await act(t, 'one', [['decrypt', encrypted]]), ['secret'])
    })

    it('reads what Electron encrypted for the same app, and encrypts the same', async (t) => {
      await keep('Probe App')
      assert.deepEqual(await act(t, 'Probe App', [['decrypt', OF_ELECTRON], ['encrypt', 'hello wörld']]), ['hello wörld', OF_ELECTRON])
    })

    it("on KDE it is the wallet's: 'kwallet5', with the entry that Electron has there", async (t) => {
      const [service, place] = ['org.kde.kwalletd5', '/modules/kwalletd5']
      const env = { XDG_CURRENT_DESKTOP: 'KDE', KDE_SESSION_VERSION: '5' }
      await bus.mockObject(service, place, 'org.kde.KWallet')
      const method = (name, input, output, code) => bus.call(service, place, 'org.freedesktop.DBus.Mock.AddMethod', 'org.kde.KWallet', name, input, output, code)
      await method('networkWallet', '', 's', 'ret = "kdewallet"')
      await method('open', 'sxs', 'i', 'ret = 3 if args[0] == "kdewallet" else -1')
      await method('close', 'ibs', 'i', 'ret = 0')
      await method('hasFolder', 'iss', 'b', 'ret = hasattr(self, "folder")')
      await method('createFolder', 'iss', 'b', 'self.folder = args[1]; ret = True')
      await method('readPassword', 'isss', 's', `ret = "${PASSWORD}" if args[:3] == [3, "Chromium Keys", "Chromium Safe Storage"] and self.folder == args[1] else ""`)
      await method('writePassword', 'issss', 'i', 'ret = -1')
      assert.deepEqual(await act(t, 'any name', [['backend'], ['decrypt', OF_ELECTRON]], { env }), ['kwallet5 true', 'hello wörld'])
      await method('open', 'sxs', 'i', 'ret = -1')
      assert.deepEqual(await act(t, 'any name', [['backend']], { env }), ['basic_text false'])
    })

    it('--password-store=basic leaves it alone', async (t) => {
      assert.deepEqual(await act(t, 'one', [['backend']], { args: ['--password-store=basic'] }), ['basic_text false'])
    })
  })
})
