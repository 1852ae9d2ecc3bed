'use strict'

const { contextBridge, ipcRenderer } = require('electron')

contextBridge.exposeInMainWorld('load', { echo: (value) => ipcRenderer.invoke('echo', value) })
