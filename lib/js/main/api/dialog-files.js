'use strict'

const path = require('path')
const binding = process._linkedBinding('electron_browser_dialog')
const { launch } = process._linkedBinding('electron_browser_app')
const { SYNCHRONOUS, answerOf } = require('../dialog-answers')
const { warnOnce } = require('../report')

// Dialogs for opening and saving, for `dialog`, for file inputs of pages and for downloads.

let lastId = 0

const AS_CLOSED = 'dialogs are not shown without a display; they are answered as if the user had closed them'

/** Whether nobody can see a dialog, which is told once; as a rule it counts as closed then. */
function isUnseen (warning = AS_CLOSED) {
  if (launch.headless) warnOnce(warning)
  return launch.headless
}

/** For a dialog that closeDialog() is to find. */
const nextId = () => ++lastId

const texts = (value) => Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []

/** A list of filters with anything wrong in it is none, as in Electron. */
function filtersOf (filters) {
  const isFilter = (filter) => typeof filter?.name === 'string' && Array.isArray(filter.extensions) && texts(filter.extensions).length === filter.extensions.length
  if (!Array.isArray(filters) || !filters.every(isFilter)) return []
  return filters.filter(({ extensions }) => extensions.length > 0)
}

/** What the native half makes a dialog of. */
function describe (name, { title = '', buttonLabel = '', defaultPath = '', filters, properties }, id) {
  const save = name === 'showSaveDialog'
  const wanted = new Set(texts(properties))
  return {
    id,
    save,
    title,
    buttonLabel,
    defaultPath: defaultPath && path.resolve(defaultPath),
    filters: filtersOf(filters),
    // On this system it is either files or folders.
    folders: !save && wanted.has('openDirectory'),
    multiple: !save && wanted.has('multiSelections'),
    hidden: wanted.has('showHiddenFiles'),
    confirmOverwrite: save && wanted.has('showOverwriteConfirmation')
  }
}

/** The paths of an answer of the answers file; [] closes the dialog. */
function pathsOf (answer) {
  if (typeof answer === 'object' && answer !== null && !Array.isArray(answer)) {
    return answer.canceled ? [] : pathsOf(answer.filePaths ?? answer.filePath)
  }
  return (Array.isArray(answer) ? answer : [answer]).filter((file) => typeof file === 'string' && file !== '').map((file) => path.resolve(file))
}

/** What needs no user: undefined where one has to be asked. */
function pathsWithoutUser (name, options, { paths = [], warning } = {}) {
  const answer = answerOf(name, options)
  if (answer !== undefined) return pathsOf(answer)
  return isUnseen(warning) ? paths : undefined
}

/**
 * @param {'showOpenDialog'|'showSaveDialog'} name
 * @param {BrowserWindow|null} window that it is modal to
 * @param {object} options title, buttonLabel, defaultPath, filters, properties: what Electron documents, checked
 * @param {AbortSignal} [how.signal] closes it
 * @param {{paths: string[], warning: string}} [how.unseen] what it answers, and tells, where nobody can see it
 * @returns {Promise<string[]>} the paths; none when the user has closed it, or its window is closed
 */
function choosePaths (name, window, options, { signal, unseen } = {}) {
  const paths = signal?.aborted ? [] : pathsWithoutUser(name, options, unseen)
  if (paths) return Promise.resolve(paths)
  const id = nextId()
  return new Promise((resolve) => {
    const finish = (chosen) => {
      if (window && !window.isDestroyed()) window.removeListener('closed', onClosed)
      resolve(chosen ?? [])
    }
    // A dialog goes with its window, which leaves nobody to answer it.
    const onClosed = () => finish(null)
    window?.once('closed', onClosed)
    signal?.addEventListener('abort', () => binding.closeDialog(id))
    binding.showFileDialog(describe(name, options, id), window, finish)
  })
}

/** The same; the caller waits, and pages stand still. */
function choosePathsSync (name, window, options) {
  return pathsWithoutUser(name, options) ?? binding.showFileDialogSync(describe(name, options, SYNCHRONOUS), window) ?? []
}

module.exports = { acceptedExtensions: binding.acceptedExtensions, choosePaths, choosePathsSync, isUnseen, nextId }
