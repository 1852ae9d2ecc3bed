'use strict'

// The page's end of streams that go by invoke; common/streams has what both ends are made of. It is loaded when there is one.

const channels = require('../common/channels')
const { createCodec } = require('../common/codec')
const { createSources } = require('../common/streams/sources')
const web = require('./web-streams')

/** @param {object} link from link.js */
exports.startStreams = ({ ipcRendererInternal: ipc, listeners }) => {
  const sources = createSources(web)
  // Ids of one document are not those of the next.
  let lastId = Math.floor(Math.random() * 2 ** 40)
  let table = null
  const load = () => {
    if (table !== null) return table
    const { StreamTable } = require('../common/streams/table')
    const codec = createCodec(require('./codec-host'))
    const host = {
      sources,
      codec: () => codec,
      createCollector: () => require('./streams-memory').createCollector(),
      ReadableStream: () => web.IterableStream,
      newId: () => ++lastId,
      isOthersId: (id) => id < 0
    }
    table = new StreamTable(host, (...message) => ipc.send(channels.STREAM, ...message))
    ipc.on(channels.STREAM, (event, ...message) => table.onMessage(...message))
    return table
  }
  listeners.streams = {
    isSource: sources.isSource,
    prepare: (list) => load().prepare(list),
    place: (list, ids) => load().place(list, ids)
  }
}
