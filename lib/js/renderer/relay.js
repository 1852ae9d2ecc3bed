'use strict'

// What stands for the shim in a world that has no link of its own: it hands everything to the shim's world by events under a
// name that the page cannot guess. All that crosses is text.

const { createCodec } = require('../common/codec')
const { startScriptServices } = require('./script-services')
const { wrapWindowOpen } = require('./relay-window-open')
const codec = createCodec(require('./codec-host'))

exports.startRelay = ({ relayEvent, scriptKey, mainWorld }) => {
  if (globalThis[scriptKey]) return
  const { dispatchEvent } = EventTarget.prototype
  const { CustomEvent } = globalThis
  const send = (channel, ...args) => {
    const detail = codec.encode([channel, args])
    Reflect.apply(dispatchEvent, document, [new CustomEvent(relayEvent, { detail })])
  }
  startScriptServices(scriptKey, (id, kind, value) => send('script-result-text', codec.encode([id, kind, value])))
  if (mainWorld) wrapWindowOpen((url, name, features) => send('window-open', url, name, features))
}

const relayed = ['script-result-text', 'window-open']

/** The shim's end. @param {(channel: string, ...args: any[]) => void} send */
exports.receiveRelayed = (relayEvent, send) => {
  document.addEventListener(relayEvent, ({ detail }) => {
    const [channel, args] = codec.decode(detail)
    if (relayed.includes(channel)) send(channel, ...args)
  })
}
