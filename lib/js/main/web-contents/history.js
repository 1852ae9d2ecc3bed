'use strict'

const { checkArguments } = require('../argument-error')

const methods = {
  goBack () {
    if (this.canGoBack()) this._goBack()
  },

  goForward () {
    if (this.canGoForward()) this._goForward()
  },

  canGoToOffset (...args) {
    checkArguments(args, 'int')
    const { index, urls } = this._history()
    return urls[index + args[0]] !== undefined
  },

  goToOffset (...args) {
    checkArguments(args, 'int')
    if (this.canGoToOffset(args[0])) this._goToIndex(this._history().index + args[0])
  },

  goToIndex (...args) {
    checkArguments(args, 'int')
    if (this._history().urls[args[0]] !== undefined) this._goToIndex(args[0])
  },

  getActiveIndex () {
    return Math.max(this._history().index, 0)
  },

  length () {
    return Math.max(this._history().urls.length, 1)
  },

  _entry (index) {
    const { urls, titles } = this._history()
    return urls[index] === undefined ? null : { url: urls[index], title: titles[index] }
  }
}

/** `contents.navigationHistory`, as later releases of Electron have it. */
function createNavigationHistory (contents) {
  return {
    canGoBack: () => contents.canGoBack(),
    canGoForward: () => contents.canGoForward(),
    canGoToOffset: (offset) => contents.canGoToOffset(offset),
    clear: () => contents.clearHistory(),
    getActiveIndex: () => contents.getActiveIndex(),
    getEntryAtIndex: (index) => contents._entry(index),
    getAllEntries: () => contents._history().urls.map((url, index) => contents._entry(index)),
    goBack: () => contents.goBack(),
    goForward: () => contents.goForward(),
    goToIndex: (index) => contents.goToIndex(index),
    goToOffset: (offset) => contents.goToOffset(offset),
    length: () => contents.length()
  }
}

module.exports = { methods, createNavigationHistory }
