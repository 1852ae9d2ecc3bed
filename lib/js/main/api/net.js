'use strict'

const lifecycle = require('../lifecycle')

/** Whether there is any network but the loopback; whether the internet is behind it, nobody knows. */
function isOnline () {
  return Object.values(require('os').networkInterfaces()).flat().some(({ internal }) => !internal)
}

function request (options, callback) {
  if (!lifecycle.state.ready) throw new Error('net module can only be used after app is ready')
  const { ClientRequest } = require('./client-request')
  return new ClientRequest(options, callback)
}

const defaultSession = () => require('./session').session.defaultSession

const net = {
  request,
  fetch: (...args) => require('./net-fetch').fetchWithSession(defaultSession(), ...args),
  resolveHost: (...args) => require('../net/resolve-host').resolveHost(...args),
  isOnline
}
Object.defineProperty(net, 'online', { get: isOnline, enumerable: false, configurable: true })

module.exports = net
