'use strict'

const channels = require('../common/channels')
const { nameOf, ofRemoteText, slowSync } = require('../common/ipc-trace-names')
const { INVOKE, PORT_MESSAGE, POST, REPLY, SEND, SEND_TO, SYNC } = require('../common/message-kinds')
const { createLink } = require('./link')

// Only in the shim when the runtime was started with --ipc-trace. A traced link notes what goes over the door, by wrapping it and
// the link from outside, and tells main about it in batches; main joins that with what it has seen itself (main/ipc-trace.js).
//
// The notes are one text: numbers of 5 bits a character, lowest first, the last of a number without bit 6. Each note begins with what it
// is and the time since the note before. main/ipc-trace/notes.js reads it.
//
//   0 time count               so much of what was posted has left the page; not told in frames within a page
//   1 time size                a text of main's is here
//   2 time what ref            it is done with. `what` as below; ref is its channel, or for a reply how many invokes ago it was asked for
//   3 time size                the answer to what is synchronous is here
//   4+what time channel size   sent; what = 2 * kind + internal
//   31 time                    sent: what was noted so far
//
const LEFT = 0
const RECEIVE = 1
const RECEIVED = 2
const ANSWER = 3
const SENT = 4
const REPORTED = 31

/** Of what the engine's clock of a page can tell apart at best; milliseconds. */
const unit = 0.005
const reportInterval = 100
const longestNotes = 1 << 17
// An app may make up channels as it goes.
const mostChannels = 2000
const questions = 4
const nothing = -1
const portChannel = 'port'

// As everywhere in the shim: the page may replace these.
const { apply } = Reflect
const { floor } = Math
const { defineProperty } = Object
const { fromCharCode } = String
const now = performance.now.bind(performance)
const setTimeout = globalThis.setTimeout.bind(globalThis)
const addEventListener = globalThis.addEventListener.bind(globalThis)
const uncurry = Function.prototype.bind.bind(Function.prototype.call)
const mapGet = uncurry(Map.prototype.get)
const mapSet = uncurry(Map.prototype.set)
const subarray = uncurry(Uint8Array.prototype.subarray)
const codes = new Uint8Array(64)
for (let i = 0; i < 64; i++) codes[i] = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.charCodeAt(i)

class Notes {
  #codes = new Uint8Array(longestNotes + 128)
  #length = 0
  #channels = new Map()
  #newChannels = []
  #isAnew = false
  #start = 0
  #last = 0

  get length () {
    return this.#length
  }

  number (value) {
    const to = this.#codes
    while (value > 31) {
      to[this.#length++] = codes[32 + value % 32]
      value = floor(value / 32)
    }
    to[this.#length++] = codes[value]
  }

  begin (note, time) {
    const at = floor(time / unit)
    if (this.#length === 0) this.#start = this.#last = at
    this.number(note)
    this.number(at > this.#last ? at - this.#last : 0)
    if (at > this.#last) this.#last = at
  }

  channel (name) {
    let index = mapGet(this.#channels, name)
    if (index === undefined) {
      index = this.#channels.size
      mapSet(this.#channels, name, index)
      this.#newChannels[this.#newChannels.length] = name
    }
    this.number(index)
  }

  /** @returns {Array} when the first note was made, the channels that are new, whether these are all, and the text */
  take () {
    const text = apply(fromCharCode, null, subarray(this.#codes, 0, this.#length))
    const taken = [this.#start * unit, this.#newChannels, this.#isAnew, text]
    this.#length = 0
    this.#newChannels = []
    this.#isAnew = this.#channels.size > mostChannels
    if (this.#isAnew) this.#channels = new Map()
    return taken
  }
}

/** What main's clock says: a few pairs of the page's time before and after the question. Main knows the document by it. */
const askClock = (link) => {
  let id = nothing
  const clocks = []
  for (let i = 0; i < questions; i++) {
    const before = now()
    const answer = link.sendSync(true, channels.IPC_TRACE_CLOCK, [id])
    if (!answer) return null
    id = answer.id
    clocks[i] = [before, answer.time, now()]
  }
  return { id, clocks }
}

/**
 * As createLink, for a page that is traced.
 *
 * @param {(onLeave: (count: number) => void) => object} openDoor
 */
exports.createTracedLink = (openDoor, config) => {
  const notes = new Notes()
  let isOpen = false // main knows the document
  let isReporting = false
  // What is being sent, and what has come.
  let kind = nothing
  let isInternal = false
  let channel = ''
  let time = 0
  let receivedWhat = nothing
  let receivedChannel = ''
  let receivedRef = nothing
  let invokes = 0

  const door = openDoor((count) => {
    if (!isOpen) return
    notes.begin(LEFT, now())
    notes.number(count)
  })

  let lastReport = -reportInterval
  let isScheduled = false
  const report = (slow) => {
    isScheduled = false
    if (notes.length === 0 || !isOpen) return
    lastReport = now()
    isReporting = true
    const [start, names, isAnew, text] = notes.take()
    notes.begin(REPORTED, lastReport)
    link.send(true, channels.IPC_TRACE_REPORT, [id, start, names, isAnew, text, slow ?? null])
    isReporting = false
  }
  const schedule = () => {
    if (notes.length > longestNotes) report()
    if (isScheduled) return
    isScheduled = true
    // What follows a silence is told at once: the document may not live long. In a turn of its own, since it must not take part in how the
    // page's messages are put together.
    setTimeout(report, time - lastReport > reportInterval ? 0 : reportInterval)
  }

  const noteSent = (size) => {
    if (kind === nothing || isReporting || !isOpen) return
    notes.begin(SENT + 2 * kind + isInternal, time)
    notes.channel(channel)
    notes.number(size)
    kind = nothing
    schedule()
  }

  const link = createLink({
    ...door,

    listen (listener) {
      door.listen((text, ...rest) => {
        if (!isOpen) {
          listener(text, ...rest)
          return
        }
        time = now()
        notes.begin(RECEIVE, time)
        notes.number(text.length)
        receivedWhat = nothing
        try {
          listener(text, ...rest)
        } finally {
          notes.begin(RECEIVED, now())
          notes.number(receivedWhat + 1)
          if (receivedRef === nothing) notes.channel(receivedChannel)
          else notes.number(receivedRef)
          receivedRef = nothing
          schedule()
        }
      })
    },

    post (text, ...rest) {
      noteSent(text.length)
      return door.post(text, ...rest)
    },

    ask (text, ...rest) {
      if (!isOpen) return door.ask(text, ...rest)
      noteSent(text.length)
      const answer = door.ask(text, ...rest)
      notes.begin(ANSWER, now())
      notes.number(answer ? answer.length : 0)
      return answer
    }
  }, config)

  const opened = askClock(link)
  if (!opened) return link
  const { id, clocks } = opened
  link.send(true, channels.IPC_TRACE_REPORT, [id, 0, [], true, '', null, clocks])
  isOpen = true

  const sending = (ofKind, internal, name) => {
    kind = ofKind
    isInternal = internal
    channel = name
    time = now()
  }
  const received = (what, name) => {
    receivedWhat = what
    receivedChannel = name
  }

  const blocking = (internal, name, args, call) => {
    sending(SYNC, internal, name)
    const start = time
    try {
      return call()
    } finally {
      const blocked = now() - start
      if (blocked > slowSync) report([nameOf(SYNC, internal, name, args, false), blocked])
    }
  }

  // What comes is known by the listener that gets it.
  const listen = (name, note) => {
    let listener = link.listeners[name]
    defineProperty(link.listeners, name, {
      get: () => listener,
      set: (given) => {
        listener = (first, ...rest) => {
          note(first)
          given(first, ...rest)
        }
      }
    })
  }
  listen('onMessage', (name) => received(2 * SEND, name))
  listen('onInternalMessage', (name) => received(2 * SEND + 1, name))
  listen('onPortMessage', (message) => received(2 * message[0], message[0] === POST ? message[1] : portChannel))

  listen('onPortText', () => received(2 * PORT_MESSAGE, portChannel))

  addEventListener('beforeunload', () => report(), true)
  addEventListener('pagehide', () => report(), true)

  return {
    ...link,

    send (internal, name, ...rest) {
      if (!isReporting) sending(SEND, internal, name)
      return link.send(internal, name, ...rest)
    },

    sendTo (webContentsId, name, ...rest) {
      sending(SEND_TO, false, name)
      return link.sendTo(webContentsId, name, ...rest)
    },

    sendOverPort (...args) {
      sending(PORT_MESSAGE, false, portChannel)
      return link.sendOverPort(...args)
    },

    prepare (portKind, subject, ...rest) {
      const transmit = link.prepare(portKind, subject, ...rest)
      return () => {
        sending(portKind, false, portKind === POST ? subject : portChannel)
        transmit()
      }
    },

    invoke (internal, name, args, resolve, reject, ...rest) {
      sending(INVOKE, internal, name)
      const number = ++invokes
      const settling = (settle) => (value) => {
        receivedWhat = 2 * REPLY
        receivedRef = invokes - number
        settle(value)
      }
      try {
        return link.invoke(internal, name, args, settling(resolve), settling(reject), ...rest)
      } catch (error) {
        invokes--
        throw error
      }
    },

    ask (text) {
      const { name, args } = ofRemoteText(text)
      return blocking(true, name, args, () => link.ask(text))
    },

    sendSync (internal, name, args, ...rest) {
      return blocking(internal, name, args, () => link.sendSync(internal, name, args, ...rest))
    }
  }
}
