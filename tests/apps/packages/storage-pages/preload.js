const { ipcRenderer } = require('electron')
const path = require('path')
const attempt = async () => {
  try {
    const Store = require('electron-store')
    return await require('./use.js')('preload', path.dirname(new Store().path))
  } catch (error) {
    return { error: error.stack }
  }
}
attempt().then((result) => ipcRenderer.send('result', 'preload', result))
