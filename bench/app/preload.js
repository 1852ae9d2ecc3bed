'use strict'

// Of the rows that measure the bridge between an isolated preload script and its page.

const { contextBridge, ipcRenderer } = require('electron')

const list = Array.from({ length: 400 }, (_, id) => ({ id, name: `item ${id}`, done: id % 2 === 0, price: id / 3 }))

contextBridge.exposeInMainWorld('bridge', {
  nothing () {},
  list: () => list,
  echo: (value) => ipcRenderer.invoke('echo', value),
  echoSync: (value) => ipcRenderer.sendSync('echo-sync', value),
  result: (value) => ipcRenderer.send('result', value)
})
