'use strict'

const { describe, it, before, after, beforeEach, afterEach } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const http = require('http')
const path = require('path')
const { app, session } = require('electron')
const { once } = require('../support/events')
const { openPage } = require('../support/windows')
const { tempFolder } = require('../support/temp-folder')

// The dialog on a screen is in tests/apps/dialogs.test.js.

describe('a download without a save path', () => {
  let answers, server, url, win
  const folder = tempFolder('downloads')
  const downloads = app.getPath('downloads')

  before(async () => {
    const file = path.join(tempFolder('answers'), 'answers.js')
    fs.writeFileSync(file, '')
    process.env.RUNTIME_DIALOGS = file
    answers = require(file)
    app.setPath('downloads', folder)
    server = http.createServer((request, response) => {
      response.setHeader('content-disposition', 'attachment; filename="name.bin"')
      response.end('content')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    url = `http://127.0.0.1:${server.address().port}/`
    win = await openPage()
  })
  after(() => {
    app.setPath('downloads', downloads)
    server.close()
  })
  beforeEach(() => { for (const name of Object.keys(answers)) delete answers[name] })
  afterEach(() => session.defaultSession.removeAllListeners('will-download'))

  /** [the dialog's options, the state in which the download ended, its item] */
  const download = async (answer, act = () => {}) => {
    let asked
    answers.showSaveDialog = (options) => {
      asked = options
      return answer
    }
    const done = new Promise((resolve) => {
      session.defaultSession.once('will-download', (event, item) => {
        act(item)
        item.once('done', (event, state) => resolve([asked, state, item]))
      })
    })
    win.webContents.downloadURL(url)
    return done
  }

  it('asks with showSaveDialog, and goes where the answer says', async () => {
    const to = path.join(folder, 'chosen.bin')
    const [asked, state, item] = await download(to)
    assert.deepEqual(asked, { title: url, defaultPath: path.join(folder, 'name.bin') })
    assert.deepEqual([state, item.getSavePath(), fs.readFileSync(to, 'utf8')], ['completed', to, 'content'])
  })

  it('asks with what setSaveDialogOptions says', async () => {
    const options = { title: 'Where?', defaultPath: 'other.bin', buttonLabel: 'Here', filters: [{ name: 'Bytes', extensions: ['bin'] }], message: 'm', properties: [] }
    const [asked] = await download(path.join(folder, 'x.bin'), (item) => item.setSaveDialogOptions(options))
    assert.deepEqual(asked, { ...options, defaultPath: path.join(folder, 'other.bin') })
  })

  it('is cancelled when the user closes the dialog', async () => {
    const [, state, item] = await download(null)
    assert.deepEqual([state, item.getSavePath()], ['cancelled', ''])
  })

  it('is not asked for when will-download sets its path', async () => {
    const [asked, state] = await download(null, (item) => item.setSavePath(path.join(folder, 'set.bin')))
    assert.deepEqual([asked, state], [undefined, 'completed'])
  })

  it('goes into the folder of downloads where nobody sees the dialog', async () => {
    const [, state, item] = await download(undefined)
    assert.deepEqual([state, item.getSavePath()], ['completed', path.join(folder, 'name.bin')])
  })
})
