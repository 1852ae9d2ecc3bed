'use strict'

const assert = require('node:assert/strict')
const { after, before, describe, it } = require('node:test')
const { net, session } = require('electron')
const { once } = require('../support/events')
const { serve, textOf } = require('../support/net-server')

describe('net and cookies', () => {
  let server
  let own
  let last = 0

  before(async () => {
    server = await serve({
      '/set': (request, response) => {
        response.setHeader('set-cookie', ['kept=1; Path=/', 'deep=2; Path=/deep; HttpOnly', 'gone=3; Max-Age=0', 'other=4; Domain=other.test', '=; bad'])
        response.writeHead(302, { location: '/echo' })
        response.end()
      },
      '/unset': (request, response) => {
        response.setHeader('set-cookie', ['kept=1; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT'])
        response.end('{}')
      }
    })
  })
  after(() => server.close())

  const fresh = () => (own = session.fromPartition(`net-cookies-${++last}`))
  const ask = async (path, options) => {
    const request = net.request({ url: server.url(path), session: own, ...options })
    const response = once(request, 'response')
    request.end()
    return JSON.parse(await textOf((await response)[0])).headers
  }
  const names = async () => (await own.cookies.get({})).map(({ name }) => name).sort()

  it('useSessionCookies: sends the session\'s, and keeps what answers set', async () => {
    await fresh().cookies.set({ url: server.url('/'), name: 'mine', value: 'm' })
    assert.equal((await ask('/echo', { useSessionCookies: true })).cookie, 'mine=m')
    const { cookie } = await ask('/set', { useSessionCookies: true })
    assert.deepEqual(cookie.split('; ').sort(), ['kept=1', 'mine=m'])
    assert.deepEqual(await names(), ['deep', 'kept', 'mine'])
    assert.deepEqual((await ask('/deep/echo', { useSessionCookies: true })).cookie.split('; ')[0], 'deep=2')
    await ask('/unset', { useSessionCookies: true })
    assert.deepEqual(await names(), ['deep', 'mine'])
  })

  it('without it, neither', async () => {
    await fresh().cookies.set({ url: server.url('/'), name: 'mine', value: 'm' })
    assert.equal((await ask('/set')).cookie, undefined)
    assert.deepEqual(await names(), ['mine'])
  })

  it('credentials: include is the same, omit is not, whatever useSessionCookies says; same-origin asks the origin', async () => {
    await fresh().cookies.set({ url: server.url('/'), name: 'mine', value: 'm' })
    assert.equal((await ask('/echo', { credentials: 'include' })).cookie, 'mine=m')
    assert.equal((await ask('/echo', { credentials: 'omit', useSessionCookies: true })).cookie, undefined)
    assert.equal((await ask('/echo', { credentials: 'same-origin', origin: server.url('') })).cookie, 'mine=m')
    assert.equal((await ask('/echo', { credentials: 'same-origin', origin: 'http://other.test' })).cookie, undefined)
  })

  it('a header Cookie of the app\'s own goes instead', async () => {
    await fresh().cookies.set({ url: server.url('/'), name: 'mine', value: 'm' })
    assert.equal((await ask('/echo', { useSessionCookies: true, headers: { Cookie: 'a=b' } })).cookie, 'a=b')
  })

  it('net.fetch and session.fetch send the session\'s, unless credentials is omit', async () => {
    await fresh().cookies.set({ url: server.url('/'), name: 'mine', value: 'm' })
    assert.equal((await (await own.fetch(server.url('/echo'))).json()).headers.cookie, 'mine=m')
    assert.equal((await (await own.fetch(server.url('/echo'), { credentials: 'omit' })).json()).headers.cookie, undefined)
    assert.equal((await (await net.fetch(server.url('/echo'))).json()).headers.cookie, undefined)
  })
})
