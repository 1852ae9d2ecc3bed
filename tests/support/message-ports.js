'use strict'

const { once } = require('./events')

/** What the clone of an argument that has none is refused with. */
const unclonable = { name: 'Error', message: 'An object could not be cloned.' }

/** The next message that comes over a port of main's. */
const message = async (port) => (await once(port, 'message'))[0]

/** A page with Node that takes ports and keeps what comes over them. */
const pageScript = `
  globalThis.ipc = require('electron').ipcRenderer
  globalThis.got = []
  ipc.on('port', (event, value) => {
    globalThis.port = event.ports[0]
    globalThis.portEvent = event
    port.onmessage = ({ data, ports }) => got.push(ports.length > 0 ? [data, ports.length] : data)
    port.onclose = (event) => got.push(event.type)
    got.push(value)
  })`
const page = `<!DOCTYPE html><title>ports</title><script>${pageScript}</script>`

module.exports = { message, page, pageScript, unclonable }
