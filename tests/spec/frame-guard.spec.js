'use strict'

const { after, before, describe, it } = require('node:test')
const assert = require('node:assert/strict')
const { once } = require('../support/events')
const { startServer } = require('../support/http-server')
const { openWindow, pageFile } = require('../support/windows')

describe('what brings a page its scripts after a crash', () => {
  let server
  before(async () => { server = await startServer() })
  after(() => server.close())

  it('tells a page that listens in a frame of its own nothing of its preload script', async () => {
    const preload = pageFile("globalThis.mine = 'secret of the preload script'", 'preload.js')
    const win = openWindow({ webPreferences: { contextIsolation: true, preload } })
    const url = `${server.url}/page`
    await win.loadURL(url)
    const gone = once(win.webContents, 'render-process-gone')
    win.webContents.forcefullyCrashRenderer()
    await gone
    await win.loadURL(url)
    // The frame's document keeps the window, with what the page has put there.
    const answers = await win.webContents.executeJavaScript(`new Promise((resolve) => {
      const frame = document.createElement('iframe')
      frame.src = location.href + '?'
      document.body.append(frame)
      const inner = frame.contentWindow
      const { prompt } = inner
      const heard = []
      inner.prompt = (...words) => {
        heard.push(words[0])
        return prompt.apply(inner, words)
      }
      frame.onload = () => resolve({
        isSame: frame.contentWindow.prompt !== prompt,
        texts: heard.flatMap((word) => ['m0', 'm1', 's0', 's1', ''].map((more) => String(globalThis.prompt(word, more))))
      })
    })`)
    assert.ok(answers.isSame)
    assert.deepEqual(answers.texts.filter((text) => text !== '' && text !== 'null'), [])
    win.destroy()
  })
})
