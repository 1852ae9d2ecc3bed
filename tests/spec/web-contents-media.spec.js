'use strict'

const assert = require('node:assert/strict')
const { describe, it } = require('node:test')
const { once, until } = require('../support/events')
const { openPage, openWindow, loadPage } = require('../support/windows')

/** Silence, which the engine does not count as sound. */
function silence (seconds) {
  const rate = 8000
  const wav = Buffer.alloc(44 + rate * seconds, 128)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(wav.length - 8, 4)
  wav.write('WAVEfmt ', 8)
  for (const [offset, size, value] of [[16, 4, 16], [20, 2, 1], [22, 2, 1], [24, 4, rate], [28, 4, rate], [32, 2, 1], [34, 2, 8], [40, 4, wav.length - 44]]) wav.writeUIntLE(value, offset, size)
  wav.write('data', 36)
  return `data:audio/wav;base64,${wav.toString('base64')}`
}

const page = `<!DOCTYPE html><title>media</title><audio id=a loop src="${silence(1)}"></audio><video id=v loop src="${silence(1)}"></video>`
const playing = page.replaceAll(' loop', ' loop autoplay')

describe('what plays in a page', () => {
  const open = async (html, options) => {
    const win = openWindow(options)
    const log = listen(win.webContents)
    await loadPage(win, html)
    return { win, log, contents: win.webContents, run: (code) => win.webContents.executeJavaScript(`${code}; undefined`, true) }
  }
  const listen = (contents) => {
    const log = []
    contents.on('media-started-playing', () => log.push('started'))
    contents.on('media-paused', () => log.push('paused'))
    return log
  }
  const comes = async (log, ...names) => {
    await until(() => log.length >= names.length, undefined, `${names}, there is ${log}`).catch((error) => { throw new Error(`${error.message}: ${log}`) })
    assert.deepEqual(log.splice(0), names)
  }

  for (const [kind, webPreferences] of [['an isolated world', {}], ['the page\'s own world', { contextIsolation: false }]]) {
    it(`'media-started-playing' and 'media-paused' of each player, with and without sound, from ${kind}`, async () => {
      const { log, run } = await open(page, { webPreferences })
      await run('a.play()')
      await comes(log, 'started')
      await run('v.play()')
      await comes(log, 'started')
      await run('a.currentTime = 0.5; a.pause()')
      await comes(log, 'paused')
      await run('window.kept = v; v.remove()')
      await comes(log, 'paused')
      await run('kept.play()')
      await comes(log, 'started')
      await run('kept.load()')
      await comes(log, 'paused')
      await run(`a.loop = false; a.src = '${silence(0.25)}'; a.play()`)
      await comes(log, 'started', 'paused')
      await run("a.dispatchEvent(new Event('play')); a.src = 'data:audio/wav;base64,AAAA'; a.play().catch(() => {})")
      await run('0')
      assert.deepEqual(log, [])
    })
  }

  it('hears of what begins with its document, and ends with it', async () => {
    const { win, log, contents } = await open(playing)
    await comes(log, 'started', 'started')
    await loadPage(win, playing)
    await comes(log, 'paused', 'paused', 'started', 'started')
    const gone = once(contents, 'render-process-gone')
    contents.forcefullyCrashRenderer()
    await gone
    await comes(log, 'paused', 'paused')
    await loadPage(win, playing)
    await comes(log, 'started', 'started')
    win.destroy()
    await comes(log, 'paused', 'paused')
  })

  for (const [kind, webPreferences] of [['without', {}], ['with', { nodeIntegrationInSubFrames: true }]]) {
    it(`hears of frames of other origins, ${kind} scripts of their own`, async () => {
      const { log, run, contents } = await open(`<!DOCTYPE html><title>frames</title><iframe id=f src='data:text/html,${encodeURIComponent(playing)}'></iframe>`, { webPreferences })
      await comes(log, 'started', 'started')
      assert.equal(contents.mainFrame.frames.length, 1)
      await run('f.remove()')
      await comes(log, 'paused', 'paused')
    })
  }

  it('begins with what changes after somebody listens', async () => {
    const win = await openPage(`${playing}<iframe src='data:text/html,${encodeURIComponent(playing)}'></iframe>`)
    await until(() => win.webContents.mainFrame.frames.length === 1)
    await until(() => win.webContents.executeJavaScript('!a.paused && a.currentTime > 0 && v.currentTime > 0'))
    const log = listen(win.webContents)
    await win.webContents.executeJavaScript('0')
    await win.webContents.executeJavaScript('a.pause()')
    await comes(log, 'paused')
    await win.webContents.executeJavaScript('a.play(); undefined')
    await comes(log, 'started')
  })
})
