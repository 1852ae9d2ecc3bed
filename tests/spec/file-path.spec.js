'use strict'

// Where the files are that a user gives a page: webUtils.getPathForFile, and `path` of files as up to Electron 31.

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const path = require('path')
const { ipcMain } = require('electron')
const { once, within } = require('../support/events')
const { startServer } = require('../support/http-server')
const { openPage, untilInPage } = require('../support/windows')
const { tempFolder } = require('../support/temp-folder')

const html = (attributes) => `<!DOCTYPE html><title>input</title><input type=file ${attributes} style="position: absolute; left: 0; top: 0; width: 200px; height: 40px">`
const chosen = "[...document.querySelector('input').files]"

describe('a file that the user chose', () => {
  let answers, folder, saved
  before(() => {
    folder = tempFolder('files')
    fs.mkdirSync(path.join(folder, 'sub'), { recursive: true })
    fs.mkdirSync(path.join(folder, 'other'))
    for (const name of ['a.txt', 'b.txt', 'sub/c.txt', 'other/a.txt']) fs.writeFileSync(path.join(folder, name), name)
    const file = path.join(tempFolder('answers'), 'answers.js')
    fs.writeFileSync(file, '')
    saved = process.env.RUNTIME_DIALOGS
    process.env.RUNTIME_DIALOGS = file
    answers = require(file)
  })
  after(() => {
    if (saved === undefined) delete process.env.RUNTIME_DIALOGS
    else process.env.RUNTIME_DIALOGS = saved
  })

  const choose = async (win, answer, count = 1) => {
    const asked = new Promise((resolve) => {
      answers.showOpenDialog = () => {
        resolve()
        return answer
      }
    })
    for (const type of ['mouseDown', 'mouseUp']) win.webContents.sendInputEvent({ type, x: 30, y: 20, button: 'left', clickCount: 1 })
    await within(asked, undefined, 'the dialog')
    await untilInPage(win, `${chosen}.length === ${count}`)
  }
  const node = { nodeIntegration: true, contextIsolation: false }
  const run = (win, code) => win.webContents.executeJavaScript(code)
  const pathsOf = (win) => run(win, `${chosen}.map((file) => require('electron').webUtils.getPathForFile(file)).sort()`)

  it('webUtils.getPathForFile tells where it is', async () => {
    const win = await openPage(html('multiple'), { show: true, webPreferences: node })
    const files = [path.join(folder, 'a.txt'), path.join(folder, 'b.txt')]
    await choose(win, files, 2)
    assert.deepEqual(await pathsOf(win), files)
    assert.deepEqual(await run(win, `${chosen}.map((file) => file.path).sort()`), files)
  })

  it('of two files of the same name the right one', async () => {
    const win = await openPage(html(''), { show: true, webPreferences: node })
    await choose(win, path.join(folder, 'a.txt'))
    await run(win, `first = ${chosen}[0]; document.querySelector('input').value = ''`)
    await choose(win, path.join(folder, 'other/a.txt'))
    assert.deepEqual(await run(win, `[first.path, ${chosen}[0].path]`), [path.join(folder, 'a.txt'), path.join(folder, 'other/a.txt')])
  })

  it('a file of a chosen folder', async () => {
    const win = await openPage(html('webkitdirectory'), { show: true, webPreferences: node })
    await choose(win, path.join(folder, 'sub'))
    assert.deepEqual(await pathsOf(win), [path.join(folder, 'sub/c.txt')])
  })

  it("a file of the page's own making has none, and what is no file is told in Electron's words", async () => {
    const win = await openPage(html(''), { webPreferences: node })
    assert.deepEqual(await run(win, `(({ webUtils: { getPathForFile } }) => {
      const thrown = (...args) => { try { return getPathForFile(...args) } catch ({ name, message }) { return [name, message] } }
      return [thrown(new File(['x'], 'a.txt')), new File(['x'], 'a.txt').path, thrown(new Blob(['x'])), thrown(), ...[undefined, 5, {}].map((value) => thrown(value))]
    })(require('electron'))`), ['', '', '', ['TypeError', 'Insufficient number of arguments.'],
      ...Array(3).fill(['TypeError', 'getPathForFile expected to receive a File object but one was not provided'])])
  })

  it('a page with contextIsolation has File.path, and its sandboxed preload script has webUtils', async () => {
    const preload = path.join(tempFolder('preload'), 'preload.js')
    fs.writeFileSync(preload, `const { ipcRenderer, webUtils } = require('electron')
      addEventListener('change', ({ target }) => ipcRenderer.send('chosen', webUtils.getPathForFile(target.files[0])))`)
    const win = await openPage(html(''), { show: true, webPreferences: { preload, sandbox: true, contextIsolation: true } })
    const told = once(ipcMain, 'chosen')
    await choose(win, path.join(folder, 'b.txt'))
    assert.equal((await told)[1], path.join(folder, 'b.txt'))
    assert.equal(await run(win, `${chosen}[0].path`), path.join(folder, 'b.txt'))
  })

  it('another page does not learn of it, nor one of the network', async (t) => {
    const win = await openPage(html(''), { show: true, webPreferences: node })
    await choose(win, path.join(folder, 'a.txt'))
    const { lastModified, size } = await run(win, `(({ lastModified, size }) => ({ lastModified, size }))(${chosen}[0])`)
    const other = await openPage(html(''), { webPreferences: node })
    assert.equal(await run(other, `new File(['x'.repeat(${size})], 'a.txt', { lastModified: ${lastModified} }).path`), '')
    const server = await startServer()
    t.after(() => server.close())
    const network = await openPage(html(''), { webPreferences: { contextIsolation: true } })
    await network.loadURL(`${server.url}/page`)
    assert.equal(await run(network, "'path' in File.prototype"), false)
  })
})
