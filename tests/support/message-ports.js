'use strict'

const { ipcMain, MessageChannelMain } = require('electron')
const { once, within } = require('./events')
const { openPage, untilInPage } = require('./windows')

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

/** @param {() => WebContents} contents whose page is `page` */
const portPage = (contents) => {
  const run = (code, target = contents()) => within(target.executeJavaScript(code))
  const got = (target = contents()) => run('JSON.stringify(got)', target).then(JSON.parse)
  const gotAll = async (count, target = contents()) => {
    await untilInPage({ webContents: target }, `got.length >= ${count}`)
    return got(target)
  }
  /** The main process's end of a channel whose other end the page has. */
  const joined = async (setup = '') => {
    const arrived = once(ipcMain, 'up')
    await run(`globalThis.channel = new MessageChannel(); ${setup}; ipc.postMessage('up', 'joined', [channel.port1]); 0`)
    const [event] = await arrived
    return event.ports[0]
  }
  /** Another page, joined to this one by a channel of main: each has got its name for it. */
  const joinedPage = async () => {
    const other = await openPage(page)
    const { port1, port2 } = new MessageChannelMain()
    contents().postMessage('port', 'A', [port1])
    other.webContents.postMessage('port', 'B', [port2])
    await gotAll(1)
    await gotAll(1, other.webContents)
    return other
  }
  return { got, gotAll, joined, joinedPage, run }
}

module.exports = { message, page, pageScript, portPage, unclonable }
