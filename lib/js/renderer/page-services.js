'use strict'

// What main asks of every page, privileged or not.

const { createIpcRenderer } = require('./api/ipc-renderer')
const { createPorts } = require('./message-ports/ports')
const { receiveRelayed } = require('./relay')
const { startScriptServices } = require('./script-services')
const { wrapWindowOpen } = require('./relay-window-open')

exports.startPageServices = (link, config) => {
  Object.assign(link, createIpcRenderer(link))
  link.ports = createPorts(link, config.relayEvent)
  const ipc = link.ipcRendererInternal
  ipc.send('document-created', location.href)

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => ipc.send('dom-ready'), { once: true })
  else ipc.send('dom-ready')

  ipc.on('refused-message', (event, reason) => console.error(`The main process refused a message of this page: ${reason}`))

  startScriptServices(config.scriptKey, (id, kind, value) => ipc.send('script-result', id, kind, value))
  const askToOpen = (...args) => ipc.sendSync('window-open', ...args)
  receiveRelayed(config.relayEvent, {
    'script-result-text': (text) => ipc.send('script-result-text', text),
    'window-open': askToOpen
  })
  if (!config.contextIsolation) wrapWindowOpen(askToOpen)
}
