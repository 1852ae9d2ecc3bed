'use strict'

module.exports = {
  partly: {
    'ipcRenderer.sendToHost': 'there is no <webview>, so that nobody hears it'
  }
}
