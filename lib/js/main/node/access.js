'use strict'

const { framePreloads } = require('../session/preloads')

/** Whether a page may have Node at all: in itself, or in its preload scripts. */
exports.mayHaveNode = (contents) => {
  const { nodeIntegration, nodeIntegrationInWorker, sandbox, preload } = contents._preferences
  return !sandbox && (nodeIntegration || nodeIntegrationInWorker || preload !== undefined || framePreloads(contents.session).length > 0)
}
