'use strict'

// What main asks of every page, privileged or not.

const channels = require('../common/channels')
const { lendNodeGlobals } = require('./node/lent-globals')
const { createIpcRenderer } = require('./api/ipc-renderer')
const { startDragRegions } = require('./drag-regions')
const { createWorlds } = require('./bridge/worlds')
const { startFrames } = require('./frames-top')
const { createPorts } = require('./message-ports/ports')
const { startStreams } = require('./streams')
const { startScriptServices } = require('./script-services')
const { wrapWindowOpen } = require('./relay-window-open')

const MAIN_WORLD = 0

exports.startPageServices = (link, config) => {
  exports.startMessages(link, config)
  const ipc = link.ipcRendererInternal
  ipc.send('document-created', location.href)

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => ipc.send('dom-ready'), { once: true })
  else ipc.send('dom-ready')

  ipc.on('watch-media', (event, isNew) => require('./media-watch').watchMedia(document, isNew, (words) => ipc.send('media', words)))
  ipc.on('watch-theme-color', () => require('./theme-color').watchThemeColor(ipc))
  startFrames(ipc, config)
  startDragRegions(ipc, config)
  exports.startScripts(link, config)
}

/** What the frame's preload scripts and pages send by. */
exports.startMessages = (link, config) => {
  Object.assign(link, createIpcRenderer(link))
  link.ports = createPorts(link, config)
  startStreams(link)
}

/** What runs the scripts that main gives a frame, and reports of them. */
exports.startScripts = (link, config) => {
  const ipc = link.ipcRendererInternal
  ipc.on('refused-message', (event, reason) => console.error(`The main process refused a message of this page: ${reason}`))

  startScriptServices(config.scriptKey, (id, kind, value) => ipc.send('script-result', id, kind, value))
  link.worlds = createWorlds(config, {
    __proto__: null,
    'script-result-text': (text) => ipc.send('script-result-text', text),
    'window-open': (...args) => ipc.sendSync('window-open', ...args),
    'form-post': (...args) => ipc.sendSync('form-post', ...args),
    [channels.GUEST_URL]: (id) => ipc.sendSync(channels.GUEST_URL, id),
    [channels.GUEST_CALL]: (...args) => ipc.send(channels.GUEST_CALL, ...args),
    [channels.GUEST_POST]: (...args) => ipc.send(channels.GUEST_POST, ...args),
    [channels.WORKER_SOURCE]: () => ipc.sendSync(channels.WORKER_SOURCE),
    [channels.WORKER_ADOPT]: (id) => ipc.send(channels.WORKER_ADOPT, id),
    [channels.WORKER_END]: (id) => ipc.send(channels.WORKER_END, id),
    [channels.FILE_PATH]: (...args) => ipc.sendSync(channels.FILE_PATH, ...args),
    [channels.PAGE_ALERT]: (text) => ipc.sendSync(channels.PAGE_ALERT, text),
    [channels.PAGE_CONFIRM]: (text) => ipc.sendSync(channels.PAGE_CONFIRM, text)
  })
  if (config.contextIsolation) {
    for (const channel of [channels.GUEST_CLOSED, channels.GUEST_MESSAGE, channels.WORKER_WAKE]) {
      ipc.on(channel, (event, ...args) => link.worlds.reach(MAIN_WORLD, (end) => end.request('tell', [channel, ...args])))
    }
    return
  }
  const door = {
    ask: (...args) => ipc.sendSync(...args),
    send: (...args) => ipc.send(...args),
    on: (channel, listener) => ipc.on(channel, (event, ...args) => listener(...args))
  }
  wrapWindowOpen(door, config, config.nodeIntegration ? lendNodeGlobals : undefined)
  if (config.nodeIntegrationInWorker) require('./node-workers').installNodeWorkers(door)
}
