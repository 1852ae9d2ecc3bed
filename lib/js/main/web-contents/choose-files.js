'use strict'

const { raise } = require('../uncaught')
const { remember } = require('./given-files')

// <input type=file>, and what else lets a page ask the user for files: the dialogs of the app's own.

/** Pages that wait for files, and what takes their dialog away. */
const waiting = new WeakMap()

const ALL_FILES = { name: 'All Files', extensions: ['*'] }

const kinds = new Map([['image/*', 'Image Files'], ['audio/*', 'Audio Files'], ['video/*', 'Video Files']])

/** @param {string[]} accepted media types and extensions */
function filtersFor (accepted) {
  const extensions = require('../api/dialog-files').acceptedExtensions(accepted)
  if (extensions.length === 0) return []
  return [{ name: (accepted.length === 1 && kinds.get(accepted[0])) || 'Custom Files', extensions }, ALL_FILES]
}

// By QWebEnginePage::FileSelectionMode.
const dialogs = [
  { name: 'showOpenDialog', properties: ['openFile'] },
  { name: 'showOpenDialog', properties: ['openFile', 'multiSelections'] },
  { name: 'showOpenDialog', properties: ['openDirectory'] },
  { name: 'showSaveDialog', properties: ['showOverwriteConfirmation'] }
]

const methods = {
  /** The page goes on with _answerFiles(), or _onFilesGivenUp() comes. */
  _onChooseFiles (mode, accepted) {
    const dialog = dialogs[mode] ?? dialogs[0]
    const controller = new AbortController()
    waiting.set(this, controller)
    const { choosePaths } = require('../api/dialog-files')
    const options = { title: '', properties: dialog.properties, filters: dialog.properties[0] === 'openDirectory' ? [] : filtersFor(accepted) }
    Promise.resolve().then(() => choosePaths(dialog.name, this.getOwnerBrowserWindow(), options, controller)).catch((error) => {
      raise(error)
      return []
    }).then((paths) => {
      if (waiting.get(this) !== controller) return
      waiting.delete(this)
      if (this.isDestroyed()) return
      remember(this, paths)
      this._answerFiles(paths)
    })
  },

  _onFilesGivenUp () {
    waiting.get(this)?.abort()
    waiting.delete(this)
  }
}

module.exports = { methods }
