'use strict'

// The rows of the table. `bar`: at most (for a rate: at least) this many times Electron's figure, in the same run; `ofPort`: the same of its
// message port's round trip; `ofRow`: at most so many times the runtime's own figure in another row; `most`: at most this many of its unit.

const ipc = (name, title, unit, extra) => ({ name, title, unit, mode: 'ipc', ...extra })

module.exports = [
  { name: 'launch', title: 'launch → page loaded', unit: 'ms', mode: 'launch', bar: 0.6 },
  { name: 'launch-preload', title: 'the same with preload and contextBridge', unit: 'ms', mode: 'launch-preload', bar: 0.6 },
  { name: 'window', title: 'new BrowserWindow → loaded', unit: 'ms', mode: 'windows', bar: 0.4 },
  { name: 'window-rested', title: 'the same, a second after the last', unit: 'ms', mode: 'windows', rest: 1000, bar: 0.4 },
  ipc('invoke', 'asynchronous round trip: invoke, small JSON', 'µs', { bar: 0.8, ofPort: 0.9 }),
  ipc('send', 'asynchronous round trip: send and reply', 'µs', { bar: 0.8 }),
  ipc('port', 'message port, page and main: round trip', 'µs'),
  ipc('port-page', 'message port, page and page: round trip', 'µs'),
  ipc('sync', 'synchronous round trip: sendSync, small JSON', 'µs', { bar: 0.75 }),
  ipc('in-flight', '1 KB, 100 invokes in flight', 'k/s', { isRate: true, bar: 3 }),
  ipc('text-up', '1 MB string, page → main', 'µs', { bar: 0.83 }),
  ipc('text-down', '1 MB string, main → page', 'µs', { bar: 0.83 }),
  ipc('bytes-up', '1 MB Uint8Array, page → main', 'µs', { bar: 0.5 }),
  ipc('bytes-down', '1 MB Buffer, main → page', 'µs', { bar: 0.67 }),
  ipc('bytes-up-8', '8 MB Uint8Array, page → main, a MB of it', 'µs', { ofRow: ['bytes-up', 2] }),
  ipc('bytes-up-64', '64 MB Uint8Array, page → main, a MB of it', 'µs', { ofRow: ['bytes-up', 2] }),
  ipc('bytes-down-8', '8 MB Buffer, main → page, a MB of it', 'µs', { ofRow: ['bytes-down', 2] }),
  ipc('bytes-down-64', '64 MB Buffer, main → page, a MB of it', 'µs', { ofRow: ['bytes-down', 2] }),
  ipc('stream-up', 'a stream, page → main, 1 MB of it', 'µs'),
  ipc('stream-down', 'a stream, main → page, 1 MB of it', 'µs'),
  ipc('stream-objects', 'a stream of small objects, main → page', 'k/s', { isRate: true }),
  ipc('fs-1k', 'fs.readFileSync in the page, 1 KB', 'µs'),
  ipc('fs-1m', 'fs.readFileSync in the page, 1 MB', 'µs'),
  ipc('remote-read', 'remote: property read', 'µs', { bar: 0.75 }),
  ipc('remote-call', 'remote: method call', 'µs', { bar: 0.75 }),
  { name: 'cost', title: 'round trips a second of processor time, small JSON', unit: 'k/s', mode: 'cost', of: 'invoke', isRate: true, bar: 1.2 },
  { name: 'cost-in-flight', title: 'the same, 1 KB, 100 in flight', unit: 'k/s', mode: 'cost', of: 'in-flight', isRate: true, bar: 1.2 },
  { name: 'bridge-call', title: 'contextBridge: empty call', unit: 'µs', mode: 'bridge', most: 20 },
  { name: 'bridge-list', title: 'contextBridge: call that gives 400 objects', unit: 'µs', mode: 'bridge' },
  { name: 'bridge-invoke', title: 'invoke through contextBridge, small JSON', unit: 'µs', mode: 'bridge', bar: 0.8 },
  { name: 'bridge-sync', title: 'sendSync through contextBridge, small JSON', unit: 'µs', mode: 'bridge', bar: 0.75 },
  { name: 'memory-1', title: 'PSS of all processes, 1 window', unit: 'MB', mode: 'memory', windows: 1, bar: 1 },
  { name: 'memory-4', title: 'PSS of all processes, 4 windows', unit: 'MB', mode: 'memory', windows: 4, bar: 1 },
  { name: 'memory-apps', title: 'PSS of two apps at once, 1 window each', unit: 'MB', mode: 'apps', bar: 0.75 }
]
