'use strict'

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const os = require('os')
const path = require('path')
const { pathToFileURL } = require('url')
const { shell } = require('electron')
const { Bus } = require('../support/dbus')
const { until } = require('../support/events')
const { tempFolder } = require('../support/temp-folder')

const insufficient = { name: 'TypeError', message: 'Insufficient number of arguments.' }
const conversion = { name: 'TypeError', message: 'Error processing argument at index 0, conversion failure from ' }

/** Stands for the desktop: programs that write down what they are called with, and fail when told to. */
describe('shell', () => {
  const saved = { PATH: process.env.PATH, DBUS_SESSION_BUS_ADDRESS: process.env.DBUS_SESSION_BUS_ADDRESS }
  let folder
  const calls = () => fs.existsSync(`${folder}/calls`) ? fs.readFileSync(`${folder}/calls`, 'utf8').trim().split('\n') : []

  before(() => {
    folder = tempFolder('desktop')
    for (const name of ['xdg-open', 'xdg-email', 'dbus-send']) {
      const code = `#!/bin/sh\necho "${name} $*" >> '${folder}/calls'\npwd > '${folder}/cwd'\n[ ! -e '${folder}/fail' ]\n`
      fs.writeFileSync(path.join(folder, name), code, { mode: 0o755 })
    }
    process.env.PATH = `${folder}:${saved.PATH}`
    delete process.env.DBUS_SESSION_BUS_ADDRESS
  })

  after(() => {
    for (const [name, value] of Object.entries(saved)) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  })

  const failing = async (t, act) => {
    fs.writeFileSync(`${folder}/fail`, '')
    t.after(() => fs.rmSync(`${folder}/fail`, { force: true }))
    return act()
  }

  it('openExternal hands a URL to the desktop', async () => {
    assert.equal(await shell.openExternal('https://example.org/?a=1'), undefined)
    assert.equal(calls().at(-1), 'xdg-open https://example.org/?a=1')
    await shell.openExternal('mailto:a@example.org')
    assert.equal(calls().at(-1), 'xdg-email mailto:a@example.org')
  })

  it('openExternal opens in options.workingDirectory', async () => {
    await shell.openExternal('https://example.org', { workingDirectory: os.tmpdir() })
    assert.equal(fs.readFileSync(`${folder}/cwd`, 'utf8').trim(), fs.realpathSync(os.tmpdir()))
  })

  it('openExternal rejects what is no URL, and when the desktop fails', async (t) => {
    for (const url of ['', 'not a url', '--option', '/path']) await assert.rejects(shell.openExternal(url), { message: `Failed to open: Invalid URL: ${url}` })
    await failing(t, () => assert.rejects(shell.openExternal('https://example.org'), { message: 'Failed to open: xdg-open ended with code 1' }))
  })

  it('openPath resolves to "" or to what went wrong', async (t) => {
    assert.equal(await shell.openPath('/some/file.txt'), '')
    assert.equal(calls().at(-1), 'xdg-open /some/file.txt')
    assert.equal(await shell.openPath('-file'), '')
    assert.equal(calls().at(-1), `xdg-open ${path.resolve('-file')}`)
    assert.equal(await shell.openPath(''), 'Failed to open path')
    assert.equal(await failing(t, () => shell.openPath('/some/file.txt')), 'Failed to open path: xdg-open ended with code 1')
  })

  it('says that there is no program to open with', async () => {
    process.env.PATH = '/nonexistent'
    const failure = await shell.openPath('/some/file.txt')
    process.env.PATH = `${folder}:${saved.PATH}`
    assert.equal(failure, 'Failed to open path: there is no program xdg-open')
  })

  it('showItemInFolder asks the file manager, else opens the folder', async () => {
    assert.equal(shell.showItemInFolder('/some/other file'), undefined)
    await until(() => calls().at(-1) === 'xdg-open /some')
    process.env.DBUS_SESSION_BUS_ADDRESS = 'unix:path=/nonexistent'
    shell.showItemInFolder('/some/other file')
    await until(() => calls().at(-1).startsWith('dbus-send'))
    delete process.env.DBUS_SESSION_BUS_ADDRESS
    assert.ok(calls().at(-1).includes(pathToFileURL('/some/other file').href))
  })

  it('showItemInFolder has the file marked by the file manager that the bus knows', async (t) => {
    const manager = 'org.freedesktop.FileManager1'
    const bus = await Bus.start()
    t.after(() => bus.stop())
    await bus.mockObject(manager, '/org/freedesktop/FileManager1', manager)
    await bus.call(manager, '/org/freedesktop/FileManager1', 'org.freedesktop.DBus.Mock.AddMethod', manager, 'ShowItems', 'ass', '', '')
    Object.assign(process.env, { PATH: saved.PATH, DBUS_SESSION_BUS_ADDRESS: bus.address })
    try {
      shell.showItemInFolder('/some/other file')
      await until(async () => (await bus.call(manager, '/org/freedesktop/FileManager1', 'org.freedesktop.DBus.Mock.GetCalls')).includes("'ShowItems', [<['file:///some/other%20file']>"))
    } finally {
      process.env.PATH = `${folder}:${saved.PATH}`
      delete process.env.DBUS_SESSION_BUS_ADDRESS
    }
  })

  it('openExternalSync of Electron 5 and 6 answers whether it is a URL', async () => {
    assert.deepEqual([shell.openExternalSync('not a url'), shell.openExternalSync('https://example.org/sync')], [false, true])
    await until(() => calls().at(-1) === 'xdg-open https://example.org/sync')
  })

  it('leaves no ended helpers behind', async () => {
    await Promise.all([shell.openPath('/some/file.txt'), shell.openExternal('https://example.org')])
    const children = fs.readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
    const states = children.map((pid) => /\) (\w)/.exec(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'))[1])
    assert.equal(states.includes('Z'), false)
  })

  it('trashItem moves a file to the trash', async () => {
    const file = path.join(tempFolder('trash'), `trash-${process.pid}`)
    fs.writeFileSync(file, 'text')
    const saved = process.env.XDG_DATA_HOME
    process.env.XDG_DATA_HOME = tempFolder('data')
    try {
      assert.equal(await shell.trashItem(file), undefined)
    } finally {
      if (saved === undefined) delete process.env.XDG_DATA_HOME
      else process.env.XDG_DATA_HOME = saved
    }
    assert.equal(fs.existsSync(file), false)
  })

  it('openItem and moveItemToTrash of earlier years answer at once', async () => {
    const home = process.env.XDG_DATA_HOME
    process.env.XDG_DATA_HOME = tempFolder('trash')
    try {
      const file = path.join(tempFolder('old'), 'old.txt')
      assert.deepEqual([shell.openItem(file), shell.moveItemToTrash(file), shell.moveItemToTrash('')], [false, false, false])
      fs.writeFileSync(file, 'text')
      assert.equal(shell.openItem(file), true)
      await until(() => calls().at(-1) === `xdg-open ${file}`)
      assert.equal(shell.moveItemToTrash(file), true)
      assert.equal(fs.existsSync(file), false)
    } finally {
      if (home === undefined) delete process.env.XDG_DATA_HOME
      else process.env.XDG_DATA_HOME = home
    }
  })

  it('trashItem rejects when it cannot', async () => {
    for (const file of ['', '/nonexistent']) await assert.rejects(shell.trashItem(file), { message: 'Failed to move item to trash' })
  })

  it('beep makes no error', () => {
    assert.equal(shell.beep(), undefined)
  })

  it("tells wrong arguments in Electron's words", () => {
    for (const method of ['openExternal', 'openItem', 'openPath', 'showItemInFolder', 'moveItemToTrash', 'trashItem']) {
      assert.throws(() => shell[method](), insufficient)
      assert.throws(() => shell[method](5), conversion)
    }
  })

  it('has what Electron has on Linux', () => {
    assert.deepEqual(Object.keys(shell), ['showItemInFolder', 'openPath', 'openExternal', 'openExternalSync', 'openItem', 'trashItem', 'moveItemToTrash', 'beep'])
  })
})
