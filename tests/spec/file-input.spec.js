'use strict'

const { describe, it, before, beforeEach } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const path = require('path')
const { once, until, within } = require('../support/events')
const { openPage, untilInPage } = require('../support/windows')
const { tempFolder } = require('../support/temp-folder')

const page = (attributes) => `<!DOCTYPE html><title>input</title><input type=file ${attributes} style="position: absolute; left: 0; top: 0; width: 200px; height: 40px">
<script>
  window.events = []
  const input = document.querySelector('input')
  for (const name of ['input', 'change', 'cancel']) input.addEventListener(name, () => events.push(name))
  window.chosen = () => [...input.files].map((file) => file.webkitRelativePath || file.name).sort()
</script>`

function click (win) {
  for (const type of ['mouseDown', 'mouseUp']) win.webContents.sendInputEvent({ type, x: 30, y: 20, button: 'left', clickCount: 1 })
}

describe('<input type=file>', () => {
  let answers, folder
  before(() => {
    folder = tempFolder('files')
    fs.mkdirSync(path.join(folder, 'sub'))
    for (const name of ['a.txt', 'b.txt', 'sub/c.txt']) fs.writeFileSync(path.join(folder, name), name)
    const file = path.join(tempFolder('answers'), 'answers.js')
    fs.writeFileSync(file, '')
    process.env.RUNTIME_DIALOGS = file
    answers = require(file)
  })
  beforeEach(() => { for (const name of Object.keys(answers)) delete answers[name] })

  const run = async (attributes, answer) => {
    const win = await openPage(page(attributes), { show: true })
    const asked = new Promise((resolve) => {
      answers.showOpenDialog = (options) => {
        resolve(options)
        return answer
      }
    })
    click(win)
    return { win, asked: await within(asked, undefined, 'the dialog') }
  }

  it('asks for one file, which the page can read', async () => {
    const { win, asked } = await run('', path.join(folder, 'a.txt'))
    assert.deepEqual(asked, { title: '', properties: ['openFile'], filters: [] })
    await untilInPage(win, 'events.includes("change")')
    assert.deepEqual(await win.webContents.executeJavaScript('chosen()'), ['a.txt'])
    assert.equal(await win.webContents.executeJavaScript('input.files[0].text()'), 'a.txt')
  })

  it('asks for several with `multiple`, and for a folder with `webkitdirectory`', async () => {
    const several = await run('multiple', [path.join(folder, 'a.txt'), path.join(folder, 'b.txt')])
    assert.deepEqual(several.asked.properties, ['openFile', 'multiSelections'])
    await untilInPage(several.win, 'events.includes("change")')
    assert.deepEqual(await several.win.webContents.executeJavaScript('chosen()'), ['a.txt', 'b.txt'])
    const whole = await run('webkitdirectory', path.join(folder, 'sub'))
    assert.deepEqual(whole.asked.properties, ['openDirectory'])
    await untilInPage(whole.win, 'events.includes("change")')
    assert.deepEqual(await whole.win.webContents.executeJavaScript('chosen()'), ['sub/c.txt'])
  })

  it('`accept` becomes filters', async () => {
    const { asked } = await run('accept=".md,image/png"', null)
    const [accepted, all] = asked.filters
    assert.deepEqual({ ...accepted, extensions: accepted.extensions.sort() }, { name: 'Custom Files', extensions: ['md', 'png'] })
    assert.deepEqual(all, { name: 'All Files', extensions: ['*'] })
    const images = await run('accept="image/*"', null)
    assert.equal(images.asked.filters[0].name, 'Image Files')
    assert.ok(images.asked.filters[0].extensions.includes('jpg'))
  })

  it('a dialog that is closed leaves the input as it is, and it can ask again', async () => {
    const { win } = await run('', [])
    assert.deepEqual(await win.webContents.executeJavaScript('[events, chosen()]'), [[], []])
    let asked = 0
    answers.showOpenDialog = () => {
      asked++
      return path.join(folder, 'b.txt')
    }
    await until(() => {
      if (asked === 0) click(win)
      return asked > 0
    })
    await untilInPage(win, 'events.includes("change")')
  })

  it('an answer that throws is an uncaught exception, and closes the dialog', async () => {
    const win = await openPage(page(''), { show: true })
    answers.showOpenDialog = () => { throw new Error('answering') }
    const listeners = process.listeners('uncaughtException')
    process.removeAllListeners('uncaughtException')
    const thrown = once(process, 'uncaughtException')
    click(win)
    const [error] = await thrown.finally(() => { for (const listener of listeners) process.on('uncaughtException', listener) })
    assert.equal(error.message, 'answering')
    assert.equal(await win.webContents.executeJavaScript('input.files.length'), 0)
  })

  it('a window that is closed, or loads something else, while the user is asked', async () => {
    for (const end of [(win) => win.destroy(), (win) => win.loadURL('about:blank'), (win) => win.close()]) {
      const win = await openPage(page(''), { show: true })
      const asked = new Promise((resolve) => {
        answers.showOpenDialog = () => {
          resolve()
          end(win)
          return path.join(folder, 'a.txt')
        }
      })
      click(win)
      await within(asked)
      await until(() => win.isDestroyed() || win.webContents.getURL() === 'about:blank')
    }
  })
})
