'use strict'

const { conversionError } = require('../argument-error')
const { takeExternal } = require('./external-links')

// What a page loads. The events of it are LoadState's.

const methods = {
  loadURL (...args) {
    if (args.length === 0) throw conversionError(0, undefined)
    return this._load_.load(...args)
  },

  loadFile (filePath, options) {
    return this._load_.loadFile(filePath, options)
  },

  reload () {
    if (this.getURL() !== '') this._reload(false)
  },

  reloadIgnoringCache () {
    if (this.getURL() !== '') this._reload(true)
  },

  stop () {
    if (this._stop()) this._load_.onStopped(this._load_.url)
    if (!this.isDestroyed()) this._load_.onStop()
  },

  getURL () {
    return this._load_.url
  },

  getTitle () {
    return this._getTitle()
  },

  isLoading () {
    return this._load_.loading
  },

  isLoadingMainFrame () {
    return this._load_.loading
  },

  isWaitingForResponse () {
    return this._load_.waiting
  },

  _onLoadStarted (url) { this._load_.onStarted(url) },
  _onLoadSucceeded (url, code) { this._load_.onSucceeded(url, code) },
  _onLoadFailed (url, domain, code, text) { this._load_.onFailed(url, domain, code, text) },
  _onLoadStopped (url) { this._load_.onStopped(url) },
  _onUrlChanged (url) { this._load_.onUrlChanged(url) },

  /** False denies. `type` is QWebEnginePage::NavigationType. */
  _onNavigationRequest (url, type, isMainFrame) {
    if (takeExternal(this, url, isMainFrame)) return false
    this._navigations.onRequest(url, type, isMainFrame)
    return this._load_.onNavigationRequest(url, type, isMainFrame)
  },

  /** Settles once nothing is being loaded any more, the page having been destroyed included. */
  _loadingStops () {
    return new Promise((resolve) => {
      const done = () => {
        this.removeListener('did-stop-loading', done)
        this.removeListener('destroyed', done)
        resolve()
      }
      this.on('did-stop-loading', done)
      this.on('destroyed', done)
    })
  }
}

module.exports = { methods }
