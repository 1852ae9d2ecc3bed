'use strict'

const childProcess = require('child_process')
const dns = require('dns')
const { once } = require('events')
const fs = require('fs')
const http = require('http')
const { after, before, describe, it } = require('node:test')
const assert = require('node:assert/strict')
const os = require('os')
const path = require('path')
const { net, session } = require('electron')
const { until } = require('../support/events')
const { tempFolder } = require('../support/temp-folder')
const { openWindow } = require('../support/windows')

describe("a session's connections", () => {
  const open = new Set() // the server's sockets
  const slow = [] // responses that have begun
  let server, url
  before(async () => {
    server = http.createServer((request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      if (request.url === '/slow') {
        response.write('begun ')
        slow.push(response)
      } else {
        response.end('<title>x</title>')
      }
    })
    server.keepAliveTimeout = 60000
    server.on('connection', (socket) => {
      open.add(socket)
      socket.on('close', () => open.delete(socket))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    url = `http://127.0.0.1:${server.address().port}/`
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  for (const [kind, partition] of [['in memory', 'connections'], ['on disk', 'persist:connections']]) {
    it(`closeAllConnections() ends those of a session ${kind} that nothing uses, and resolves then`, async () => {
      const own = session.fromPartition(partition)
      const win = openWindow({ webPreferences: { session: own } })
      await win.loadURL(url)
      await until(() => open.size > 0)
      assert.equal(await own.closeAllConnections(), undefined)
      await until(() => open.size === 0)
      assert.equal(await win.webContents.executeJavaScript("fetch('/again').then((response) => response.status)"), 200)
      await own.closeAllConnections()
    })
  }

  it("closeAllConnections() leaves those of other sessions, and takes those of main's requests", async () => {
    const own = session.fromPartition('connections')
    await (await own.fetch(`${url}main`)).text()
    await (await net.fetch(`${url}other`)).text()
    await until(() => open.size === 2)
    await own.closeAllConnections()
    await until(() => open.size === 1)
    await session.defaultSession.closeAllConnections()
    await until(() => open.size === 0)
  })

  it('closeAllConnections() lets requests that are under way go on', async () => {
    const own = session.fromPartition('connections')
    const win = openWindow({ webPreferences: { session: own } })
    await win.loadURL(url)
    const ofPage = win.webContents.executeJavaScript("fetch('/slow').then((response) => response.text())")
    const ofMain = own.fetch(`${url}slow`).then((response) => response.text())
    await until(() => slow.length === 2)
    await own.closeAllConnections()
    for (const response of slow) response.end('done')
    assert.deepEqual(await Promise.all([ofPage, ofMain]), ['begun done', 'begun done'])
    // They are not kept for the next request.
    await until(() => open.size === 0)
  })

  it('clearHostResolverCache() forgets the addresses of hosts', async (t) => {
    const host = os.hostname()
    const found = await dns.promises.lookup(host).catch(() => null)
    if (!found || host === 'localhost') return t.skip('this machine has no name')
    const folder = tempFolder('hosts')
    const log = path.join(folder, 'net.json')
    fs.writeFileSync(path.join(folder, 'main.js'), `
      const { app, BrowserWindow, session } = require('electron')
      const http = require('http')
      app.setPath('userData', ${JSON.stringify(folder)})
      app.whenReady().then(async () => {
        const server = http.createServer((request, response) => response.end('x')).listen(0)
        await new Promise((resolve) => server.on('listening', resolve))
        const own = session.defaultSession
        const win = new BrowserWindow({ show: false })
        const load = () => win.loadURL(\`http://${host}:\${server.address().port}/\`)
        await load()
        await own.closeAllConnections()
        await load()
        await own.closeAllConnections()
        const answer = await own.clearHostResolverCache()
        await load()
        app.exit(answer === undefined ? 0 : 1)
      })`)
    await new Promise((resolve, reject) => {
      childProcess.execFile(process.execPath, ['--headless', `--log-net-log=${log}`, path.join(folder, 'main.js')], (error) => error ? reject(error) : resolve())
    })
    const text = fs.readFileSync(log, 'utf8')
    const { HOST_RESOLVER_MANAGER_JOB: job } = JSON.parse(/"logEventTypes":(\{[^}]*\})/.exec(text)[1])
    const jobs = text.split('\n').filter((line) => line.includes(`"host":"${host}"`) && line.includes('"phase":1') && line.includes(`"type":${job}}`))
    assert.equal(jobs.length, 2)
  })
})
