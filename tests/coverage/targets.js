'use strict'

const http = require('http')
const electron = require('electron')

const { app, BrowserView, BrowserWindow, ipcMain, Menu, MenuItem, MessageChannelMain, nativeImage, net, Notification, session, Tray, webContents } = electron

// Where to look for what Electron documents: an object of each of its modules and classes in the main process. It needs nothing
// but an Electron's API, so that the walk can be done in an Electron as well.

const once = (emitter, event) => new Promise((resolve) => emitter.once(event, (...args) => resolve(args)))

/** What `make` gives, or undefined where the class is refused. */
function attempt (make) {
  try {
    return make()
  } catch {
    return undefined
  }
}

/** A response over the loopback. */
async function incomingMessage () {
  const server = http.createServer((request, response) => response.end('x'))
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const request = net.request(`http://127.0.0.1:${server.address().port}/`)
    const response = once(request, 'response')
    request.end()
    const [message] = await response
    message.on('data', () => {})
    await once(message, 'end')
    return { request, message }
  } finally {
    server.close()
  }
}

/** A download that is over at once. */
async function downloadItem (contents) {
  const started = once(contents.session, 'will-download')
  contents.downloadURL('data:application/octet-stream,x')
  const [event, item] = await started
  event.preventDefault()
  return item
}

/** The events of both kinds of messages. */
async function messageEvents (contents) {
  const sent = once(ipcMain, 'coverage-send')
  const invoked = new Promise((resolve) => ipcMain.handleOnce('coverage-invoke', (event) => resolve(event)))
  await contents.executeJavaScript("require('electron').ipcRenderer.send('coverage-send'); require('electron').ipcRenderer.invoke('coverage-invoke'); 0")
  return { sent: (await sent)[0], invoked: await invoked }
}

/**
 * @param {BrowserWindow} win its page has Node and is loaded
 * @returns {Promise<Object<string, any>>} module → object; a class's statics are under 'static CLASS'
 */
async function mainTargets (win) {
  const contents = win.webContents
  const icon = nativeImage.createFromBitmap(Buffer.alloc(16 * 16 * 4, 255), { width: 16, height: 16 })
  const { sent, invoked } = await messageEvents(contents)
  const channel = new MessageChannelMain()
  const { request, message } = await incomingMessage()
  const tray = attempt(() => new Tray(icon))
  const targets = {
    ...Object.fromEntries(Object.keys(electron).map((name) => [name, electron[name]])),
    global: globalThis,
    require: { electron: () => require('electron'), 'original-fs': () => require('original-fs') },
    process,
    BrowserWindow: win,
    'static BrowserWindow': BrowserWindow,
    BrowserView: attempt(() => new BrowserView()),
    'static BrowserView': BrowserView,
    WebContents: contents,
    webContents,
    Debugger: attempt(() => contents.debugger),
    Session: contents.session,
    session,
    Cookies: attempt(() => contents.session.cookies),
    WebRequest: attempt(() => contents.session.webRequest),
    ServiceWorkers: attempt(() => contents.session.serviceWorkers),
    DownloadItem: await downloadItem(contents),
    CommandLine: app.commandLine,
    Dock: app.dock,
    Menu: new Menu(),
    'static Menu': Menu,
    MenuItem: new MenuItem({ label: 'x', type: 'checkbox', submenu: undefined }),
    'static MenuItem': MenuItem,
    NativeImage: icon,
    Tray: tray,
    'static Tray': Tray,
    Notification: attempt(() => new Notification({ title: 'x' })),
    'static Notification': Notification,
    ClientRequest: request,
    'static ClientRequest': net.request,
    IncomingMessage: message,
    WebFrameMain: contents.mainFrame,
    MessageChannelMain: channel,
    'static MessageChannelMain': MessageChannelMain,
    MessagePortMain: channel.port1,
    IpcMainEvent: sent,
    IpcMainInvokeEvent: invoked
  }
  tray?.destroy()
  return targets
}

/** Scripts that give the same in a page with Node. */
const pageTargets = {
  webFrame: "require('electron').webFrame",
  ipcRenderer: "require('electron').ipcRenderer",
  contextBridge: "require('electron').contextBridge",
  clipboard: "require('electron').clipboard",
  nativeImage: "require('electron').nativeImage",
  NativeImage: "require('electron').nativeImage.createEmpty()",
  shell: "require('electron').shell",
  crashReporter: "require('electron').crashReporter",
  webUtils: "require('electron').webUtils",
  process: 'process',
  window: 'window'
}

module.exports = { mainTargets, pageTargets }
