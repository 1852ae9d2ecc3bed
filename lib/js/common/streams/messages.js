'use strict'

const { hasIterable } = require('./sources')

/**
 * Writes a message whose values may hold streams. Those without any are written as ever; a stream is met by the codec, which
 * refuses it, or stands in the list itself.
 *
 * @param {(ids: string|null, list: Array, refuses: (object) => boolean) => string} write ids are those of the streams whose places
 *   the list marks
 * @param {Array} list
 * @param {{isSource: (object) => boolean, prepare: (list: Array) => object|null}} streams prepare: see StreamTable
 * @returns {string}
 */
exports.writeWithStreams = (write, list, { isSource, prepare }) => {
  let prepared = null
  if (hasIterable(list)) prepared = prepare(list)
  if (prepared === null) {
    try {
      return write(null, list, isSource)
    } catch (error) {
      prepared = prepare(list)
      if (prepared === null) throw error
    }
  }
  const text = write(prepared.ids, prepared.list, isSource)
  prepared.commit()
  return text
}
