'use strict'

const { callSync, valuesOf } = require('./support/client')

const names = ['arch', 'availableParallelism', 'cpus', 'endianness', 'freemem', 'getPriority', 'homedir', 'hostname', 'loadavg', 'machine', 'networkInterfaces',
  'platform', 'release', 'setPriority', 'tmpdir', 'totalmem', 'type', 'uptime', 'userInfo', 'version']

const os = {}
for (const name of names) os[name] = { [name]: (...args) => callSync(os[name], 'plain', 'call', 'os', name, args) }[name]

module.exports = Object.assign(os, valuesOf('os', ['EOL', 'constants', 'devNull']))
