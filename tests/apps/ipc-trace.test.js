'use strict'

// --ipc-trace=FILE: what is in the file, however the program ends, and what is said on stderr.

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const path = require('path')
const { appFolder, run, start } = require('../support/program')
const { checkTrace, readTrace, slicesOf } = require('../support/ipc-trace')

const timeout = 60_000

const main = (text) => `
const { app, BrowserWindow, ipcMain, MessageChannelMain, webContents } = require('electron')
const path = require('path')
const open = (preferences) => {
  const win = new BrowserWindow({ show: false, webPreferences: { nodeIntegration: true, contextIsolation: false, ...preferences } })
  win.loadFile(path.join(__dirname, 'page.html'))
  return win
}
ipcMain.on('quit', () => app.quit())
ipcMain.handle('echo', (event, value) => value)
ipcMain.handle('fail', () => { throw new Error('on purpose') })
ipcMain.on('ask', (event, value) => { event.returnValue = value })
ipcMain.on('ask-late', (event, value) => setTimeout(() => { event.returnValue = value }, 40))
ipcMain.on('note', (event, value) => event.reply('noted', value))
${text}
`
const page = (script) => `<!DOCTYPE html><title>Trace me</title><script>
const { ipcRenderer, remote } = require('electron')
const answer = (channel) => new Promise((resolve) => ipcRenderer.once(channel, (event, ...args) => resolve(args)))
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
;(async () => { ${script} })().catch((error) => ipcRenderer.send('failed', String(error)))
</script>`

/** Runs an app of one main script and one page. */
async function trace (t, { script, mainScript = 'app.whenReady().then(() => open())', files = {}, args = [], isWhole = true, end = (program) => program.end() }) {
  const folder = appFolder(t, {
    'package.json': '{"name": "traced", "main": "main.js", "runtime": {"electron": 9}}', 'main.js': main(mainScript), 'page.html': page(script), ...files
  })
  const file = path.join(folder, 'trace.json')
  const program = start(t, ['--headless', `--ipc-trace=${file}`, ...args, folder])
  await end(program)
  const text = fs.readFileSync(file, 'utf8')
  if (isWhole) JSON.parse(text)
  const events = readTrace(file)
  checkTrace(events)
  return { events, program, text, file }
}

const ends = (events, name) => {
  const [ofPage, ofMain] = [events.filter(({ tid, pid }) => tid !== pid), events.filter(({ tid, pid }) => tid === pid)]
  return { inPage: slicesOf(ofPage, name), inMain: slicesOf(ofMain, name) }
}

describe('--ipc-trace', () => {
  it('shows every message of both sides once', { timeout }, async (t) => {
    const { events } = await trace(t, {
      script: `
        for (let i = 0; i < 20; i++) ipcRenderer.send('note', 'x'.repeat(i))
        await Promise.all(Array.from({ length: 5 }, (_, i) => ipcRenderer.invoke('echo', i)))
        await ipcRenderer.invoke('fail').catch(() => {})
        ipcRenderer.sendSync('ask', 1)
        remote.app.getName()
        require('fs').existsSync('/')
        await pause(300)
        ipcRenderer.send('quit')`
    })
    for (const [name, count, direction] of [
      ['send note', 20, 'page → main'], ['webContents.send noted', 20, 'main → page'], ['invoke echo', 5, 'page → main'], ['reply to echo', 5, 'main → page'],
      ['invoke fail', 1, 'page → main'], ['reply to fail', 1, 'main → page'], ['sendSync ask', 1, 'page → main'], ['remote call getName', 1, 'page → main'],
      ['node fs.existsSync', 1, 'page → main']
    ]) {
      const { inPage, inMain } = ends(events, name)
      assert.equal(inPage.length, count, `${name} in the page`)
      assert.equal(inMain.length, count, `${name} in main`)
      for (const slice of [...inPage, ...inMain]) assert.equal(slice.args.direction, direction)
      assert.deepEqual(inPage.map(({ args }) => args.size), inMain.map(({ args }) => args.size), name)
      assert.equal(events.filter((event) => event.ph === 's' && event.name === name).length, count, `arrows of ${name}`)
    }
    const sizes = ends(events, 'send note').inMain.map(({ args }) => args.size)
    assert.deepEqual(sizes.map((size) => size - sizes[0]), Array.from({ length: 20 }, (_, i) => i))
  })

  it('tells windows, channels, kinds and categories', { timeout }, async (t) => {
    const { events } = await trace(t, {
      script: "remote.app.getName(); require('fs').existsSync('/'); await ipcRenderer.invoke('echo', 1); await pause(300); ipcRenderer.send('quit')"
    })
    const [invoke] = ends(events, 'invoke echo').inMain
    assert.equal(invoke.args.channel, 'echo')
    assert.equal(invoke.args.kind, 'invoke')
    assert.equal(invoke.args.window, 1)
    assert.equal(invoke.cat, 'ipc')
    assert.equal(slicesOf(events, 'remote call getName')[0].cat, 'ipc.remote')
    assert.equal(slicesOf(events, 'node fs.existsSync')[0].cat, 'ipc.node')
    assert.equal(slicesOf(events, 'document-start')[0].cat, 'ipc.internal')
    assert.equal(slicesOf(events, 'ipc-trace-report').length + slicesOf(events, 'ipc-trace-clock').length, 0)
    const names = events.filter(({ name }) => name === 'thread_name').map(({ args }) => args.name)
    assert.ok(names.includes('main'), String(names))
    assert.ok(names.some((name) => name.startsWith('window 1 Trace me — file://')), String(names))
  })

  it('measures the time in the handler until its promise is settled, and when synchronous the time that the page is blocked', { timeout }, async (t) => {
    const { events, program } = await trace(t, {
      mainScript: "ipcMain.handle('slow', () => new Promise((resolve) => setTimeout(resolve, 60))); app.whenReady().then(() => open())",
      script: "await ipcRenderer.invoke('slow'); ipcRenderer.sendSync('ask-late', 1); await pause(300); ipcRenderer.send('quit')"
    })
    const begin = events.find((event) => event.ph === 'b' && event.name === 'invoke slow')
    const phase = (ph) => events.find((event) => event.ph === ph && event.id === begin.id && event.name === 'in the handler').ts
    assert.ok(phase('e') - phase('b') >= 59_000, `${phase('e') - phase('b')} µs`)
    const [blocked] = ends(events, 'sendSync ask-late').inPage
    assert.ok(blocked.dur >= 39_000 && blocked.args.blocked_us === blocked.dur, JSON.stringify(blocked))
    assert.match(program.stderr, /Warning: sendSync ask-late blocked window 1 "Trace me" \(file:.*page\.html\) for [\d.]+ ms/)
    assert.doesNotMatch(program.stderr, /Warning: .*slow blocked/)
  })

  it('gives each page a row, and tells messages from page to page and over ports', { timeout }, async (t) => {
    const { events } = await trace(t, {
      mainScript: `
        ipcMain.on('ready', ({ sender }) => {
          const { port1, port2 } = new MessageChannelMain()
          port1.on('message', ({ data }) => port1.postMessage(data))
          port1.start()
          sender.postMessage('port', null, [port2])
        })
        let heard = 0
        ipcMain.on('heard', () => { if (++heard === 2) app.quit() })
        app.whenReady().then(() => { open(); open() })`,
      script: `
        ipcRenderer.on('port', ({ ports: [port] }) => {
          port.onmessage = () => {
            ipcRenderer.sendTo(1, 'between', 1)
            ipcRenderer.send('heard')
          }
          port.postMessage(1)
        })
        ipcRenderer.send('ready')`
    })
    const rows = new Set(slicesOf(events, 'send ready').map(({ tid }) => tid))
    assert.equal(rows.size, 3)
    assert.ok(ends(events, 'sendTo between').inMain.length > 0)
    assert.ok(ends(events, 'webContents.send between').inPage.every(({ tid }) => tid === 1))
    assert.ok(ends(events, 'postMessage port').inPage.length === 2)
    assert.ok(ends(events, 'port message').inMain.length >= 4)
  })

  it('goes on over documents of a page', { timeout }, async (t) => {
    const { events } = await trace(t, {
      script: `
        const n = Number(new URLSearchParams(location.search).get('n'))
        await ipcRenderer.invoke('echo', 'x'.repeat(n))
        ipcRenderer.send('last', n)
        if (n < 3) location.search = 'n=' + (n + 1)
        else { await pause(300); ipcRenderer.send('quit') }`
    })
    assert.equal(ends(events, 'invoke echo').inMain.length, 4)
    assert.equal(ends(events, 'invoke echo').inPage.length, 4)
    assert.equal(ends(events, 'send last').inMain.length, 4)
  })

  for (const [how, mainScript] of [
    ['app.exit', "ipcMain.on('end', () => app.exit(3))"],
    ['process.exit', "ipcMain.on('end', () => process.exit(3))"]
  ]) {
    it(`is complete after ${how}`, { timeout }, async (t) => {
      const { events, program } = await trace(t, {
        mainScript: `${mainScript}; app.whenReady().then(() => open())`, script: "for (let i = 0; i < 500; i++) ipcRenderer.send('note', i); ipcRenderer.send('end')"
      })
      assert.equal(program.result.code, 3)
      assert.equal(ends(events, 'send note').inMain.length, 500)
    })
  }

  it('is complete after a main script that throws', { timeout }, async (t) => {
    const { program } = await trace(t, { mainScript: "throw new Error('on purpose')", script: '' })
    assert.equal(program.result.code, 1)
  })

  it('is complete after an uncaught exception and SIGTERM', { timeout }, async (t) => {
    const { events, program } = await trace(t, {
      mainScript: "ipcMain.on('throw', () => { throw new Error('on purpose') }); ipcMain.on('here', () => console.log('here')); app.whenReady().then(() => open())",
      script: "ipcRenderer.send('throw'); await pause(200); ipcRenderer.send('here')",
      end: async (program) => {
        await program.output('here')
        program.kill('SIGTERM')
        await program.end()
      }
    })
    assert.match(program.stderr, /on purpose/)
    assert.equal(ends(events, 'send throw').inMain.length, 1)
  })

  it('can be read after a crash', { timeout }, async (t) => {
    const { events, text } = await trace(t, {
      isWhole: false,
      mainScript: "ipcMain.on('crash', () => { require('fs').writeSync(1, 'now'); process.kill(process.pid, 'SIGKILL') }); app.whenReady().then(() => open())",
      script: "await ipcRenderer.invoke('echo', 1); await pause(1500); ipcRenderer.send('crash')"
    })
    assert.ok(text.startsWith('['))
    assert.equal(ends(events, 'invoke echo').inMain.length, 1)
  })

  it('needs a file that can be written', { timeout }, async (t) => {
    const folder = appFolder(t, { 'index.js': "console.log('ran'); require('electron').app.quit()" })
    const program = await run(t, ['--headless', `--ipc-trace=${folder}/nowhere/trace.json`, folder])
    assert.equal(program.result.code, 1)
    assert.match(program.stderr, /--ipc-trace: cannot write .*nowhere\/trace\.json: ENOENT/)
    assert.equal(program.stdout, '')
  })

  for (const option of ['--ipc-trace', '--ipc-trace=']) {
    it(`${option} says that it needs a file`, { timeout }, async (t) => {
      const folder = appFolder(t, { 'index.js': '' })
      const program = await run(t, ['--headless', option, folder])
      assert.equal(program.result.code, 9)
      assert.match(program.stderr, /--ipc-trace=FILE needs the name of the file to write/)
    })
  }

  it('is nothing where it is not asked for', { timeout }, async (t) => {
    const folder = appFolder(t, {
      'package.json': '{"name": "plain", "main": "main.js", "runtime": {"electron": 9}}',
      'main.js': main("ipcMain.on('slow', (event) => setTimeout(() => { event.returnValue = 1 }, 40)); app.whenReady().then(() => open())"),
      'page.html': page("ipcRenderer.sendSync('slow'); ipcRenderer.send('quit')")
    })
    const program = await run(t, ['--headless', folder])
    assert.equal(program.result.code, 0)
    assert.equal(program.stderr, '')
  })
})
