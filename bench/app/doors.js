'use strict'

// What the rows call: what preload.js has exposed, else Electron's API where there is one, else the channel of bench/qt.

// What a page does whose port another page has.
function echoPorts () {
  require('electron').ipcRenderer.on('echo-port', ({ ports: [port] }) => {
    port.onmessage = ({ data }) => port.postMessage(data)
  })
}

// Main has made two files, of 1 KB and of 1 MB.
const filesOf = (folder) => {
  const fs = require('fs')
  return { small: () => fs.readFileSync(`${folder}/1k`), large: () => fs.readFileSync(`${folder}/1m`) }
}

function electronDoor (remotePath) {
  const { ipcRenderer, remote: builtIn } = require('electron')
  const pongs = []
  ipcRenderer.on('pong', (event, value) => pongs.shift()(value))
  const ports = {}
  const waiting = {}
  const openPort = (kind) => new Promise((resolve) => {
    ipcRenderer.once('port', (event) => {
      ports[kind] = event.ports[0]
      ports[kind].onmessage = ({ data }) => waiting[kind](data)
      resolve()
    })
    ipcRenderer.send('open-port', kind)
  })
  // One message at a time, over a port of main's or of another page's.
  const echoOver = (kind) => (value) => new Promise((resolve) => {
    waiting[kind] = resolve
    ports[kind].postMessage(value)
  })
  const getTarget = () => (builtIn || require(remotePath + '/renderer')).getGlobal('benchTarget')
  return {
    echo: (value) => ipcRenderer.invoke('echo', value),
    ping: (value) => new Promise((resolve) => {
      pongs.push(resolve)
      ipcRenderer.send('ping', value)
    }),
    echoSync: (value) => ipcRenderer.sendSync('echo-sync', value),
    take: (value) => ipcRenderer.invoke('take', value),
    takeBytes: (value) => ipcRenderer.invoke('take', value),
    giveText: () => ipcRenderer.invoke('give-text'),
    giveBytes: () => ipcRenderer.invoke('give-bytes'),
    giveMany: (count) => ipcRenderer.invoke('give-many', count),
    // Where streams cannot be sent, these fail.
    takeStream: (stream) => ipcRenderer.invoke('take-stream', stream),
    giveStream: (kind, count) => ipcRenderer.invoke('give-stream', kind, count),
    echoPort: echoOver('main'),
    echoPage: echoOver('page'),
    openPort,
    files: filesOf(new URLSearchParams(location.search).get('files')),
    target: builtIn || remotePath ? getTarget() : null,
    result: (value) => ipcRenderer.send('result', value)
  }
}

const toBase64 = (bytes) => {
  let text = ''
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode.apply(null, bytes.subarray(i, i + 0x8000))
  return btoa(text)
}

const fromBase64 = (text) => {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}

function qtDoor () {
  return new Promise((resolve) => {
    const { QWebChannel } = globalThis
    // eslint-disable-next-line no-new
    new QWebChannel(globalThis.qt.webChannelTransport, (channel) => {
      const { main } = channel.objects
      const pongs = []
      main.pong.connect((value) => pongs.shift()(value))
      const call = (name, ...args) => new Promise((resolve) => main[name](...args, resolve))
      resolve({
        echo: (value) => call('echo', value),
        ping: (value) => new Promise((resolve) => {
          pongs.push(resolve)
          main.ping(value)
        }),
        echoSync: (value) => JSON.parse(prompt('echo', JSON.stringify(value))),
        take: (value) => call('take', value),
        takeBytes: (value) => call('takeBytes', toBase64(value)),
        giveText: () => call('giveText'),
        giveBytes: async () => fromBase64(await call('giveBytes')),
        giveMany: null,
        openPort: null,
        files: null,
        target: null,
        result: (value) => main.result(JSON.stringify(value))
      })
    })
  })
}

if (typeof require === 'function') echoPorts()

// eslint-disable-next-line no-unused-vars
const openDoor = (remotePath) => globalThis.bridge ?? (typeof require === 'function' ? electronDoor(remotePath) : qtDoor())
