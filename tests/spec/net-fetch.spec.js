'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const { after, describe, it } = require('node:test')
const { pathToFileURL } = require('node:url')
const { net, protocol } = require('electron')
const { tempFolder } = require('../support/temp-folder')
const { openWindow } = require('../support/windows')

describe('net.fetch', () => {
  const folder = tempFolder('fetch')
  const url = (name) => pathToFileURL(path.join(folder, name)).href
  fs.writeFileSync(path.join(folder, 'page.html'), '<!DOCTYPE html><title>of a file</title>')
  fs.writeFileSync(path.join(folder, 'empty.txt'), '')
  after(() => protocol.unhandle('spec-app'))

  it('answers with a file', async () => {
    const response = await net.fetch(url('page.html'))
    assert.ok(response instanceof Response)
    assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'text/html'])
    assert.match(await response.text(), /of a file/)
    assert.equal(await (await net.fetch(url('empty.txt'))).text(), '')
  })

  it('answers with a part of one', async () => {
    const response = await net.fetch(url('page.html'), { headers: { range: 'bytes=2-8' } })
    assert.deepEqual([response.status, response.headers.get('content-range'), await response.text()], [206, 'bytes 2-8/39', 'DOCTYPE'])
  })

  it('rejects for a file that there is not, for a folder, and for what it does not know', async () => {
    await assert.rejects(net.fetch(url('missing')), { message: 'net::ERR_FILE_NOT_FOUND' })
    await assert.rejects(net.fetch(pathToFileURL(folder).href), { message: 'net::ERR_FILE_NOT_FOUND' })
    await assert.rejects(net.fetch('unknown:x'), /not supported/)
    await assert.rejects(net.fetch('no url'), TypeError)
  })

  it('serves what protocol.handle asks for, parts as well', async () => {
    protocol.handle('spec-app', (request) => net.fetch(url(new URL(request.url).pathname), { headers: request.headers }))
    const win = openWindow()
    await win.loadURL('spec-app://host/page.html')
    assert.equal(win.getTitle(), 'of a file')
    assert.deepEqual(await win.webContents.executeJavaScript(`new Promise((resolve) => {
      const xhr = new XMLHttpRequest()
      xhr.open('GET', 'page.html')
      xhr.setRequestHeader('Range', 'bytes=2-8')
      xhr.onloadend = () => resolve([xhr.status, xhr.getResponseHeader('content-range'), xhr.responseText])
      xhr.send()
    })`), [206, 'bytes 2-8/39', 'DOCTYPE'])
  })
})
