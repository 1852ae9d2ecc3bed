'use strict'

const { Agent } = require('./agent')
const { ClientRequest } = require('./client')
const { Server } = require('./server')

/** What `http` and `https` have in common. @param {'http'|'https'} kind */
exports.createModule = (kind) => {
  class KindAgent extends Agent {
    constructor (options) {
      super(options, kind)
    }
  }
  Object.defineProperty(KindAgent, 'name', { value: 'Agent' })
  class KindServer extends Server {
    constructor (options, listener) {
      super(kind, options, listener)
    }
  }
  Object.defineProperty(KindServer, 'name', { value: 'Server' })

  const request = (...args) => new ClientRequest(kind, ...args)
  const get = (...args) => {
    const asked = request(...args)
    asked.end()
    return asked
  }
  // Subclasses of old style call these without `new`.
  const callable = (Class) => new Proxy(Class, { apply: (target, self, args) => new Class(...args) })
  return {
    Agent: callable(KindAgent),
    Server: callable(KindServer),
    createServer: (options, listener) => new KindServer(options, listener),
    get,
    globalAgent: new KindAgent(),
    request
  }
}
