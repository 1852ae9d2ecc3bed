const { contextBridge, ipcRenderer } = require('electron')

contextBridge.exposeInMainWorld('gallery', {
  rooms: () => ipcRenderer.invoke('rooms'),
  run: (room, demo) => ipcRenderer.invoke('run', room, demo),
  onSay: (listener) => ipcRenderer.on('say', (event, room, demo, text) => listener(room, demo, text)),
  // What the room "Messages" uses.
  ping: (text) => ipcRenderer.invoke('ping', text)
})
