'use strict'

const fs = require('fs')
const path = require('path')
const { hrtime } = process
const { reportError } = require('../report')
const { fields } = require('./fields')

// Where --ipc-trace goes. The main thread only fills in records, a row of numbers a message; a worker thread makes events of them
// and writes the file. It holds back while many messages pass, and at the exit it is waited for.

const chunkRecords = 2048
const chunkInterval = 200
/** A worker that has not got on for so long at the exit is given up; milliseconds. */
const stall = 5000
const mostLabels = 5000

const state = { worker: null, shared: null, chunk: null, count: 0, labels: new Map(), newLabels: [], labelCount: 0, isAnew: false, epoch: 0, timer: null }

/** Microseconds of the monotonic clock, by which Chromium's own traces go as well. */
function now () {
  const [seconds, nanoseconds] = hrtime()
  return seconds * 1e6 + nanoseconds / 1e3
}

/** Opens the file, or ends the program. */
function open (name) {
  const file = path.resolve(name)
  let fd
  try {
    fd = fs.openSync(file, 'w')
  } catch (error) {
    reportError('load', `--ipc-trace: cannot write ${file}: ${error.message}`)
    process.reallyExit(1)
  }
  const { Worker } = require('worker_threads')
  state.shared = new Int32Array(new SharedArrayBuffer(8))
  state.worker = new Worker(require('./worker').source, {
    eval: true,
    env: {},
    execArgv: [],
    workerData: { fd, fields, shared: state.shared, pid: process.pid, start: now() }
  })
  state.worker.unref()
  state.worker.on('error', (error) => {
    state.worker = null
    reportError('warning', `Warning: --ipc-trace: ${file} is not complete: ${error.message}`)
  })
  // Not all that ends the process emits 'exit'.
  const { reallyExit } = process
  process.reallyExit = (code) => {
    finish()
    reallyExit.call(process, code)
  }
  process.on('exit', finish)
}

/** Hands on what is recorded so far. */
function flush () {
  clearTimeout(state.timer)
  state.timer = null
  if (state.count === 0) return
  const { chunk, count, newLabels, isAnew } = state
  state.chunk = null
  state.count = 0
  state.newLabels = []
  state.isAnew = state.labelCount > mostLabels
  if (state.isAnew) {
    state.labels = new Map()
    state.labelCount = 0
    state.epoch++
  }
  state.worker?.postMessage({ what: 'records', records: chunk, count, labels: newLabels, isAnew }, [chunk.buffer])
}

/** Tells the worker something that comes after all that is recorded. */
function tell (message) {
  flush()
  state.worker?.postMessage(message)
}

function record (type, row, what, label, size, id, start, end, left, answerSize) {
  if (state.chunk === null) {
    if (state.worker === null) return
    state.chunk = new Float64Array(chunkRecords * fields.LENGTH)
    state.timer ??= setTimeout(flush, chunkInterval).unref()
  }
  const { chunk } = state
  const at = state.count++ * fields.LENGTH
  chunk[at + fields.TYPE] = type
  chunk[at + fields.ROW] = row
  chunk[at + fields.WHAT] = what
  chunk[at + fields.LABEL] = label
  chunk[at + fields.SIZE] = size
  chunk[at + fields.ID] = id
  chunk[at + fields.START] = start
  chunk[at + fields.END] = end
  chunk[at + fields.LEFT] = left
  chunk[at + fields.ANSWER_SIZE] = answerSize
  if (state.count === chunkRecords) flush()
}

/**
 * The number of what messages of a kind on a channel are called.
 *
 * @param {string} key different for each
 * @param {() => object} create {name, category, channel}
 */
function labelOf (what, key, create) {
  const { labels } = state
  let ofKind = labels.get(what)
  if (ofKind === undefined) labels.set(what, ofKind = new Map())
  let index = ofKind.get(key)
  if (index === undefined) {
    index = state.labelCount++
    ofKind.set(key, index)
    state.newLabels.push(create())
  }
  return index
}

/** Waits until all of it is in the file. */
function finish () {
  const { worker, shared } = state
  if (worker === null) return
  tell({ what: 'finish', time: now() })
  state.worker = null
  for (let seen = -1; Atomics.load(shared, 0) === 0 && seen !== Atomics.load(shared, 1);) {
    seen = Atomics.load(shared, 1)
    Atomics.wait(shared, 0, 0, stall)
  }
  if (Atomics.load(shared, 0) === 0) reportError('warning', 'Warning: --ipc-trace: the file is not complete')
}

/** Labels of another epoch have other numbers. */
const epoch = () => state.epoch

module.exports = { epoch, labelOf, now, open, record, tell }
