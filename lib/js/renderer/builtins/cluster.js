'use strict'

const { EventEmitter } = require('events')
const { refusing } = require('./support/refusal')

const reason = ['cluster', 'use it in the main process']

module.exports = Object.assign(new EventEmitter(), {
  SCHED_NONE: 1,
  SCHED_RR: 2,
  Worker: refusing('Worker', ...reason),
  disconnect: (callback) => { if (callback) queueMicrotask(callback) },
  fork: refusing('fork', ...reason),
  isMaster: true,
  isPrimary: true,
  isWorker: false,
  schedulingPolicy: 2,
  settings: {},
  setupMaster: refusing('setupMaster', ...reason),
  setupPrimary: refusing('setupPrimary', ...reason),
  workers: {}
})
