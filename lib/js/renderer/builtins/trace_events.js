'use strict'

const { refusing } = require('./support/refusal')

module.exports = {
  createTracing: refusing('createTracing', 'trace_events', 'use contentTracing in the main process'),
  getEnabledCategories: () => undefined
}
