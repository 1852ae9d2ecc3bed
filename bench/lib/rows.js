'use strict'

// The rows of the table. `bar`: at most (for a rate: at least) this many times Electron's figure, in the same run.

const ipc = (name, title, unit, extra) => ({ name, title, unit, mode: 'ipc', ...extra })

module.exports = [
  { name: 'launch', title: 'launch → page loaded', unit: 'ms', mode: 'launch', bar: 0.8 },
  { name: 'launch-preload', title: 'the same with preload and contextBridge', unit: 'ms', mode: 'launch-preload', bar: 0.8 },
  { name: 'window', title: 'new BrowserWindow → loaded', unit: 'ms', mode: 'windows' },
  ipc('invoke', 'asynchronous round trip: invoke, small JSON', 'µs', { bar: 1.1 }),
  ipc('send', 'asynchronous round trip: send and reply', 'µs'),
  ipc('port', 'message port, page and main: round trip', 'µs'),
  ipc('port-page', 'message port, page and page: round trip', 'µs'),
  ipc('sync', 'synchronous round trip: sendSync, small JSON', 'µs', { bar: 1.0 }),
  ipc('in-flight', '1 KB, 100 invokes in flight', 'k/s', { isRate: true, bar: 1.0 }),
  ipc('text-up', '1 MB string, page → main', 'µs'),
  ipc('text-down', '1 MB string, main → page', 'µs'),
  ipc('bytes-up', '1 MB Uint8Array, page → main', 'µs'),
  ipc('bytes-down', '1 MB Buffer, main → page', 'µs'),
  ipc('fs-1k', 'fs.readFileSync in the page, 1 KB', 'µs'),
  ipc('fs-1m', 'fs.readFileSync in the page, 1 MB', 'µs'),
  ipc('remote-read', 'remote: property read', 'µs'),
  ipc('remote-call', 'remote: method call', 'µs'),
  { name: 'bridge-call', title: 'contextBridge: empty call', unit: 'µs', mode: 'bridge' },
  { name: 'bridge-list', title: 'contextBridge: call that gives 400 objects', unit: 'µs', mode: 'bridge' },
  { name: 'bridge-invoke', title: 'invoke through contextBridge, small JSON', unit: 'µs', mode: 'bridge', bar: 1.1 },
  { name: 'bridge-sync', title: 'sendSync through contextBridge, small JSON', unit: 'µs', mode: 'bridge', bar: 1.0 },
  { name: 'memory-1', title: 'PSS of all processes, 1 window', unit: 'MB', mode: 'memory', windows: 1 },
  { name: 'memory-4', title: 'PSS of all processes, 4 windows', unit: 'MB', mode: 'memory', windows: 4 }
]
