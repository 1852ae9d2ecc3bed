'use strict'

const assert = require('node:assert/strict')
const fs = require('fs')
const http = require('http')
const path = require('path')
const { after, before, describe, it } = require('node:test')
const { session } = require('electron')
const { once, until } = require('../support/events')
const { appFolder, run } = require('../support/program')
const { tempFolder } = require('../support/temp-folder')
const { openPage, openWindow, pageUrl } = require('../support/windows')

// The user's answers to dialogs.
const answers = path.join(tempFolder('answers'), 'answers.js')
fs.writeFileSync(answers, 'exports.showMessageBox = (options) => globalThis.answerBox?.(options)')
process.env.RUNTIME_DIALOGS = answers

const picture = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg=='
const open = (html, webPreferences, options = {}) => openPage(html, { ...options, webPreferences })
const ask = (win, script) => win.webContents.executeJavaScript(script)

/** What a page with these preferences answers, beside one with those. */
async function both (html, script, one, other) {
  const wins = await Promise.all([open(html, one), open(html, other)])
  return Promise.all(wins.map((win) => ask(win, script)))
}

describe('webPreferences', () => {
  let server, url
  before(async () => {
    server = http.createServer((request, response) => {
      const type = request.url.endsWith('.png') ? 'image/png' : 'text/html'
      if (request.url === '/echo') {
        let body = ''
        request.on('data', (data) => { body += data }).on('end', () => {
          response.writeHead(201, { 'x-answer': 'yes' })
          response.end(`${request.method} ${request.headers['x-own']} ${body}`)
        })
        return
      }
      response.writeHead(200, { 'content-type': type })
      if (request.url === '/empty') return response.end()
      response.end(type === 'text/html' ? '<!DOCTYPE html><title>served</title>' : Buffer.from(picture.slice(22), 'base64'))
    })
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${server.address().port}`
  })
  after(() => server.closeAllConnections() || server.close())

  it('images: false loads none', async () => {
    const html = `<!DOCTYPE html><img id=one src="${url}/x.png">`
    assert.deepEqual(await both(html, 'one.naturalWidth', { images: false }, {}), [0, 2])
  })

  it('javascript: false runs no scripts of the page', async () => {
    const win = openWindow({ webPreferences: { javascript: false } })
    await win.loadURL(pageUrl('<!DOCTYPE html><title>before</title><script>document.title = "after"</script>'))
    assert.equal(win.webContents.getTitle(), 'before')
  })

  it('webgl: false has no WebGL', async () => {
    const win = await open('<canvas id=canvas></canvas>', { webgl: false })
    assert.equal(await ask(win, "canvas.getContext('webgl')"), null)
  })

  it('plugins: true shows PDFs in the page', async () => {
    assert.deepEqual(await both('<title>t</title>', 'navigator.pdfViewerEnabled', { plugins: false }, { plugins: true }), [false, true])
  })

  it('defaultFontFamily, defaultFontSize, defaultMonospaceFontSize and minimumFontSize', async () => {
    const html = '<!DOCTYPE html><p id=text>x</p><pre id=code>x</pre><p id=small style="font-size: 5px">x</p>'
    const win = await open(html, { defaultFontFamily: { standard: 'DejaVu Sans Mono' }, defaultFontSize: 30, defaultMonospaceFontSize: 21, minimumFontSize: 12 })
    const size = (id) => `getComputedStyle(${id}).fontSize`
    assert.deepEqual(await ask(win, `[${size('text')}, ${size('code')}, ${size('small')}, getComputedStyle(text).fontFamily]`), ['30px', '21px', '12px', '"DejaVu Sans Mono"'])
  })

  it('defaultEncoding is that of pages without one', async () => {
    const win = openWindow({ webPreferences: { defaultEncoding: 'windows-1251' } })
    await win.loadURL(`${url}/empty`) // else the engine guesses from the text
    assert.equal(await ask(win, 'document.characterSet'), 'windows-1251')
  })

  it("autoplayPolicy: 'user-gesture-required' keeps sound from beginning by itself", async () => {
    const silence = `data:audio/wav;base64,${Buffer.from('524946462c00000057415645666d74201000000001000100401f0000401f0000010008006461746108000000' + '80'.repeat(8), 'hex').toString('base64')}`
    const html = `<!DOCTYPE html><script>new Audio('${silence}').play().then(() => { document.title = 'plays' }, (error) => { document.title = error.name })</script>`
    const sound = async (autoplayPolicy) => {
      const { webContents } = openWindow({ webPreferences: { autoplayPolicy } })
      const titled = once(webContents, 'page-title-updated')
      webContents.loadURL(pageUrl(html))
      return (await titled)[1]
    }
    assert.deepEqual(await Promise.all([sound('user-gesture-required'), sound('no-user-gesture-required')]), ['NotAllowedError', 'plays'])
  })

  it('textAreasAreResizable: false', async () => {
    assert.deepEqual(await both('<!DOCTYPE html><textarea id=area></textarea>', 'getComputedStyle(area).resize', { textAreasAreResizable: false }, { textAreasAreResizable: true }), ['none', 'both'])
  })

  it('enableWebSQL: false has no openDatabase', async () => {
    assert.deepEqual(await both('<title>t</title>', 'typeof openDatabase', { enableWebSQL: false }, { enableWebSQL: true }), ['undefined', 'function'])
  })

  it('spellcheck: false marks no words', async () => {
    assert.deepEqual(await both('<!DOCTYPE html><textarea id=area></textarea>', 'area.spellcheck', { spellcheck: false }, { spellcheck: true }), [false, true])
  })

  it('webSecurity: false lets scripts read what is of other origins', async () => {
    const script = `(async () => {
      const asked = await fetch('${url}/echo', { method: 'POST', headers: { 'x-own': 'mine' }, body: 'text' }).then(async (response) => [response.url, response.status, response.headers.get('x-answer'), await response.text()], () => 'refused')
      const xhr = new XMLHttpRequest()
      xhr.open('GET', '${url}/echo')
      const got = await new Promise((resolve) => {
        xhr.onload = () => resolve([xhr.responseURL, xhr.status, xhr.getResponseHeader('x-answer'), xhr.responseText])
        xhr.onerror = () => resolve('refused')
        xhr.send()
      })
      return [asked, got]
    })()`
    const results = []
    for (const webSecurity of [true, false]) {
      const win = openWindow({ webPreferences: { webSecurity } })
      await win.loadURL(`${url.replace('127.0.0.1', 'localhost')}/page`)
      results.push(await ask(win, script))
      const file = await open('<title>t</title>', { webSecurity })
      results.push(await ask(file, script))
    }
    const refused = ['refused', 'refused']
    const read = [[`${url}/echo`, 201, 'yes', 'POST mine text'], [`${url}/echo`, 201, 'yes', 'GET undefined ']]
    assert.deepEqual(results, [refused, refused, read, read])
  })

  it('webSecurity: false opens no files to a page of the network', async () => {
    const win = openWindow({ webPreferences: { webSecurity: false } })
    await win.loadURL(`${url.replace('127.0.0.1', 'localhost')}/page`)
    const read = (what) => ask(win, `(async () => {
      const prefix = new Promise((resolve) => new PerformanceObserver((list) => {
        const [found] = list.getEntries().map(({ name }) => /^http:[/][/]127[^/]*[/][^/]+[/](?=http)/.exec(name)).filter(Boolean)
        if (found) resolve(found[0])
      }).observe({ type: 'resource' }))
      await fetch('${url}/echo')
      return fetch(await prefix + encodeURIComponent('${what}')).then((response) => response.text(), () => 'refused')
    })()`)
    assert.equal(await read(`${url}/echo`), 'GET undefined ')
    assert.equal(await read(require('url').pathToFileURL(__filename).href), 'refused')
  })

  it('disableDialogs shows none of the page', async () => {
    let shown = 0
    globalThis.answerBox = () => { shown++; return 0 }
    const script = '[confirm("?"), alert("!")].length'
    const win = await open('<title>t</title>', { disableDialogs: true })
    assert.equal(await ask(win, script), 2)
    assert.equal(shown, 0)
    assert.equal(await ask(await open('<title>t</title>', {}), script), 2)
    assert.equal(shown, 2)
  })

  it('safeDialogs offers to see no more of them, with safeDialogsMessage', async () => {
    const shown = []
    globalThis.answerBox = (options) => { shown.push(options.checkboxLabel); return { response: 0, checkboxChecked: shown.length === 2 } }
    const win = await open('<title>t</title>', { safeDialogs: true, safeDialogsMessage: 'No more' })
    assert.deepEqual(await ask(win, '[confirm("1"), confirm("2"), confirm("3")]'), [true, true, false])
    assert.deepEqual(shown, ['', 'No more'])
    const loaded = once(win.webContents, 'did-finish-load')
    win.reload()
    await loaded
    assert.equal(await ask(win, 'confirm("4")'), true)
  })

  it('additionalArguments are in the process.argv of the page', async () => {
    const win = await open('<title>t</title>', { additionalArguments: ['--mine=1'], nodeIntegration: true, contextIsolation: false })
    assert.equal(await ask(win, "process.argv.includes('--mine=1')"), true)
  })

  it('zoomFactor is that of the first page', async () => {
    const win = await open('<title>t</title>', { zoomFactor: 2 })
    assert.equal(win.webContents.getZoomFactor(), 2)
  })

  it('session and partition name the session, and session comes first', () => {
    const own = session.fromPartition('prefs-one')
    assert.equal(openWindow({ webPreferences: { partition: 'prefs-one' } }).webContents.session, own)
    assert.equal(openWindow({ webPreferences: { session: own, partition: 'prefs-two' } }).webContents.session, own)
  })

  it('backgroundThrottling: false lets a hidden page count as visible', async () => {
    const win = await open('<title>t</title>', { backgroundThrottling: false }, { paintWhenInitiallyHidden: false })
    await until(async () => await ask(win, 'document.visibilityState') === 'visible')
  })

  it('allowRunningInsecureContent and navigateOnDragDrop are taken', () => {
    const { webContents } = openWindow({ webPreferences: { allowRunningInsecureContent: true, navigateOnDragDrop: true } })
    const { allowRunningInsecureContent, navigateOnDragDrop } = webContents.getLastWebPreferences()
    assert.deepEqual([allowRunningInsecureContent, navigateOnDragDrop], [true, true])
  })

  it('what the engine cannot do says so once, by name and with the reason', async (t) => {
    const options = { enableBlinkFeatures: 'A', disableBlinkFeatures: 'B', experimentalFeatures: true, offscreen: true, v8CacheOptions: 'none', accessibleTitle: 'x', imageAnimationPolicy: 'noAnimation', webviewTag: true }
    const folder = appFolder(t, {
      'index.js': `
        const { app, BrowserWindow } = require('electron')
        app.whenReady().then(() => {
          const webPreferences = ${JSON.stringify(options)}
          for (let i = 0; i < 2; i++) new BrowserWindow({ show: false, webPreferences })
          new BrowserWindow({ show: false, webPreferences: { v8CacheOptions: 'code', imageAnimationPolicy: 'animate', experimentalFeatures: false, offscreen: false } })
          app.exit(0)
        })`
    })
    const { stderr } = await run(t, ['--no-sandbox', '--headless', folder])
    for (const name of Object.keys(options)) {
      assert.equal(stderr.split(`webPreferences.${name} is not supported and has no effect: `).length, 2, `${name}: ${stderr}`)
    }
  })
})
