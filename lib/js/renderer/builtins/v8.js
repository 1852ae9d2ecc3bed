'use strict'

const { bytesOf, callSync } = require('./support/client')
const { refusing } = require('./support/refusal')

const inMain = 'the main process has it'

const getHeapStatistics = () => {
  const { jsHeapSizeLimit = 0, totalJSHeapSize = 0, usedJSHeapSize = 0 } = performance.memory ?? {}
  return {
    total_heap_size: totalJSHeapSize,
    total_heap_size_executable: 0,
    total_physical_size: totalJSHeapSize,
    total_available_size: Math.max(0, jsHeapSizeLimit - usedJSHeapSize),
    used_heap_size: usedJSHeapSize,
    heap_size_limit: jsHeapSizeLimit,
    malloced_memory: 0,
    peak_malloced_memory: 0,
    does_zap_garbage: 0,
    number_of_native_contexts: 1,
    number_of_detached_contexts: 0,
    total_global_handles_size: 0,
    used_global_handles_size: 0,
    external_memory: 0
  }
}

module.exports = {
  Deserializer: refusing('Deserializer', 'v8.Deserializer', inMain),
  Serializer: refusing('Serializer', 'v8.Serializer', inMain),
  cachedDataVersionTag: () => callSync(getHeapStatistics, 'plain', 'call', 'v8', 'cachedDataVersionTag', []),
  deserialize: (bytes) => callSync(module.exports.deserialize, 'plain', 'call', 'v8', 'deserialize', [bytesOf(bytes).slice()]),
  getHeapCodeStatistics: refusing('getHeapCodeStatistics', 'v8.getHeapCodeStatistics()'),
  getHeapSnapshot: refusing('getHeapSnapshot', 'v8.getHeapSnapshot()', 'the developer tools take one'),
  getHeapSpaceStatistics: () => [],
  getHeapStatistics,
  serialize: (value) => callSync(module.exports.serialize, 'plain', 'call', 'v8', 'serialize', [value]),
  setFlagsFromString: refusing('setFlagsFromString', 'v8.setFlagsFromString()', 'app.commandLine has js-flags'),
  stopCoverage () {},
  takeCoverage () {},
  writeHeapSnapshot: refusing('writeHeapSnapshot', 'v8.writeHeapSnapshot()', 'the developer tools take one')
}
