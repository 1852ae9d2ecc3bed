'use strict'

const fs = require('fs')
const path = require('path')
const channels = require('../../common/channels')
const { ipcMainInternal } = require('../api/ipc-main')

// Files and folders that the user chose for a page or dropped on it, so that the page can be told where they are: the engine
// does not tell it.

/** WebContents → Set of absolute paths, the last one last */
const given = new WeakMap()

function remember (contents, paths) {
  if (!given.has(contents)) given.set(contents, new Set())
  const known = given.get(contents)
  for (const file of paths) {
    known.delete(file)
    known.add(file)
  }
}

/** Where the file would be if it was given by that path; null where it was not. */
function placeOf (known, name, relative) {
  if (relative === '') return path.basename(known) === name ? known : null
  const parts = relative.split('/')
  return parts.includes('..') || path.basename(known) !== parts[0] ? null : path.join(path.dirname(known), ...parts)
}

/** A file that has changed meanwhile is the same one all the same. */
function isLike (file, size, modified) {
  try {
    const stat = fs.statSync(file)
    return stat.size === size && Math.abs(stat.mtimeMs - modified) <= 1
  } catch {
    return false
  }
}

function pathOf (contents, name, size, modified, relative) {
  const places = [...given.get(contents) ?? []].map((known) => placeOf(known, name, relative)).filter((place) => place !== null).reverse()
  return places.find((place) => isLike(place, size, modified)) ?? places[0] ?? ''
}

ipcMainInternal.on(channels.FILE_PATH, (event, name, size, modified, relative) => {
  event.returnValue = pathOf(event.sender, String(name), size, modified, String(relative))
})

module.exports = { remember, methods: { _onFilesDropped (paths) { remember(this, paths) } } }
