'use strict'

// Requests and servers of pages: http and https.

const http = require('http')
const https = require('https')
const { attachStream } = require('./attach')
const { attachServer, attachSocket, stateOf } = require('./net')

const modules = { http, https }

const messageMembers = ['httpVersion', 'httpVersionMajor', 'httpVersionMinor', 'headers', 'rawHeaders', 'method', 'url', 'statusCode', 'statusMessage', 'upgrade']
const headOf = (message) => Object.fromEntries(messageMembers.map((name) => [name, message[name]]))

/** @returns {[number, object]} id and state of a request or response that is read */
function attachMessage (document, message) {
  const id = attachStream(document, 0, message, {
    events: { aborted: true, timeout: () => [] },
    endState: () => ({ complete: message.complete, trailers: message.trailers, rawTrailers: message.rawTrailers })
  })
  return [id, headOf(message)]
}

const socketArgs = (document, socket) => [attachSocket(document, 0, socket), stateOf(socket)]

const attachResponse = (document, response) => attachStream(document, 0, response, { events: { timeout: () => [] } })

/** name → what the page gets, of events that a server has; most change what Node does when somebody listens */
const serverEvents = {
  upgrade: (document) => (request, socket, head) => [...attachMessage(document, request), ...socketArgs(document, socket), head],
  connect: (document) => (request, socket, head) => [...attachMessage(document, request), ...socketArgs(document, socket), head],
  request: (document) => (request, response) =>
    [...attachMessage(document, request), ...socketArgs(document, request.socket), attachResponse(document, response)],
  clientError: (document) => (error, socket) => [error, ...socketArgs(document, socket)],
  connection: (document) => (socket) => socketArgs(document, socket)
}
serverEvents.checkContinue = serverEvents.request
serverEvents.checkExpectation = serverEvents.request

/** document → its agents for requests that name none */
const usualAgents = new WeakMap()

function usualAgent (document, kind) {
  let agents = usualAgents.get(document)
  if (!agents) usualAgents.set(document, agents = {})
  return (agents[kind] ??= new modules[kind].Agent())
}

const moduleOf = (kind) => {
  if (!Object.hasOwn(modules, kind)) throw new TypeError('Malformed message: unknown protocol')
  return modules[kind]
}

/** @param {object} members listed by name; the page may set these only */
const settings = new Set(['timeout', 'keepAliveTimeout', 'headersTimeout', 'requestTimeout', 'maxHeadersCount', 'maxRequestsPerSocket'])

module.exports = {
  createAgent (document, id, kind, options) {
    const agent = new (moduleOf(kind).Agent)(options)
    document.add(id, agent, () => agent.destroy())
  },

  /** @param {number} [socketId] of a connection that the page has made for it */
  request (document, id, kind, agentId, options, socketId) {
    const socket = socketId === undefined ? null : document.get(socketId)
    const agent = agentId === undefined ? usualAgent(document, kind) : agentId === 0 ? false : document.get(agentId)
    const request = moduleOf(kind).request({ ...options, ...(socket ? { createConnection: () => socket } : { agent }) })
    attachStream(document, id, request, {
      events: {
        timeout: () => [],
        continue: () => [],
        information: true,
        socket: (socket) => socketArgs(document, socket),
        response: (response) => attachMessage(document, response),
        upgrade: serverEvents.upgrade(document),
        connect: serverEvents.connect(document)
      }
    })
    const { method, path, host, protocol } = request
    return { method, path, host, protocol, headers: { ...request.getHeaders() } }
  },

  createServer (document, id, kind, options) {
    attachServer(document, id, moduleOf(kind).createServer(options), { request: serverEvents.request(document), timeout: () => [] })
  },

  /** The page's server listens for an event from now on. */
  hear (document, id, name) {
    if (!Object.hasOwn(serverEvents, name)) throw new TypeError('Malformed message: unknown event')
    const convert = serverEvents[name](document)
    document.get(id).on(name, (...args) => document.emit(id, name, convert(...args)))
  },

  setStatus (document, id, statusCode, statusMessage) {
    Object.assign(document.get(id), { statusCode, statusMessage })
  },

  set (document, id, name, value) {
    if (settings.has(name)) document.get(id)[name] = value
  }
}
