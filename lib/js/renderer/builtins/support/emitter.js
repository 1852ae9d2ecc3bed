'use strict'

const { ask, callObject, forget, listen, memberOf, newId, post } = require('./client')

/** What stands in a page for an emitter of the main process that is no stream. */
class Peer {
  isGone = false

  /** @param {(name: string, args: Array) => any[]|null} [convert] the arguments for listeners; null: nothing is emitted */
  constructor (emitter, convert = (name, args) => args, id = newId()) {
    this.id = id
    listen(id, (name, args, state) => {
      if (state) Object.assign(emitter, state)
      if (name === 'close') this.end()
      const converted = convert(name, args)
      if (converted) emitter.emit(name, ...converted)
    })
  }

  /** Nothing more comes from main. */
  end () {
    this.isGone = true
    forget(this.id)
  }

  call (name, ...args) {
    if (!this.isGone) post('peer', 'call', this.id, name, args)
  }

  callSync (boundary, name, ...args) {
    return this.isGone ? undefined : callObject(boundary, this.id, name, args)
  }

  ask (name, args, callback) {
    ask('peer', 'ask', [this.id, name, args], (error, values) => error ? callback(error) : callback(null, ...values))
  }

  member (boundary, name) {
    return this.isGone ? undefined : memberOf(boundary, this.id, name)
  }

  destroy () {
    if (this.isGone) return
    post('peer', 'destroy', this.id)
    this.end()
  }
}

module.exports = { Peer }
