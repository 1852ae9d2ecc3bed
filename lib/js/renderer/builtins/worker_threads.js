'use strict'

const { notInPage } = require('./support/errors')
const { refusing } = require('./support/refusal')

// A page is a main thread; what makes other threads is refused.

const environmentData = new Map()

module.exports = {
  BroadcastChannel: globalThis.BroadcastChannel,
  MessageChannel: globalThis.MessageChannel,
  MessagePort: globalThis.MessagePort,
  SHARE_ENV: Symbol.for('nodejs.worker_threads.SHARE_ENV'),
  Worker: class Worker {
    constructor () {
      throw notInPage('worker_threads', 'use Worker, or the main process')
    }
  },
  getEnvironmentData: (key) => environmentData.get(key),
  isMainThread: true,
  markAsUntransferable: refusing('markAsUntransferable', 'worker_threads.markAsUntransferable()'),
  moveMessagePortToContext: refusing('moveMessagePortToContext', 'worker_threads.moveMessagePortToContext()'),
  parentPort: null,
  receiveMessageOnPort: refusing('receiveMessageOnPort', 'worker_threads.receiveMessageOnPort()', 'listen for the message'),
  resourceLimits: {},
  setEnvironmentData: (key, value) => value === undefined ? environmentData.delete(key) : environmentData.set(key, value),
  threadId: 0,
  workerData: null
}
