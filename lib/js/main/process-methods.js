'use strict'

const os = require('os')
const { checkArguments } = require('./argument-error')
const { creationTime, readNumbers, readStat } = require('./proc-files')

// Electron's measuring methods of `process`. Node's bigger modules are loaded when they are needed: it takes milliseconds.

const KILOBYTE = 1024

/** CPU use of the time since it was last asked, in percent of one core. */
class CpuMeter {
  #at = 0
  #seconds = 0

  read (seconds) {
    const now = Number(process.hrtime.bigint() / 1000n) / 1e6
    const percent = this.#at > 0 && now > this.#at ? Math.max(0, seconds - this.#seconds) / (now - this.#at) * 100 : 0
    this.#at = now
    this.#seconds = seconds
    return { percentCPUUsage: percent, cumulativeCPUUsage: seconds, idleWakeupsPerSecond: 0 }
  }
}

const ownCpu = new CpuMeter()

function getHeapStatistics () {
  const heap = require('v8').getHeapStatistics()
  return {
    totalHeapSize: Math.floor(heap.total_heap_size / KILOBYTE),
    totalHeapSizeExecutable: Math.floor(heap.total_heap_size_executable / KILOBYTE),
    totalPhysicalSize: Math.floor(heap.total_physical_size / KILOBYTE),
    totalAvailableSize: Math.floor(heap.total_available_size / KILOBYTE),
    usedHeapSize: Math.floor(heap.used_heap_size / KILOBYTE),
    heapSizeLimit: Math.floor(heap.heap_size_limit / KILOBYTE),
    mallocedMemory: Math.floor(heap.malloced_memory / KILOBYTE),
    peakMallocedMemory: Math.floor(heap.peak_malloced_memory / KILOBYTE),
    doesZapGarbage: Boolean(heap.does_zap_garbage)
  }
}

function memoryOf (pid) {
  const status = readNumbers(`/proc/${pid}/status`)
  const rollup = readNumbers(`/proc/${pid}/smaps_rollup`)
  const residentSet = status.get('VmRSS') ?? 0
  return {
    residentSet,
    private: (rollup.get('Private_Clean') ?? 0) + (rollup.get('Private_Dirty') ?? 0) || residentSet,
    shared: (rollup.get('Shared_Clean') ?? 0) + (rollup.get('Shared_Dirty') ?? 0)
  }
}

function getSystemMemoryInfo () {
  const memory = readNumbers('/proc/meminfo')
  const value = (name) => memory.get(name) ?? 0
  return { total: value('MemTotal'), free: value('MemAvailable') || value('MemFree'), swapTotal: value('SwapTotal'), swapFree: value('SwapFree') }
}

function ioOf (pid) {
  const io = readNumbers(`/proc/${pid}/io`)
  return {
    readOperationCount: io.get('syscr') ?? 0,
    writeOperationCount: io.get('syscw') ?? 0,
    otherOperationCount: 0,
    readTransferCount: io.get('rchar') ?? 0,
    writeTransferCount: io.get('wchar') ?? 0,
    otherTransferCount: 0
  }
}

/** False when the file cannot be written. */
function takeHeapSnapshot (...args) {
  checkArguments(args, 'string')
  try {
    require('v8').writeHeapSnapshot(args[0])
    return true
  } catch {
    return false
  }
}

const methods = {
  crash: () => process.kill(process.pid, 'SIGSEGV'),
  hang: () => { for (;;); },
  getBlinkMemoryInfo: () => ({ allocated: 0, total: 0 }), // the main process has no Blink
  getCPUUsage: () => ownCpu.read(readStat('self').cpuSeconds),
  getCreationTime: () => creationTime(readStat('self')),
  getHeapStatistics,
  getIOCounters: () => ioOf('self'),
  getProcessMemoryInfo: async () => memoryOf('self'),
  getSystemMemoryInfo,
  getSystemVersion: () => os.release(),
  /** Node has raised the limit to the highest that the system allows when it started; as in Electron, it is never lowered. */
  setFdLimit: (...args) => checkArguments(args, 'int'),
  takeHeapSnapshot
}

module.exports = { CpuMeter, getSystemMemoryInfo, ioOf, memoryOf, methods }
