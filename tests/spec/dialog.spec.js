'use strict'

const { describe, it, before, beforeEach } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const path = require('path')
const { dialog } = require('electron')
const { openWindow } = require('../support/windows')
const { tempFolder } = require('../support/temp-folder')

// Boxes on a screen are in tests/apps/dialogs.test.js.

describe('dialog', () => {
  let answers
  before(() => {
    const file = path.join(tempFolder('answers'), 'answers.js')
    fs.writeFileSync(file, '')
    process.env.RUNTIME_DIALOGS = file
    answers = require(file)
  })
  beforeEach(() => { for (const name of Object.keys(answers)) delete answers[name] })

  it('RUNTIME_DIALOGS answers message boxes', async () => {
    const asked = []
    answers.showMessageBox = (options) => {
      asked.push(options)
      return 1
    }
    assert.deepEqual(await dialog.showMessageBox({ message: 'Sure?', buttons: ['Yes', 'No'], checkboxLabel: 'always', checkboxChecked: true }),
      { response: 1, checkboxChecked: true })
    assert.deepEqual(asked[0], {
      type: 'none', buttons: ['Yes', 'No'], defaultId: -1, cancelId: 1, title: '', message: 'Sure?', detail: '', checkboxLabel: 'always', checkboxChecked: true
    })
    answers.showMessageBox = () => ({ response: 0, checkboxChecked: false })
    assert.deepEqual(await dialog.showMessageBox(openWindow(), { message: 'x', checkboxLabel: 'c', checkboxChecked: true }), { response: 0, checkboxChecked: false })
    answers.showMessageBox = () => 2
    assert.equal(dialog.showMessageBoxSync({ message: 'x' }), 2)
    assert.equal(dialog.showMessageBoxSync(openWindow(), { message: 'x' }), 2)
  })

  it('without a display and an answer, a message box counts as closed', async () => {
    assert.deepEqual(await dialog.showMessageBox({ message: 'x', buttons: ['OK', 'Cancel'] }), { response: 1, checkboxChecked: false })
    assert.equal(dialog.showMessageBoxSync({ message: 'x', buttons: ['a', 'b'], cancelId: 0 }), 0)
    assert.deepEqual(await dialog.showMessageBox(undefined), { response: 0, checkboxChecked: false })
    assert.deepEqual(await dialog.showMessageBox(null), { response: 0, checkboxChecked: false })
  })

  it('cancelId is the button "cancel" or "no", else the second when the first is the default', () => {
    const closed = (options) => dialog.showMessageBoxSync({ message: 'x', ...options })
    assert.equal(closed({ buttons: ['Save', 'Discard', 'Cancel'] }), 2)
    assert.equal(closed({ buttons: ['NO', 'Yes'] }), 0)
    assert.equal(closed({ buttons: ['a', 'b'] }), 0)
    assert.equal(closed({ buttons: ['a', 'b'], defaultId: 0 }), 1)
    assert.equal(closed({ buttons: ['a'], defaultId: 0 }), 0)
  })

  it('a signal that is aborted closes the box before it is shown', async () => {
    const controller = new AbortController()
    controller.abort()
    answers.showMessageBox = () => assert.fail('asked')
    assert.deepEqual(await dialog.showMessageBox({ message: 'x', signal: controller.signal }), { response: 0, checkboxChecked: false })
  })

  it("tells wrong options in Electron's words", () => {
    const cases = [
      [{ type: 'nope' }, 'Invalid message box type'], [{ type: 5 }, 'Invalid message box type'], [{ buttons: 'x' }, 'Buttons must be an array'],
      [{ title: 5 }, 'Title must be a string'], [{ noLink: 5 }, 'noLink must be a boolean'], [{ message: 5 }, 'Message must be a string'],
      [{ detail: 5 }, 'Detail must be a string'], [{ checkboxLabel: 5 }, 'checkboxLabel must be a string'], [{ buttons: [5] }, 'Button must be a string']
    ]
    for (const method of ['showMessageBox', 'showMessageBoxSync']) {
      for (const [options, message] of cases) assert.throws(() => dialog[method](options), { name: 'TypeError', message })
      assert.throws(() => dialog[method]({ checkboxChecked: true }), { message: 'checkboxChecked requires that checkboxLabel also be passed' })
    }
  })

  it('showErrorBox can be answered, and needs two texts', () => {
    const shown = []
    answers.showErrorBox = (box) => shown.push(box)
    assert.equal(dialog.showErrorBox('title', 'content'), undefined)
    assert.deepEqual(shown, [{ title: 'title', content: 'content' }])
    const insufficient = { name: 'TypeError', message: 'Insufficient number of arguments.' }
    assert.throws(() => dialog.showErrorBox(), insufficient)
    assert.throws(() => dialog.showErrorBox('a'), insufficient)
    assert.throws(() => dialog.showErrorBox('a', 5), { name: 'TypeError', message: 'Error processing argument at index 1, conversion failure from ' })
    assert.throws(() => dialog.showErrorBox(null, 'x'), { name: 'TypeError', message: 'Error processing argument at index 0, conversion failure from null' })
  })

  it('what is not there says so by name', () => {
    for (const method of ['showOpenDialog', 'showOpenDialogSync', 'showSaveDialog', 'showSaveDialogSync', 'showCertificateTrustDialog']) {
      assert.throws(() => dialog[method]({}), { message: `dialog.${method} is not supported` })
    }
  })
})
