const { powerMonitor } = require('electron')

module.exports = () => [
  `Idle for ${powerMonitor.getSystemIdleTime()} s: ${powerMonitor.getSystemIdleState(60)}`,
  powerMonitor.isOnBatteryPower() ? 'On battery' : 'On mains'
].join('\n')
