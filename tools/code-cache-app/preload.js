'use strict'

const { contextBridge, ipcRenderer } = require('electron')

contextBridge.exposeInMainWorld('said', (value) => ipcRenderer.send('said', value))
contextBridge.exposeInMainWorld('echo', (value) => ipcRenderer.invoke('echo', value))
