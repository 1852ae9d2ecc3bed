'use strict'

const { commandLineOf, creationTime, processTree, readNumbers } = require('../proc-files')
const { spareProcessId } = process._linkedBinding('electron_browser_web_contents')
const { CpuMeter } = require('../process-methods')

// app.getAppMetrics: this process and the engine's, as /proc has them.

const TYPES = { renderer: 'Tab', 'gpu-process': 'GPU', utility: 'Utility', broker: 'Sandbox helper' }

const switchOf = (commandLine, name) => commandLine.find((part) => part.startsWith(`--${name}=`))?.slice(name.length + 3)

const meters = new Map()

function measure (pid, stat, type) {
  const status = readNumbers(`/proc/${pid}/status`)
  if (!meters.has(pid)) meters.set(pid, new CpuMeter())
  return {
    cpu: meters.get(pid).read(stat.cpuSeconds),
    pid,
    type,
    creationTime: creationTime(stat),
    memory: { workingSetSize: status.get('VmRSS') ?? 0, peakWorkingSetSize: status.get('VmHWM') ?? 0 }
  }
}

// Renderers are forked from a zygote and keep its command line. The zygotes themselves are no processes of the app's.
function engineType (parent, commandLine) {
  const type = switchOf(commandLine, 'type')
  if (type !== 'zygote') return TYPES[type]
  return switchOf(commandLineOf(parent), 'type') === 'zygote' ? 'Tab' : undefined
}

function getAppMetrics () {
  const metrics = []
  const spare = spareProcessId()
  for (const [pid, stat] of processTree(process.pid)) {
    if (pid === process.pid) {
      metrics.push(measure(pid, stat, 'Browser'))
      continue
    }
    // The app's own children are not the app's processes.
    const commandLine = commandLineOf(pid)
    const type = engineType(stat.parent, commandLine)
    if (!type || pid === spare) continue
    const service = type === 'GPU' ? 'GPU' : switchOf(commandLine, 'utility-sub-type')
    metrics.push({ ...measure(pid, stat, type), ...(service && { serviceName: service }) })
  }
  for (const pid of meters.keys()) {
    if (!metrics.some((entry) => entry.pid === pid)) meters.delete(pid)
  }
  return metrics
}

module.exports = { getAppMetrics }
