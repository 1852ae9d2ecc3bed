'use strict'

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const http = require('http')
const net = require('net')
const path = require('path')
const { appFolder, run } = require('../support/program')

// What the app has begun, and the engine or another program has not finished, when it ends.

async function endOf (t, code, env = {}) {
  const folder = appFolder(t, { 'index.js': `const { app, BrowserWindow } = require('electron')\n${code}` })
  const program = await run(t, ['--no-sandbox', '--headless', folder], { env, timeout: 15_000 })
  assert.equal(program.stderr, '')
  return program.result
}

describe('app.exit', () => {
  it('ends the app while a page is being saved', async (t) => {
    const file = path.join(appFolder(t, {}), 'saved.html')
    let pictures = 0
    const server = http.createServer((request, response) => {
      response.setHeader('cache-control', 'no-store')
      if (request.url === '/') response.end('<!DOCTYPE html><img src="/picture.svg">')
      // Saving asks for it again, in vain.
      else if (pictures++ === 0) response.end()
      else response.write('<svg>')
    }).listen(0, '127.0.0.1')
    t.after(() => { server.closeAllConnections?.(); server.close() })
    await new Promise((resolve) => server.once('listening', resolve))
    assert.deepEqual(await endOf(t, `
      app.whenReady().then(async () => {
        const win = new BrowserWindow({ show: false })
        await win.loadURL('http://127.0.0.1:${server.address().port}/')
        win.webContents.savePage(${JSON.stringify(file)}, 'HTMLComplete').catch(() => {})
        setTimeout(() => app.exit(3), 300)
      })`), { code: 3, signal: null })
  })

  it('ends the app while the printing system does not answer', async (t) => {
    const silent = net.createServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1')
    t.after(() => silent.close())
    await new Promise((resolve) => silent.once('listening', resolve))
    const asked = new Promise((resolve) => silent.once('connection', resolve))
    const result = await endOf(t, `
      app.whenReady().then(async () => {
        new BrowserWindow({ show: false }).webContents.getPrintersAsync()
        setTimeout(() => app.exit(3), 300)
      })`, { CUPS_SERVER: `127.0.0.1:${silent.address().port}` })
    assert.deepEqual(result, { code: 3, signal: null })
    await asked
  })
})
