// Runs where there is require('@electron/remote'): in the page, or in its preload script.
const { ipcRenderer } = require('electron')
const remote = require('@electron/remote')

const attempt = async (act) => {
  try {
    return await act()
  } catch (error) {
    return { name: error.name, message: error.message.split('\n')[0], cause: error.cause && error.cause.message }
  }
}
const event = (emitter, name) => new Promise((resolve) => emitter.once(name, (...args) => resolve(args)))

const tests = {
  currentWindow () {
    const win = remote.getCurrentWindow()
    return [win.getTitle(), win.getSize(), win.id === remote.getCurrentWebContents().id, win === remote.getCurrentWindow(), win.constructor.name]
  },
  builtins: () => [remote.app.getName(), typeof remote.dialog.showMessageBox, remote.screen.getPrimaryDisplay().bounds.width > 0, typeof remote.Menu],
  process: () => [remote.process.type, remote.process.pid === process.pid],
  global: () => [remote.getGlobal('shared').answer, remote.getGlobal('shared').list[1].deep, remote.getGlobal('shared').when.getTime(), String(remote.getGlobal('shared').bytes), Buffer.isBuffer(remote.getGlobal('shared').bytes)],
  require: () => [remote.require('./lib').type, remote.require('path').join('a', 'b')],
  async window () {
    const win = new remote.BrowserWindow({ show: false, width: 222, height: 111, webPreferences: { nodeIntegration: true, contextIsolation: false } })
    const loaded = event(win.webContents, 'did-finish-load')
    win.loadURL('data:text/html,<title>made by the page</title>')
    await loaded
    const result = [win.getSize(), win.getTitle(), await win.webContents.executeJavaScript('6 * 7'), remote.BrowserWindow.getAllWindows().length, remote.require('./lib').isWindow(win)]
    const closed = event(win, 'closed')
    win.close()
    await closed
    return [...result, win.isDestroyed(), remote.BrowserWindow.getAllWindows().length]
  },
  class () {
    const { Account } = remote.require('./lib')
    const account = new Account('me')
    account.deposit(5).deposit(7)
    account.balance += 2000
    return [account.owner, account.balance, account.rich, account instanceof Account, Object.keys(account).includes('owner')]
  },
  async listener () {
    const account = new (remote.require('./lib').Account)('me')
    const changed = event(account, 'changed')
    account.deposit(3)
    const seen = []
    const listener = (balance) => seen.push(balance)
    account.on('changed', listener)
    account.deposit(1)
    account.removeListener('changed', listener)
    account.deposit(1)
    await remote.require('./lib').later()
    return [await changed, seen, account.listenerCount('changed')]
  },
  async callback () {
    const { callLater } = remote.require('./lib')
    return new Promise((resolve) => callLater((...args) => resolve(args), 1, 'two', { three: [3] }, null, undefined))
  },
  returningCallback: () => remote.require('./lib').map([1, 2, 3], remote.createFunctionWithReturnValue('same')),
  promises: async () => [await remote.require('./lib').later('value'), await remote.require('./lib').awaiting(Promise.resolve(21))],
  rejection: () => attempt(() => remote.require('./lib').fail()),
  exception: () => attempt(() => remote.require('./lib').throwing()),
  wrongArgument: () => attempt(() => new (remote.require('./lib').Account)('me').deposit('x')),
  missingModule: () => attempt(() => remote.require('./nowhere')),
  values () {
    const { describe, keys } = remote.require('./lib')
    return [describe(Buffer.from('x')), describe(new Date()), describe([1]), describe(null), describe(undefined), describe(() => {}), keys({ a: 1, b: { c: 2 } })]
  },
  dialog: async () => {
    const { dialog } = remote
    const answer = await dialog.showMessageBox(remote.getCurrentWindow(), { message: 'Sure?', buttons: ['Yes', 'No'], checkboxLabel: 'always' })
    return [answer, dialog.showMessageBoxSync({ message: 'Sync?', buttons: ['a', 'b', 'c'] }), dialog.showErrorBox('Title', 'Content')]
  },
  clipboard () {
    remote.clipboard.writeText('by remote')
    return remote.clipboard.readText()
  },
  image () {
    const { nativeImage } = remote
    const image = nativeImage.createFromDataURL('data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==')
    return image.getSize()
  },
  async webContents () {
    const contents = remote.getCurrentWebContents()
    const title = event(contents, 'page-title-updated')
    document.title = 'changed by the page'
    return [(await title)[1], contents.getURL().endsWith('index.html'), contents.isLoading(), remote.webContents.getAllWebContents().length]
  }
}

module.exports = async () => {
  const result = {}
  for (const [name, test] of Object.entries(tests)) result[name] = await attempt(test)
  ipcRenderer.send('result', result)
}
