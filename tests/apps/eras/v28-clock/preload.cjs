const { contextBridge, ipcRenderer } = require('electron/renderer')

contextBridge.exposeInMainWorld('clock', {
  about: () => ipcRenderer.invoke('clock:about'),
  format: (seconds) => ipcRenderer.invoke('clock:format', seconds),
  lap: () => ipcRenderer.send('clock:lap'),
  onTick: (callback) => {
    const listener = (event, laps) => callback(laps)
    ipcRenderer.on('clock:tick', listener)
    return () => ipcRenderer.off('clock:tick', listener)
  }
})
