'use strict'

const { Buffer } = require('buffer')

const chunksOf = async (stream) => {
  const chunks = []
  for await (const chunk of stream) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
  return chunks
}

const buffer = async (stream) => Buffer.concat(await chunksOf(stream))
const arrayBuffer = async (stream) => {
  const { buffer: memory, byteOffset, byteLength } = await buffer(stream)
  return memory.slice(byteOffset, byteOffset + byteLength)
}
const blob = async (stream) => new Blob(await chunksOf(stream))
const text = async (stream) => (await buffer(stream)).toString()
const json = async (stream) => JSON.parse(await text(stream))

module.exports = { arrayBuffer, blob, buffer, text, json }
