'use strict'

const path = require('path')
const { checkArguments } = require('../argument-error')
const { emitEvent } = require('../event')
const { warnOnce } = require('../report')
const { freePath } = require('./download-files')
const { DownloadItem } = require('./download-item')
const { Downloads } = process._linkedBinding('electron_browser_download')

// What a session's pages download: 'will-download', and where it goes.

/** session → {native, folder} */
const records = new WeakMap()

/** Where a download goes that nobody gave a path. */
function defaultPath (item, folder) {
  const { defaultPath: wanted } = item.getSaveDialogOptions()
  warnOnce('a download without a save path is saved without asking the user: save dialogs are not supported yet')
  const where = folder ?? require('./app').getPath('downloads')
  const name = path.basename(item.getFilename()) || 'download'
  if (typeof wanted !== 'string' || wanted === '') return freePath(where, name)
  return path.isAbsolute(wanted) ? wanted : path.join(where, wanted)
}

/** False when a listener forbids it. */
function announce (session, folder, item, webContents) {
  const contents = webContents && !webContents.isDestroyed() ? webContents : null
  if (emitEvent(session, 'will-download', item, contents)) return false
  if (item.getSavePath() === '') item.setSavePath(defaultPath(item, folder))
  return true
}

/** Lets a new session tell of downloads. */
function attachDownloads (session) {
  const record = { native: new Downloads({ partition: session._partition }), folder: null }
  record.native._onRequested = (webContents) => {
    DownloadItem._take(record.native, (item) => announce(session, record.folder, item, webContents))
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

const methods = {
  downloadURL (...args) {
    const url = checkDownload(args, 'session.downloadURL')
    if (url !== null) records.get(this).native._download(url)
  },

  setDownloadPath (...args) {
    checkArguments(args, 'string')
    records.get(this).folder = path.resolve(args[0])
  },

  createInterruptedDownload () {
    throw new Error('session.createInterruptedDownload is not supported')
  }
}

const contentsMethods = {
  downloadURL (...args) {
    const url = checkDownload(args, 'webContents.downloadURL')
    if (url !== null) this._download(url)
  }
}

module.exports = { attachDownloads, methods, contentsMethods }
