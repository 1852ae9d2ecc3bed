'use strict'

const { unsupported } = require('../../js/common/node-errors')

// The page's own. Node measures its event loop, which a page has not.
module.exports = {
  performance: globalThis.performance,
  Performance: globalThis.Performance,
  PerformanceEntry: globalThis.PerformanceEntry,
  PerformanceMark: globalThis.PerformanceMark,
  PerformanceMeasure: globalThis.PerformanceMeasure,
  PerformanceObserver: globalThis.PerformanceObserver,
  PerformanceObserverEntryList: globalThis.PerformanceObserverEntryList,
  PerformanceResourceTiming: globalThis.PerformanceResourceTiming,
  monitorEventLoopDelay: unsupported('perf_hooks.monitorEventLoopDelay', 'its event loop is the engine\'s'),
  createHistogram: unsupported('perf_hooks.createHistogram', 'its engine has no histograms'),
  constants: {}
}
