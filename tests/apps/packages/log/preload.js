const { contextBridge, ipcRenderer } = require('electron')
contextBridge.exposeInMainWorld('app', { done: (name) => ipcRenderer.send('done', name) })
