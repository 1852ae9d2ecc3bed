'use strict'

const { Socket } = require('net')

/** Connections of requests and responses, by main's id: several of these may share one. */
const sockets = new Map()

const socketOf = (id, state) => {
  const known = sockets.get(id)
  if (known) return Object.assign(known, state)
  const Class = state?.encrypted ? require('tls').TLSSocket : Socket
  const socket = Class._of(id, state)
  sockets.set(id, socket)
  socket.once('close', () => sockets.delete(id))
  // Who does not listen is not to hear of what the request or the response tells as well.
  socket.on('error', () => {})
  return socket
}

/** A connection that the page made itself. */
const keepSocket = (socket) => {
  sockets.set(socket._bridge.id, socket)
  socket.once('close', () => sockets.delete(socket._bridge.id))
}

module.exports = { keepSocket, socketOf }
