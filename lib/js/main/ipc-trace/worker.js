'use strict'

const { createEvents } = require('./events')
const { readNotes } = require('./notes')
const { createPairs } = require('./pairs')

// The worker thread gets these functions as text: each refers to nothing outside of itself.

function work ({ createEvents, createPairs, readNotes }, { parentPort, workerData }) {
  const { fd, fields, shared, pid } = workerData
  const { writeSync } = require('fs')
  // Messages go before events of them: these are made when it is quiet, when it costs little beside what the process does, or when
  // there is too much to remember.
  const interval = 100
  const quietRecords = 10
  const recordCost = 6
  const mostHeld = 64 << 20
  const textLength = 1 << 18

  let text = ''
  const flush = () => {
    const bytes = Buffer.from(text)
    text = ''
    for (let done = 0; done < bytes.length;) done += writeSync(fd, bytes, done)
    Atomics.add(shared, 1, 1)
  }
  const events = createEvents((part) => {
    text += part
    if (text.length > textLength) flush()
  }, pid)
  events.metadata('process_name', events.main, { name: 'main' })
  events.metadata('process_sort_index', events.main, { sort_index: 0 })
  events.metadata('thread_name', events.main, { name: 'main' })
  const pairs = createPairs(events, fields, readNotes)

  let held = []
  let heldSize = 0
  let heldRecords = 0
  let recent = 0
  let timer = null
  let quietLooks = 0
  let lastCpu = 0

  const cpu = () => {
    const { user, system } = process.cpuUsage()
    return user + system
  }

  const take = () => {
    const messages = held
    held = []
    heldSize = 0
    heldRecords = 0
    for (const message of messages) {
      try {
        pairs[message.what](message)
      } catch (error) {
        // Notes are a page's, which may say anything.
        if (message.what !== 'notes') throw error
      }
    }
    flush()
    lastCpu = cpu()
  }
  // A thread that had to wait for the processor finds its timers before its messages.
  const lookLater = () => { timer = setTimeout(() => setImmediate(look), interval) }
  const look = () => {
    timer = null
    quietLooks = recent < quietRecords ? quietLooks + 1 : 0
    recent = 0
    if (quietLooks > 1 || heldSize > mostHeld || heldRecords * recordCost < (cpu() - lastCpu) / 50) take()
    if (held.length > 0) lookLater()
  }

  parentPort.on('message', (message) => {
    held.push(message)
    heldSize += message.records?.byteLength ?? message.notes?.length ?? 0
    heldRecords += message.count ?? 0
    recent += message.count ?? 0
    if (message.what === 'finish') {
      take()
      Atomics.store(shared, 0, 1)
      Atomics.notify(shared, 0)
      parentPort.close()
    } else {
      if (timer === null) lookLater()
    }
  })
}

exports.source = `'use strict';(${work})({ createEvents: ${createEvents}, createPairs: ${createPairs}, readNotes: ${readNotes} }, require('worker_threads'))`
