'use strict'

// Sockets and servers of pages: net, tls and dgram.

const dgram = require('dgram')
const net = require('net')
const tls = require('tls')
const { attachEmitter, attachStream } = require('./attach')

const members = ['remoteAddress', 'remoteFamily', 'remotePort', 'localAddress', 'localFamily', 'localPort', 'encrypted',
  'authorized', 'alpnProtocol', 'servername']

/** What the page's socket knows of itself. */
const stateOf = (socket) => {
  const state = Object.fromEntries(members.filter((name) => socket[name] !== undefined).map((name) => [name, socket[name]]))
  if (socket.authorizationError) state.authorizationError = socket.authorizationError.code ?? `${socket.authorizationError}`
  return state
}

/** @returns {number} the id of a socket that main has */
function attachSocket (document, id, socket) {
  const known = document.idOf(socket)
  if (known !== undefined) return known
  const given = attachStream(document, id, socket, { events: { timeout: true, lookup: true, session: true, keylog: true, OCSPResponse: true } })
  for (const name of ['connect', 'ready', 'secureConnect']) socket.on(name, () => document.emit(given, name, [], stateOf(socket)))
  return given
}

const kinds = {
  net: (options) => net.createServer(options),
  tls: (options) => tls.createServer(options)
}

/** Once a server listens its page knows; sockets that it takes are ended with the document. */
function attachServer (document, id, server, events) {
  attachEmitter(document, id, server, {
    events: { drop: true, ...events },
    end: () => {
      server.closeAllConnections?.()
      server.close()
    }
  })
  server.on('listening', () => document.emit(id, 'listening', [], { listening: true }))
}

module.exports = {
  /** When this side ends as well, the page says: it may have something to send yet. */
  connect (document, id, kind, options) {
    attachSocket(document, id, (kind === 'tls' ? tls : net).connect({ ...options, allowHalfOpen: true }))
  },

  createServer (document, id, kind, options) {
    const server = kinds[kind]({ ...options, allowHalfOpen: true })
    const toSocket = (socket) => [attachSocket(document, 0, socket), stateOf(socket)]
    attachServer(document, id, server, kind === 'tls'
      ? { secureConnection: toSocket, tlsClientError: (error) => [error] }
      : { connection: toSocket })
  },

  isBlocked (document, rules, address, family) {
    const list = new net.BlockList()
    for (const [name, args] of rules) {
      if (!['addAddress', 'addRange', 'addSubnet'].includes(name)) throw new TypeError('Malformed message: unknown rule')
      list[name](...args)
    }
    return list.check(address, family)
  },

  /** The error, not thrown. */
  checkServerIdentity: (document, hostname, certificate) => tls.checkServerIdentity(hostname, certificate),

  createDatagramSocket (document, id, options) {
    const socket = dgram.createSocket(options)
    attachEmitter(document, id, socket, { events: { message: true, listening: true, connect: true }, end: () => socket.close() })
  },

  send (document, id, bytes, port, address) {
    return new Promise((resolve, reject) => {
      const args = [port, address].filter((arg) => arg !== undefined && arg !== null)
      document.get(id).send(bytes, ...args, (error, count) => error ? reject(error) : resolve(count))
    })
  }
}
Object.defineProperties(module.exports, {
  attachServer: { value: attachServer }, attachSocket: { value: attachSocket }, stateOf: { value: stateOf }
})
