'use strict'

/** The `electron` module of a page. */
exports.createElectron = (link, config) => {
  const electron = { ipcRenderer: link.ipcRenderer }
  return electron
}
