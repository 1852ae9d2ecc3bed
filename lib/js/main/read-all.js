'use strict'

/**
 * @param {AsyncIterable<Uint8Array>|null} stream
 * @returns {Promise<Buffer>} all of it; empty for null
 */
exports.readAll = async (stream) => {
  const parts = []
  for await (const part of stream ?? []) parts.push(part)
  return Buffer.concat(parts)
}
