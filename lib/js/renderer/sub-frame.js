'use strict'

const { startDocument } = require('./document-start')
const { describe, look, pathOf, report, runInMainWorld, startAgent } = require('./frames-agent')
const { createDocumentDoor } = require('./document-door')
const { createFrameDoor } = require('./frames-door')
const { createLink } = require('./link')
const { installPageDialogs } = require('./page-dialogs')
const { installOwnFetch } = require('./relay-own-fetch')
const { startMessages, startScripts } = require('./page-services')

// As in Electron, an empty frame gets no preload script; nor does what the engine shows for a page that cannot be loaded.
const isBare = () => location.href === 'about:blank' || location.protocol === 'chrome-error:'

/**
 * Runs in each frame within a page whose window has nodeIntegrationInSubFrames: a link of its own, and what the preferences
 * give a document.
 */
exports.startSubFrame = (config, door) => {
  const frameDoor = createFrameDoor(door)
  const answer = isBare() ? null : frameDoor.ask(`-:new:${JSON.stringify({ ...describe(), path: pathOf() })}`)
  if (!answer) {
    startAgent(config, frameDoor)
    return
  }
  const { id, isFullscreen } = JSON.parse(answer)
  frameDoor.setFullscreen(isFullscreen)
  let listenToTop = () => {}
  const documentDoor = createDocumentDoor(frameDoor, id, () => listenToTop())
  const link = config.ipcTrace ? require('./ipc-trace').createTracedLink(() => documentDoor, config) : createLink(documentDoor, config)
  startMessages(link, config)
  const perform = {
    script: ({ id: scriptId, source }) => {
      runInMainWorld(source)
      // After the script's own messages.
      documentDoor.ran(scriptId)
    },
    look: (place) => frameDoor.ask(`>${id}:looked:${look(place)}`),
    'watch-media': ({ isNew }) => require('./media-watch').watchMedia(document, isNew, (words) => frameDoor.ask(`>${id}:media:${words}`)),
    reload: () => location.reload(),
    fullscreen: ({ on }) => frameDoor.setFullscreen(on)
  }
  startScripts(link, config)
  installPageDialogs((channel, text) => link.ipcRendererInternal.sendSync(channel, text))
  installOwnFetch(config)
  ;({ listenToTop } = report(id, config, () => {
    for (const command of documentDoor.fetch()) perform[command.what](command)
  }))
  startDocument(link, config)
}
