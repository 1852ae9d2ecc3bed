const { app } = require('electron')

module.exports = () => app.getAppMetrics().map(({ pid, type, cpu, memory }) => {
  const megabytes = Math.round(memory.workingSetSize / 1024)
  return `${type} (${pid}): ${megabytes} MB, ${cpu.percentCPUUsage.toFixed(1)} %`
}).join('\n')
