'use strict'

const { after, before, describe, it } = require('node:test')
const assert = require('node:assert/strict')
const http = require('http')
const { session } = require('electron')
const { once } = require('../support/events')
const { openWindow } = require('../support/windows')

describe('session.setProxy', () => {
  const own = session.fromPartition('persist:proxy')
  let proxy
  const seen = []
  before(async () => {
    proxy = http.createServer((request, response) => {
      seen.push(request.url)
      response.setHeader('content-type', 'text/html')
      response.end('<!DOCTYPE html><link rel="icon" href="data:,">through the proxy')
    }).listen(0, '127.0.0.1')
    await once(proxy, 'listening')
  })
  after(async () => {
    await own.setProxy({ mode: 'direct' })
    proxy.closeAllConnections()
    proxy.close()
  })

  it('sends pages through a server, and resolveProxy() says which', async () => {
    const rules = `127.0.0.1:${proxy.address().port}`
    assert.equal(await own.resolveProxy('http://example.test/'), 'DIRECT')
    assert.equal(await own.setProxy({ proxyRules: rules, proxyBypassRules: '<local>' }), undefined)
    assert.equal(await own.resolveProxy('http://example.test/'), `PROXY ${rules}`)
    assert.equal(await own.resolveProxy('http://localhost/'), 'DIRECT')
    assert.equal(await own.resolveProxy('no url'), 'DIRECT')
    const win = openWindow({ webPreferences: { session: own } })
    await win.loadURL('http://example.test/page')
    assert.deepEqual(seen, ['http://example.test/page'])
    assert.equal(await win.webContents.executeJavaScript('document.body.innerText'), 'through the proxy')
  })

  it('takes servers of HTTP and SOCKS 5, and "direct"', async () => {
    const resolved = async (config) => {
      await own.setProxy(config)
      return own.resolveProxy('https://example.test/')
    }
    assert.equal(await resolved({ mode: 'fixed_servers', proxyRules: 'http://proxy.test' }), 'PROXY proxy.test:80')
    assert.equal(await resolved({ proxyRules: 'http=proxy.test:8080;https=proxy.test:8080' }), 'PROXY proxy.test:8080')
    assert.equal(await resolved({ proxyRules: 'socks5://proxy.test:1234' }), 'SOCKS5 proxy.test:1234')
    assert.equal(await resolved({ proxyRules: 'socks5://proxy.test' }), 'SOCKS5 proxy.test:1080')
    assert.equal(await own.forceReloadProxyConfig(), undefined)
    assert.equal(await resolved({ proxyRules: 'direct://' }), 'DIRECT')
    assert.equal(await resolved({ mode: 'direct', proxyRules: 'proxy.test' }), 'DIRECT')
  })

  it('refuses by name what the engine cannot do', async () => {
    await assert.rejects(own.setProxy(), { message: 'Insufficient number of arguments.' })
    await assert.rejects(own.setProxy(5), { message: 'Error processing argument at index 0, conversion failure from ' })
    await assert.rejects(own.setProxy({ mode: 'bogus' }), { message: 'Invalid mode, must be one of direct, auto_detect, pac_script, fixed_servers or system' })
    await assert.rejects(own.setProxy({ pacScript: 'http://example.test/pac' }), { message: /not supported with mode 'pac_script'/ })
    await assert.rejects(own.setProxy({ mode: 'auto_detect' }), { message: /not supported with mode 'auto_detect'/ })
    await assert.rejects(own.setProxy({ proxyRules: 'http=a:1;https=b:2' }), { message: /not supported with several servers/ })
    await assert.rejects(own.setProxy({ proxyRules: 'quic://a' }), { message: /not supported for the scheme 'quic'/ })
    await assert.rejects(own.resolveProxy(), { message: 'Insufficient number of arguments.' })
  })
})
