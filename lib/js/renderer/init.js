'use strict'

const { createChannelDoor } = require('./channel-door')
const { startDocument } = require('./document-start')
const { installFilePath } = require('./relay-file-path')
const { createLink } = require('./link')
const { installPageDialogs } = require('./page-dialogs')
const { installOwnFetch } = require('./relay-own-fetch')
const { startPageServices } = require('./page-services')
const { takeTransport } = require('./transport')
const { warnOfWebviews } = require('./webview-tag')

/**
 * Runs once in each document, before its own scripts.
 *
 * @param {object} config from lib/js/main/api/web-preferences.js
 * @param {object} door {tag, attached, syncUrl, frameTag} from runtime/web/shim
 */
exports.start = (config, door) => {
  if (globalThis.top !== globalThis) {
    require('./sub-frame').startSubFrame(config, door)
    return
  }
  const transport = takeTransport(door.tag)
  if (!transport) return
  const openDoor = (onLeave) => createChannelDoor({ ...door, transport, prompt: globalThis.prompt.bind(globalThis), onLeave })
  const link = config.ipcTrace ? require('./ipc-trace').createTracedLink(openDoor, config) : createLink(openDoor(), config)
  startPageServices(link, config)
  installPageDialogs((channel, text) => link.ipcRendererInternal.sendSync(channel, text))
  installFilePath(config, (...args) => link.ipcRendererInternal.sendSync(...args))
  installOwnFetch(config)
  warnOfWebviews(config)
  startDocument(link, config)
}
