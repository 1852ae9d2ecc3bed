'use strict'

// Producers and consumers of streams, in main and (as the head of a script) in a page with Node.

async function * count (to) {
  for (let i = 0; i < to; i++) yield i
}

const collect = async (stream) => {
  const chunks = []
  for await (const chunk of stream) chunks.push(chunk)
  return chunks
}

const head = `
  const { ipcRenderer } = require('electron')
  const collect = async (stream) => {
    const chunks = []
    for await (const chunk of stream) chunks.push(chunk)
    return chunks
  }
  async function * count (to) {
    for (let i = 0; i < to; i++) yield i
  }
  const bytesOf = async (stream) => new Uint8Array(await new Response(stream).arrayBuffer())
  const errorOf = (promise) => promise.then(() => 'no error', (error) => error.constructor.name + ': ' + error.message)
`

module.exports = { collect, count, head }
