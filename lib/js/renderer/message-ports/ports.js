'use strict'

const { PORT_CLOSE, PORT_MESSAGE, PORT_RETURN, PORT_RETURNED, PORT_RETURN_END, POST } = require('../../common/message-kinds')
const { markPorts, placePorts } = require('../../common/port-places')
const { contentOfPortText, idOfPortText } = require('../../common/port-texts')
const { followHandOver } = require('./hand-over')
const { beforeClose, firstOf, getterOf, installPortEvents, isPort, secondOf } = require('./port-events')

// Ports between this page and others: the page has one end of a MessageChannel of its own, the other end stays here and is
// joined to main by the link. A page may replace what it finds in its globals, so everything is taken before.

const { apply, defineProperty, getOwnPropertyDescriptor } = Reflect
const { isArray } = Array
const { MessageChannel, MessageEvent, MessagePort, Event } = globalThis
const { addEventListener, dispatchEvent } = EventTarget.prototype
const { postMessage, start, close } = MessagePort.prototype
const clone = globalThis.structuredClone
const dataOf = getterOf(MessageEvent, 'data')
const portsOf = getterOf(MessageEvent, 'ports')

const uncurry = Function.prototype.bind.bind(Function.prototype.call)
const getKnown = uncurry(WeakMap.prototype.get)
const setKnown = uncurry(WeakMap.prototype.set)

const refused = () => new TypeError('Invalid value for transfer')

/**
 * @param {object} link from ../link.js
 * @param {object} config
 */
exports.createPorts = (link, { relayEvent, contextIsolation }) => {
  const { isClosed, otherOf } = installPortEvents(relayEvent)
  // The page's end of each channel that is joined here → its record.
  const known = new WeakMap()
  const records = new Map() // id → {id, port, page, isReturning, isEmpty, isEnding, back}
  // No page can know these texts: the last message of a port, and one that says that nothing is under way behind it.
  const last = `${relayEvent}:last`
  const barrier = `${relayEvent}:barrier`
  let lastId = Math.floor(Math.random() * 2 ** 40)

  const send = (kind, id, list = []) => link.prepare(kind, id, list)()

  const listen = (port, listener) => {
    apply(addEventListener, port, ['message', (event) => listener(dataOf(event), portsOf(event))])
    apply(start, port, [])
  }

  const join = (id, port, page) => {
    const record = { id, port, page: null, underWay: 0, isEarly: false, isReturning: false, isEmpty: false, isEnding: false, back: null }
    records.set(id, record)
    if (page !== null) watch(page, record)
    listen(port, (data, ports) => {
      if (data === barrier) record.isEarly = false
      if (!record.isEarly) record.underWay--
      if (data === last) onLast(record)
      else if (data !== barrier) forward(PORT_MESSAGE, id, data, ports)
    })
    return record
  }

  /** `page` is the page's end of the channel. */
  const watch = (page, record) => {
    record.page = page
    setKnown(known, page, record)
    beforeClose(page, relayEvent, () => postSlowly(record, page, [last]))
  }

  // What the page posts need not go through the channel, except behind something that does.

  const postSlowly = (record, page, args) => {
    const result = apply(postMessage, page, args)
    record.underWay++
    return result
  }

  /** The port has a new object, by which scripts of another world can post. */
  const rewatch = (page, record) => {
    record.underWay = Infinity
    watch(page, record)
  }

  const { postMessage: method } = {
    postMessage (message) {
      const record = getKnown(known, this)
      if (record === undefined) return apply(postMessage, this, arguments)
      if (record.underWay === 0 && arguments.length === 1 && !record.isReturning && records.get(record.id) === record) {
        try {
          link.sendOverPort(record.id, message, true)
          return
        } catch {
          // The channel throws the error that a page expects.
        }
      }
      return postSlowly(record, this, arguments)
    }
  }
  defineProperty(MessagePort.prototype, 'postMessage', { ...getOwnPropertyDescriptor(MessagePort.prototype, 'postMessage'), value: method })

  const forget = (record) => {
    records.delete(record.id)
    apply(close, record.port, [])
  }

  const onLast = (record) => {
    if (record.isReturning) {
      record.isEmpty = true
      endReturn(record)
    } else if (records.has(record.id)) {
      forget(record)
      send(PORT_CLOSE, record.id)
    }
  }

  /** Passes on what came on a port. */
  const forward = (kind, id, data, ports) => {
    if (ports.length === 0 && kind === PORT_MESSAGE) {
      forwardAlone(id, data)
      return
    }
    const ids = []
    for (let i = 0; i < ports.length; i++) ids.push(++lastId)
    let transmit
    try {
      transmit = link.prepare(kind, id, [markPorts(data, ports), ids])
    } catch (error) {
      console.error(`A message of a port was dropped: ${error.message}`, error.cause ?? '')
      for (let i = 0; i < ports.length; i++) apply(close, ports[i], [])
      return
    }
    transmit()
    for (let i = 0; i < ports.length; i++) join(ids[i], ports[i], null)
  }

  const forwardAlone = (id, data) => {
    try {
      link.sendOverPort(id, data, false)
    } catch (error) {
      console.error(`A message of a port was dropped: ${error.message}`, error.cause ?? '')
    }
  }

  // The page hands back a port whose other end is here

  const startReturn = (record, port) => {
    record.isReturning = true
    record.back = port
    listen(port, (data, ports) => {
      if (data === last) {
        record.isEnding = true
        endReturn(record)
      } else {
        forward(PORT_RETURNED, record.id, data, ports)
      }
    })
    apply(postMessage, port, [last])
  }

  const endReturn = (record) => {
    if (!record.isEmpty || !record.isEnding) return
    forget(record)
    apply(close, record.back, [])
    send(PORT_RETURN_END, record.id)
  }

  /** @returns {object|undefined} the record whose page's end `port` is */
  const returning = (port) => {
    const record = known.get(port)
    return record !== undefined && records.get(record.id) === record && !record.isReturning ? record : undefined
  }

  // From main

  const receivePorts = (ids) => ids.map((id) => {
    const channel = new MessageChannel()
    const page = secondOf(channel)
    join(id, firstOf(channel), page)
    return page
  })

  // An event on a port must not overtake the messages before it: it takes a way of the same length.
  let delay = null
  const delayed = []
  const later = (task) => {
    if (delay === null) {
      delay = new MessageChannel()
      listen(secondOf(delay), () => delayed.shift()())
    }
    delayed.push(task)
    apply(postMessage, firstOf(delay), [0])
  }

  /** The page has closed one of the ports before it handed over the other, or the same. */
  const endLater = (record) => later(() => onLast(record))

  const onClose = (record) => {
    if (record.isReturning) return
    records.delete(record.id)
    later(() => {
      if (record.page !== null) apply(dispatchEvent, record.page, [new Event('close')])
      apply(close, record.port, [])
    })
  }

  link.listeners.onPortMessage = ([kind, subject, list]) => {
    if (kind === POST) {
      const ports = receivePorts(list[1])
      link.listeners.onPost(subject, placePorts(list[0], ports), ports)
      return
    }
    const record = records.get(subject)
    if (record === undefined) {
      // The page was quicker to close it: so are the ports that come with the message.
      if (kind === PORT_MESSAGE) for (const id of list[1]) send(PORT_CLOSE, id)
    } else if (kind === PORT_MESSAGE) {
      const ports = receivePorts(list[1])
      apply(postMessage, record.port, [placePorts(list[0], ports), ports])
    } else if (kind === PORT_CLOSE) {
      onClose(record)
    } else if (kind === PORT_RETURN && record.isReturning) {
      apply(postMessage, record.port, [last])
    }
  }

  link.listeners.onPortText = (text, parts) => {
    const record = records.get(idOfPortText(text))
    if (record === undefined) return // the page was quicker to close it
    let message
    try {
      message = link.decode(contentOfPortText(text), parts)
    } catch (error) {
      // Another page's: main has not looked into it.
      console.error(`A message of a port was dropped: ${error.message}`)
      return
    }
    apply(postMessage, record.port, [message])
  }

  if (contextIsolation) followHandOver(returning, rewatch)

  return {
    /** ipcRenderer.postMessage. */
    post (channel, message, transfer) {
      if (transfer !== undefined && !isArray(transfer)) throw refused()
      const given = transfer === undefined ? [] : [...transfer]
      if (!given.every(isPort)) throw refused()
      const back = given.map(returning)
      const ids = back.map((record) => record?.id ?? ++lastId)
      const transmit = link.prepare(POST, channel, [markPorts(message, given), ids])
      let ports
      try {
        // Throws, before it does anything, for what is handed over already or is there twice.
        ports = clone(given, { transfer: given })
      } catch {
        throw refused()
      }
      transmit()
      for (let i = 0; i < ports.length; i++) {
        if (back[i]) {
          startReturn(back[i], ports[i])
        } else {
          const other = otherOf(given[i])
          const record = join(ids[i], ports[i], given.includes(other) ? null : other)
          // What the page has posted before is not counted.
          if (record.page !== null) {
            record.isEarly = true
            postSlowly(record, other, [barrier])
          }
          if (isClosed(given[i]) || (other !== null && isClosed(other))) endLater(record)
        }
      }
    }
  }
}
