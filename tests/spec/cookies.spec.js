'use strict'

const { after, before, beforeEach, describe, it } = require('node:test')
const assert = require('node:assert/strict')
const childProcess = require('child_process')
const fs = require('fs')
const http = require('http')
const path = require('path')
const { session } = require('electron')
const { once, until, within } = require('../support/events')
const { tempFolder } = require('../support/temp-folder')
const { openWindow } = require('../support/windows')

const insufficient = { name: 'TypeError', message: 'Insufficient number of arguments.' }
const conversion = { name: 'TypeError', message: 'Error processing argument at index 0, conversion failure from ' }
const names = (cookies) => cookies.map(({ name }) => name).sort()
const inAnHour = () => Math.floor(Date.now() / 1000) + 3600

describe('session.cookies', () => {
  const url = 'http://example.test/dir/page'
  let count = 0
  let cookies
  beforeEach(() => { cookies = session.fromPartition(`cookies ${++count}`).cookies })

  const changes = (wanted) => {
    const seen = []
    cookies.on('changed', (event, cookie, cause, removed) => seen.push([cookie.name, cookie.value, cause, removed]))
    return async () => {
      await until(() => seen.length >= wanted)
      return seen
    }
  }

  it('is one emitter a session', () => {
    const own = session.fromPartition(`cookies ${count}`)
    assert.equal(own.cookies, cookies)
    assert.equal(cookies.constructor.name, 'Cookies')
    assert.equal(typeof cookies.on, 'function')
  })

  it('get() answers what set() made, with the defaults filled in', async () => {
    assert.deepEqual(await cookies.get({}), [])
    await cookies.set({ url, name: 'a', value: '1' })
    assert.deepEqual(await cookies.get({}), [{
      name: 'a', value: '1', domain: 'example.test', hostOnly: true, path: '/dir', secure: false, httpOnly: false, session: true, sameSite: 'lax'
    }])
  })

  it('set() takes domain, path, secure, httpOnly, expirationDate and sameSite', async () => {
    const expirationDate = inAnHour() + 0.25
    await cookies.set({
      url: 'https://sub.example.test/', name: 'b', value: 'ä €', domain: 'example.test', path: '/p', secure: true, httpOnly: true, expirationDate, sameSite: 'strict'
    })
    assert.deepEqual(await cookies.get({ name: 'b' }), [{
      name: 'b', value: 'ä €', domain: '.example.test', hostOnly: false, path: '/p', secure: true, httpOnly: true, session: false, expirationDate, sameSite: 'strict'
    }])
    await cookies.set({ url: 'https://example.test/', name: 'c', value: '', sameSite: 'no_restriction' })
    assert.deepEqual(await cookies.get({ name: 'c' }).then(([{ secure, sameSite, value }]) => [secure, sameSite, value]), [true, 'no_restriction', ''])
    await cookies.set({ url: 'http://127.0.0.1/', name: 'd', value: '1', domain: '127.0.0.1', sameSite: 'unspecified' })
    assert.deepEqual(await cookies.get({ name: 'd' }).then(([{ domain, hostOnly, sameSite }]) => [domain, hostOnly, sameSite]), ['127.0.0.1', true, 'unspecified'])
  })

  it('set() with a date that is over removes', async () => {
    await cookies.set({ url, name: 'a', value: '1' })
    await cookies.set({ url, name: 'a', value: '', expirationDate: 1 })
    await cookies.set({ url, name: 'never', value: '', expirationDate: 1 })
    assert.deepEqual(await cookies.get({}), [])
  })

  it('set() is refused with a text that says why', async () => {
    const refused = (details, message) => assert.rejects(cookies.set(details), { message }, JSON.stringify(details))
    await assert.rejects(cookies.set(), insufficient)
    await assert.rejects(cookies.set(5), conversion)
    await refused({}, "Missing required option 'url'")
    await refused({ url: 'bad', name: 'a' }, 'Failed to get cookie domain')
    await refused({ url: 'file:///tmp/x', name: 'a' }, 'Cannot set cookie for current scheme')
    await refused({ url, name: 'a', value: '1', secure: true }, 'Cannot create a secure cookie from an insecure URL')
    await refused({ url, name: 'a', value: '1', sameSite: 'bogus' }, "Failed to convert 'bogus' to an appropriate cookie same site value")
    await refused({ url, name: 'a', value: '1', domain: 'other.test' }, 'Failed to parse cookie')
    await refused({ url, name: 'a', value: '1;b=2' }, 'Failed to parse cookie')
    await refused({ url, name: 'a=b', value: '1' }, 'Failed to parse cookie')
    await refused({ url, name: 'a', value: '1', path: 'relative' }, 'Failed to parse cookie')
    await refused({ url, name: 'a', value: 'x'.repeat(5000) }, 'Failed to parse cookie')
    await refused({ url }, 'Failed to parse cookie')
    await refused({ url, name: '__Secure-a', value: '1' }, 'Failed because the cookie violated prefix rules.')
    assert.deepEqual(await cookies.get({}), [])
  })

  it('get() filters by url, name, domain, path, secure, session and httpOnly', async () => {
    await cookies.set({ url, name: 'dir', value: '1' })
    await cookies.set({ url, name: 'root', value: '1', path: '/', httpOnly: true, expirationDate: inAnHour() })
    await cookies.set({ url: 'https://sub.example.test/', name: 'all', value: '1', domain: '.example.test', secure: true })
    await cookies.set({ url: 'https://sub.example.test/', name: 'sub', value: '1' })
    await cookies.set({ url: 'https://other.test/', name: 'other', value: '1' })
    const found = async (filter) => names(await cookies.get(filter))
    assert.deepEqual(await found({ url: 'http://example.test/' }), ['root'])
    assert.deepEqual(await found({ url: 'http://example.test/dir/deep' }), ['dir', 'root'])
    assert.deepEqual(await found({ url: 'https://sub.example.test/dir' }), ['all', 'sub'])
    assert.deepEqual(await found({ url: 'bad' }), [])
    assert.deepEqual(await found({ name: 'dir' }), ['dir'])
    assert.deepEqual(await found({ domain: 'example.test' }), ['all', 'dir', 'root', 'sub'])
    assert.deepEqual(await found({ domain: '.sub.example.test' }), ['sub'])
    assert.deepEqual(await found({ path: '/dir' }), ['dir'])
    assert.deepEqual(await found({ secure: true }), ['all'])
    assert.deepEqual(await found({ secure: false, domain: 'other.test' }), ['other'])
    assert.deepEqual(await found({ session: false }), ['root'])
    assert.deepEqual(await found({ httpOnly: true }), ['root'])
    assert.deepEqual(await found({ httpOnly: false, name: 'root' }), [])
    await assert.rejects(cookies.get(), insufficient)
    await assert.rejects(cookies.get(5), conversion)
  })

  it('remove() ends those of a name that the URL gets', async () => {
    await cookies.set({ url, name: 'a', value: '1' })
    await cookies.set({ url: 'http://other.test/', name: 'a', value: '1' })
    assert.equal(await cookies.remove(url, 'a'), undefined)
    assert.deepEqual((await cookies.get({})).map(({ domain }) => domain), ['other.test'])
    await cookies.remove(url, 'no such')
    await cookies.remove('bad', 'a')
    await assert.rejects(cookies.remove(url), insufficient)
  })

  it("'changed' comes with an event, the cookie, the cause, and whether it is gone", async () => {
    const seen = changes(6)
    const [[event, cookie]] = await Promise.all([once(cookies, 'changed'), cookies.set({ url, name: 'a', value: '1' })])
    assert.equal(event.sender, cookies)
    assert.equal(cookie.domain, 'example.test')
    await cookies.set({ url, name: 'a', value: '2' })
    await cookies.remove(url, 'a')
    await cookies.set({ url, name: 'b', value: '1' })
    await cookies.set({ url, name: 'b', value: '1', expirationDate: 1 })
    assert.deepEqual(await seen(), [
      ['a', '1', 'explicit', false], ['a', '1', 'overwrite', true], ['a', '2', 'explicit', false], ['a', '2', 'explicit', true],
      ['b', '1', 'explicit', false], ['b', '1', 'expired-overwrite', true]
    ])
  })

  it('flushStore() settles', async () => {
    assert.equal(await cookies.flushStore(), undefined)
  })

  describe('and pages', () => {
    let server
    let page
    before(async () => {
      server = http.createServer((request, response) => {
        response.setHeader('content-type', 'text/html')
        if (request.url === '/set') response.setHeader('set-cookie', ['served=1; HttpOnly; Path=/', 'kept=1; Max-Age=1000'])
        response.end(`<title>${request.headers.cookie ?? ''}</title>`)
      }).listen(0, '127.0.0.1')
      await once(server, 'listening')
      page = `http://127.0.0.1:${server.address().port}/set`
    })
    after(() => server.close())

    it('tell each other of theirs', async () => {
      const win = openWindow({ webPreferences: { partition: `cookies ${count}` } })
      await cookies.set({ url: page, name: 'mine', value: '5', httpOnly: true })
      await win.loadURL(page)
      assert.equal(win.getTitle(), 'mine=5')
      const seen = changes(3)
      await win.webContents.executeJavaScript("document.cookie = 'own=1'; document.cookie = 'own=2'")
      assert.deepEqual(await seen(), [['own', '1', 'explicit', false], ['own', '1', 'overwrite', true], ['own', '2', 'explicit', false]])
      assert.deepEqual(names(await cookies.get({ url: page })), ['kept', 'mine', 'own', 'served'])
      const [kept] = await cookies.get({ name: 'kept' })
      assert.ok(Math.abs(kept.expirationDate - Date.now() / 1000 - 1000) < 5)
      await cookies.remove(page, 'own')
      assert.equal(await win.webContents.executeJavaScript('document.cookie'), 'kept=1')
    })

    it('that were set before anybody looked are there', async () => {
      const own = session.fromPartition('cookies seen late')
      const win = openWindow({ webPreferences: { session: own } })
      await win.loadURL(page)
      assert.deepEqual(names(await own.cookies.get({})), ['kept', 'served'])
    })
  })

  it('of persistent sessions are there when the app starts again', async () => {
    const folder = tempFolder('cookies')
    fs.writeFileSync(path.join(folder, 'main.js'), `
      const { app, session } = require('electron')
      app.setPath('userData', ${JSON.stringify(path.join(folder, 'data'))})
      app.whenReady().then(async () => {
        const { cookies } = session.fromPartition('persist:kept')
        console.log(JSON.stringify(await cookies.get({})))
        await cookies.set({ url: 'http://example.test/', name: 'kept', value: 'v', sameSite: 'strict', expirationDate: Math.floor(Date.now() / 1000) + 1000 })
        await cookies.set({ url: 'http://example.test/', name: 'gone', value: 'v' })
        app.quit()
      })`)
    const start = () => new Promise((resolve, reject) => {
      childProcess.execFile(process.execPath, ['--headless', path.join(folder, 'main.js')], (error, out) => error ? reject(error) : resolve(out))
    })
    assert.deepEqual(JSON.parse(await within(start())), [])
    const [cookie, ...others] = JSON.parse(await within(start()))
    assert.deepEqual(others, [])
    assert.deepEqual([cookie.name, cookie.value, cookie.domain, cookie.sameSite, cookie.session], ['kept', 'v', 'example.test', 'strict', false])
  })
})
