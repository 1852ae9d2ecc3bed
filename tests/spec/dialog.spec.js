'use strict'

const { describe, it, before, beforeEach } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const path = require('path')
const { dialog, nativeImage } = require('electron')
const { openWindow } = require('../support/windows')
const { tempFolder } = require('../support/temp-folder')

// Dialogs on a screen are in tests/apps/dialogs.test.js.

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

  it('showMessageBox and showMessageBoxSync take an icon, and pass over what is none', async () => {
    answers.showMessageBox = () => 0
    for (const icon of [nativeImage.createEmpty(), '/nowhere.png', 5, {}]) assert.equal((await dialog.showMessageBox({ message: 'x', icon, textWidth: 5 })).response, 0)
  })

  it('dialog.showOpenDialog resolves to {canceled, filePaths}, showOpenDialogSync returns the paths', async () => {
    const asked = []
    answers.showOpenDialog = (options) => {
      asked.push(options)
      return ['/tmp/a', '/tmp/b']
    }
    const options = {
      title: 'Choose', defaultPath: '/tmp', buttonLabel: 'Take', message: 'm', filters: [{ name: 'All', extensions: ['*'] }], properties: ['openFile', 'multiSelections']
    }
    assert.deepEqual(await dialog.showOpenDialog(options), { canceled: false, filePaths: ['/tmp/a', '/tmp/b'] })
    assert.deepEqual(asked, [options])
    assert.deepEqual(await dialog.showOpenDialog(openWindow(), options), { canceled: false, filePaths: ['/tmp/a', '/tmp/b'] })
    assert.deepEqual(dialog.showOpenDialogSync(openWindow(), options), ['/tmp/a', '/tmp/b'])
    assert.deepEqual(dialog.showOpenDialogSync(), ['/tmp/a', '/tmp/b'])
    assert.deepEqual(asked.at(-1), { title: 'Open', properties: ['openFile'] })
    answers.showOpenDialog = () => 'relative'
    assert.deepEqual(dialog.showOpenDialogSync(null, {}), [path.resolve('relative')])
  })

  it('dialog.showSaveDialog resolves to {canceled, filePath}, showSaveDialogSync returns the path', async () => {
    const asked = []
    answers.showSaveDialog = (options) => {
      asked.push(options)
      return '/tmp/new.txt'
    }
    const options = { title: 'Keep', defaultPath: '/tmp/x', buttonLabel: 'Keep', filters: [{ name: 'Text', extensions: ['md'] }], properties: ['showOverwriteConfirmation'] }
    assert.deepEqual(await dialog.showSaveDialog(options), { canceled: false, filePath: '/tmp/new.txt' })
    assert.deepEqual(asked, [options])
    assert.equal(dialog.showSaveDialogSync(openWindow(), options), '/tmp/new.txt')
    assert.equal(dialog.showSaveDialogSync(), '/tmp/new.txt')
    assert.deepEqual(asked.at(-1), { title: 'Save', properties: [] })
  })

  it('a file dialog that the user closes is canceled, without paths', async () => {
    const closed = async (open, save) => {
      answers.showOpenDialog = open
      answers.showSaveDialog = save
      assert.deepEqual(await dialog.showOpenDialog({}), { canceled: true, filePaths: [] })
      assert.equal(dialog.showOpenDialogSync({}), undefined)
      assert.deepEqual(await dialog.showSaveDialog({}), { canceled: true, filePath: '' })
      assert.equal(dialog.showSaveDialogSync({}), undefined)
    }
    await closed(() => [], () => '')
    await closed(() => null, () => null)
    await closed(() => ({ canceled: true, filePaths: ['/x'] }), () => ({ canceled: true, filePath: '/x' }))
    // Nobody is there to choose.
    await closed(undefined, undefined)
  })

  it('RUNTIME_DIALOGS may answer as the dialogs do', async () => {
    answers.showOpenDialog = () => ({ canceled: false, filePaths: ['/tmp/a'] })
    answers.showSaveDialog = () => ({ canceled: false, filePath: '/tmp/b' })
    assert.deepEqual(await dialog.showOpenDialog({}), { canceled: false, filePaths: ['/tmp/a'] })
    assert.deepEqual(await dialog.showSaveDialog({}), { canceled: false, filePath: '/tmp/b' })
  })

  it("file dialogs tell wrong options in Electron's words", () => {
    const cases = [
      [{ title: 5 }, 'Title must be a string'], [{ buttonLabel: 5 }, 'Button label must be a string'], [{ defaultPath: null }, 'Default path must be a string'],
      [{ message: {} }, 'Message must be a string'], [{ properties: 'openFile' }, 'Properties must be an array']
    ]
    for (const method of ['showOpenDialog', 'showOpenDialogSync', 'showSaveDialog', 'showSaveDialogSync']) {
      for (const [options, message] of cases) assert.throws(() => dialog[method](options), { name: 'TypeError', message })
    }
    assert.throws(() => dialog.showSaveDialog({ nameFieldLabel: 5 }), { name: 'TypeError', message: 'Name field label must be a string' })
  })

  it('file dialogs pass over filters and properties that are none', async () => {
    for (const filters of [5, [5], [{}], [{ name: 'x' }], [{ name: 'a', extensions: [5] }], {}]) {
      assert.deepEqual(await dialog.showOpenDialog({ filters, properties: ['nope', 5, 'dontAddToRecent', 'promptToCreate'] }), { canceled: true, filePaths: [] })
    }
  })

  it('showCertificateTrustDialog says that it is for other systems', () => {
    assert.throws(() => dialog.showCertificateTrustDialog(), { name: 'TypeError', message: 'options must be an object' })
    assert.throws(() => dialog.showCertificateTrustDialog({}), { name: 'TypeError', message: 'certificate must be an object' })
    assert.throws(() => dialog.showCertificateTrustDialog({ certificate: {}, message: 5 }), { name: 'TypeError', message: 'message must be a string' })
    assert.throws(() => dialog.showCertificateTrustDialog(openWindow(), { certificate: {} }),
      { message: 'dialog.showCertificateTrustDialog is not supported: it is for other systems than Linux' })
  })
})
