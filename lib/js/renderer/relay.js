'use strict'

// What stands for the shim in a world that has no link of its own: it hands everything to the shim's world by events under a
// name that the page cannot guess. All that crosses is text.

const { createCodec } = require('../common/codec')
const { announceHandOver } = require('./message-ports/hand-over')
const { installPortEvents } = require('./message-ports/port-events')
const { installPageDialogs } = require('./page-dialogs')
const { startScriptServices } = require('./script-services')
const { installOwnFetch } = require('./relay-own-fetch')
const { wrapWindowOpen } = require('./relay-window-open')
const codec = createCodec(require('./codec-host'))

exports.start = (config) => {
  const { relayEvent, scriptKey, mainWorld } = config
  if (globalThis[scriptKey]) return
  const { dispatchEvent } = EventTarget.prototype
  const { CustomEvent } = globalThis
  const send = (channel, ...args) => {
    const detail = codec.encode([channel, args])
    Reflect.apply(dispatchEvent, document, [new CustomEvent(relayEvent, { detail })])
  }
  let answer
  const ask = (channel, ...args) => {
    answer = undefined
    send(channel, ...args)
    return answer
  }
  document.addEventListener(`${relayEvent}:answer`, ({ detail }) => { answer = codec.decode(detail) })
  startScriptServices(scriptKey, (id, kind, value) => send('script-result-text', codec.encode([id, kind, value])))
  if (!mainWorld) return
  installPageDialogs(ask)
  wrapWindowOpen((url, name, features) => ask('window-open', url, name, features))
  announceHandOver(relayEvent, installPortEvents(relayEvent).otherOf)
  installOwnFetch(config)
}

/** The shim's end. @param {object} channels what to do with a message of each; an answer goes back at once */
exports.receiveRelayed = (relayEvent, channels) => {
  document.addEventListener(relayEvent, ({ detail }) => {
    const [channel, args] = codec.decode(detail)
    const answer = Object.hasOwn(channels, channel) ? channels[channel](...args) : undefined
    if (answer === undefined) return
    document.dispatchEvent(new CustomEvent(`${relayEvent}:answer`, { detail: codec.encode(answer) }))
  })
}
