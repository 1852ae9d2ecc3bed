'use strict'

const { createLink } = require('./link')
const { createElectron } = require('./electron')
const { installNodeGlobals } = require('./node-globals')
const { installPageDialogs } = require('./page-dialogs')
const { startPageServices } = require('./page-services')

// Pages that the app brings itself: privileges by default go to these only.
const ownProtocols = ['file:', 'about:', 'data:', 'blob:']

/**
 * Runs once in each document, before its own scripts.
 *
 * @param {object} config from lib/js/main/api/web-preferences.js
 * @param {object} door {tag, inbox, message, texts, syncUrl, transport, prompt}
 */
exports.start = (config, door) => {
  const link = createLink(door)
  startPageServices(link, config)
  installPageDialogs(link)
  const privileged = config.everywhere || ownProtocols.includes(location.protocol)
  if (privileged && config.nodeIntegration) installNodeGlobals(config, createElectron(link, config))
}
