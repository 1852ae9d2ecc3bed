const { contextBridge, ipcRenderer } = require('electron')

contextBridge.exposeInMainWorld('rooms', {
  enter: (name) => ipcRenderer.invoke('rooms:enter', name),
  openDoor: () => ipcRenderer.send('rooms:open-door'),
  versions: { electron: process.versions.electron, sandboxed: process.sandboxed, isolated: process.contextIsolated }
})

// Ports cannot go over the bridge; the page gets its end by a message.
ipcRenderer.on('door', (event, { room }) => {
  window.postMessage({ type: 'door', room }, '*', event.ports)
})
