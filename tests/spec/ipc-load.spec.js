'use strict'

const assert = require('node:assert/strict')
const { afterEach, beforeEach, describe, it } = require('node:test')
const { app, ipcMain } = require('electron')
const { once, until, within } = require('../support/events')
const { filesOf, load, page, windowWith } = require('../support/frames')
const { openNodePage } = require('../support/node-page')
const { startServer } = require('../support/http-server')
const { loadPage, openWindow, pageUrl } = require('../support/windows')

const withNode = { webPreferences: { nodeIntegration: true, contextIsolation: false } }
const script = (win, code) => win.webContents.executeJavaScript(`(() => { const { ipcRenderer } = require('electron'); ${code} })()`)

/** Main hears numbers on 'flood'; `wrong` counts those out of order. */
function hearNumbers () {
  const heard = { next: 0, wrong: 0 }
  ipcMain.on('flood', (event, value) => {
    if (value !== heard.next) heard.wrong++
    heard.next = value + 1
  })
  return heard
}

afterEach(() => {
  for (const channel of ['flood', 'end', 'count']) ipcMain.removeAllListeners(channel)
  ipcMain.removeHandler('echo')
})

describe('a page that sends without end', () => {
  let bad, good

  beforeEach(async () => {
    bad = (await openNodePage()).win
    good = (await openNodePage()).win
    ipcMain.handle('echo', (event, value) => value)
  })

  /** How many round trips `good` has until main has heard the end of what `flood` starts. */
  async function roundTripsDuring (flood) {
    const ended = once(ipcMain, 'end', { timeout: 60_000 })
    const first = once(ipcMain, 'flood')
    flood()
    await first
    const counted = script(good, `
      window.roundTrips = 0
      window.goesOn = true
      const next = () => ipcRenderer.invoke('echo', 1).then(() => { window.roundTrips++; if (window.goesOn) return next() })
      return void next()`)
    await ended
    await counted
    return good.webContents.executeJavaScript('window.goesOn = false; window.roundTrips')
  }

  const endless = `
    let i = 0
    for (const end = Date.now() + 700; Date.now() < end;) ipcRenderer.send('flood', i++)
    ipcRenderer.send('end')`

  it('in one turn leaves another page its round trips', async () => {
    assert.ok(await roundTripsDuring(() => script(bad, endless)) > 20)
  })

  it('in microtasks leaves another page its round trips', async () => {
    assert.ok(await roundTripsDuring(() => script(bad, `(async () => {
      let i = 0
      for (const end = Date.now() + 700; Date.now() < end;) {
        ipcRenderer.send('flood', i++)
        await null
      }
      ipcRenderer.send('end')
    })()`)) > 20)
  })

  it('from a frame within it leaves another page its round trips', async () => {
    bad = windowWith(`const { ipcRenderer } = require('electron'); if (!process.isMainFrame) setTimeout(() => { ${endless} })`, { sandbox: false })
    assert.ok(await roundTripsDuring(() => load(bad, { 'index.html': page('<iframe src="one.html"></iframe>'), 'one.html': page('') }).catch(() => {})) > 20)
  })

  it('leaves main its timers', async () => {
    let ticks = 0
    const timer = setInterval(() => ticks++, 5)
    await roundTripsDuring(() => script(bad, endless))
    clearInterval(timer)
    assert.ok(ticks > 10, `${ticks} ticks`)
  })

  it('keeps its order, with sendSync and invoke in between', async () => {
    const heard = hearNumbers()
    ipcMain.on('count', (event) => { event.returnValue = heard.next })
    const counts = await within(script(bad, `
      const text = 'f'.repeat(600)
      const counts = []
      for (let i = 0; i < 40000; i++) {
        ipcRenderer.send('flood', i, text)
        if (i % 15000 === 0) counts.push(ipcRenderer.sendSync('count'))
      }
      return ipcRenderer.invoke('echo', counts)`), 60_000)
    assert.deepEqual(counts, [1, 15001, 30001])
    assert.deepEqual(heard, { next: 40000, wrong: 0 })
  })

  it('has all arrive when it goes on to another document', async () => {
    const heard = hearNumbers()
    const loaded = once(bad.webContents, 'did-finish-load', { timeout: 60_000 })
    script(bad, `
      for (let i = 0; i < 30000; i++) ipcRenderer.send('flood', i)
      location.href = ${JSON.stringify(pageUrl('<title>next</title>'))}`)
    await loaded
    await until(() => heard.next === 30000)
    assert.equal(heard.wrong, 0)
  })
})

describe('webContents.send to a page that stands still', () => {
  const text = 'm'.repeat(60 * 1024)
  let win, goOn

  beforeEach(async () => {
    app.commandLine.appendSwitch('page-backlog-mb', '4')
    win = (await openNodePage()).win
    const file = filesOf({})('go-on')
    goOn = () => require('node:fs').writeFileSync(file, '')
    await script(win, `
      const heard = window.heard = []
      ipcRenderer.on('more', (event, i) => { heard.push(i) })
      ipcRenderer.on('stick', () => { while (!require('fs').existsSync(${JSON.stringify(file)})); })`)
    win.webContents.send('stick')
  })
  afterEach(() => app.commandLine.removeSwitch('page-backlog-mb'))

  const heard = () => win.webContents.executeJavaScript('heard')

  it("drops what is more than may wait, after 'unresponsive'", async () => {
    const unresponsive = once(win.webContents, 'unresponsive')
    for (let i = 0; i < 200; i++) win.webContents.send('more', i, text)
    await unresponsive
    const responsive = once(win.webContents, 'responsive')
    goOn()
    await responsive
    const got = await until(async () => (await heard()).length >= 60 && heard())
    assert.ok(got.length >= 60 && got.length <= 71, `${got.length} arrived`)
    assert.deepEqual(got, [...got.keys()])
  })

  it('sends again once it reads again', async () => {
    for (let i = 0; i < 200; i++) win.webContents.send('more', i, text)
    goOn()
    await until(async () => {
      win.webContents.send('more', 'again', '')
      return (await heard()).includes('again')
    })
  })

  it('does not drop the answer to what it asked', async () => {
    goOn()
    await heard()
    let answer
    ipcMain.handle('echo', () => new Promise((resolve) => { answer = resolve }))
    await script(win, "ipcRenderer.invoke('echo').then((value) => ipcRenderer.send('end', value))")
    await until(() => answer)
    const answered = once(ipcMain, 'end')
    for (let i = 0; i < 200; i++) win.webContents.send('more', i, text)
    answer('whole')
    assert.equal((await answered)[1], 'whole')
    assert.ok((await heard()).length < 70)
  })

  // Shorter strings travel in their message, longer ones beside it.
  for (const kilobytes of [60, 100, 300]) {
    it(`is not limited where the page reads: strings of ${kilobytes} KB`, async () => {
      const string = 'm'.repeat(kilobytes * 1024)
      goOn()
      await heard()
      for (let i = 0; i < 100; i++) {
        win.webContents.send('more', i, string)
        if (i % 10 === 9) await until(async () => (await heard()).length === i + 1)
      }
    })
  }
})

describe('webContents.send to a document that does not come', () => {
  /** How many of 100 messages of 64 KB arrive. */
  const arrived = async () => {
    const server = await startServer()
    const win = openWindow(withNode)
    win.loadURL(`${server.url}/hang`).catch(() => {})
    for (let i = 0; i < 100; i++) win.webContents.send('more', i, 'm'.repeat(64 * 1024))
    const got = once(ipcMain, 'end')
    await loadPage(win, `<script>
      const { ipcRenderer } = require('electron')
      let heard = 0
      ipcRenderer.on('more', (event, i) => { heard++ })
      setTimeout(() => ipcRenderer.send('end', heard), 300)
    </script>`)
    const [, count] = await got
    server.close()
    return count
  }
  afterEach(() => app.commandLine.removeSwitch('page-backlog-mb'))

  it('keeps no more than may wait', async () => {
    app.commandLine.appendSwitch('page-backlog-mb', '1')
    const count = await arrived()
    assert.ok(count >= 15 && count <= 17, `${count} arrived`)
  })

  it('goes without a page-backlog-mb that is no number', async () => {
    app.commandLine.appendSwitch('page-backlog-mb', 'much')
    assert.equal(await arrived(), 100)
  })
})
