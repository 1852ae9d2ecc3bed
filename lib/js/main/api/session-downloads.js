'use strict'

const path = require('path')
const { checkArguments } = require('../argument-error')
const { emitEvent } = require('../event')
const { warnOnce } = require('../report')
const { freePath } = require('./download-files')
const { DownloadItem } = require('./download-item')
const { ResumedDownload } = require('../session/resumed-download')
const { Downloads } = process._linkedBinding('electron_browser_download')

// What a session's pages download: 'will-download', and where it goes.

/** session → {native, folder} */
const records = new WeakMap()

const ownerOf = (contents) => contents && !contents.isDestroyed() ? contents.getOwnerBrowserWindow() : null

/**
 * Asks the user where a download goes that nobody gave a path. Without a display it goes where the dialog would have begun, or
 * beside what is there.
 * @returns {Promise<string>} '' when he closed the dialog
 */
async function askForPath (item, folder, contents, signal) {
  const options = item.getSaveDialogOptions()
  const where = folder ?? require('./app').getPath('downloads')
  const name = path.basename(item.getFilename()) || 'download'
  const isGiven = typeof options.defaultPath === 'string' && options.defaultPath !== ''
  const defaultPath = path.resolve(where, isGiven ? options.defaultPath : name)
  const title = typeof options.title === 'string' ? options.title : item.getURL()
  const { choosePaths } = require('./dialog-files')
  const unseen = {
    paths: [isGiven ? defaultPath : freePath(where, name)],
    warning: 'dialogs are not shown without a display; a download without a save path goes into the folder of downloads'
  }
  const [chosen = ''] = await choosePaths('showSaveDialog', ownerOf(contents), { ...options, title, defaultPath }, { signal, unseen })
  return chosen
}

/** @returns {string | Promise<string>} where it goes; '' when a listener, or the user, forbids it */
function announce (session, folder, item, webContents, signal) {
  const contents = webContents && !webContents.isDestroyed() ? webContents : null
  if (emitEvent(session, 'will-download', item, contents)) return ''
  return item.getSavePath() || askForPath(item, folder, contents, signal)
}

/** Lets a new session tell of downloads. */
function attachDownloads (session) {
  const record = { native: new Downloads({ partition: session._partition }), folder: null }
  record.native._onRequested = (webContents) => {
    DownloadItem._take(record.native, webContents, (item, signal) => announce(session, record.folder, item, webContents, signal))
  }
  records.set(session, record)
}

/** The URL to download; null when it is none, which Electron passes over. */
function checkDownload (args, name) {
  checkArguments(args, 'string')
  if (args[1]?.headers && Object.keys(args[1].headers).length > 0) warnOnce(`${name}: the option headers is not supported and has no effect`)
  try {
    return new URL(args[0]).href
  } catch {
    return null
  }
}

const text = (value) => typeof value === 'string' ? value : ''
const number = (value) => typeof value === 'number' && Number.isFinite(value) ? value : 0

function interruptedOptions (given) {
  const urlChain = Array.isArray(given.urlChain) ? given.urlChain.filter((url) => typeof url === 'string' && URL.canParse(url)) : []
  const [file, offset, length] = [text(given.path), number(given.offset), number(given.length)]
  if (file === '' || urlChain.length === 0 || length <= 0) throw new Error('Must pass non-empty path, urlChain and length.')
  if (offset >= length) throw new Error('Must pass an offset value less than length.')
  return {
    file: path.resolve(file),
    urlChain,
    offset: Math.max(0, offset),
    length,
    mimeType: text(given.mimeType),
    eTag: text(given.eTag),
    lastModified: text(given.lastModified),
    startTime: number(given.startTime)
  }
}

const methods = {
  downloadURL (...args) {
    const url = checkDownload(args, 'session.downloadURL')
    if (url !== null) records.get(this).native._download(url)
  },

  setDownloadPath (...args) {
    checkArguments(args, 'string')
    records.get(this).folder = path.resolve(args[0])
  },

  /**
   * `options`: path, urlChain, mimeType, offset, length, lastModified, eTag, startTime. 'will-download' tells of the item, which
   * begins when it is resumed.
   */
  createInterruptedDownload (...args) {
    checkArguments(args, 'object')
    const options = interruptedOptions(args[0])
    const { fetchWithSession } = require('./net-fetch')
    const request = new ResumedDownload(options, (url, init) => fetchWithSession(this, url, init))
    setImmediate(() => DownloadItem._resume(request, options, (item) => !emitEvent(this, 'will-download', item, null)))
  }
}

const contentsMethods = {
  downloadURL (...args) {
    const url = checkDownload(args, 'webContents.downloadURL')
    if (url !== null) this._download(url)
  }
}

module.exports = { attachDownloads, methods, contentsMethods }
