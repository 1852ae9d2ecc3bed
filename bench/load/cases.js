'use strict'

// What there is to run: `seconds` is what the full case may take.
module.exports = [
  { name: 'windows', title: '50 windows', seconds: 120 },
  { name: 'cycles', title: '1,000 windows opened and closed', seconds: 600 },
  { name: 'reloads', title: '1,000 reloads', seconds: 300 },
  { name: 'messages', title: '1,000,000 messages each way', seconds: 300 },
  { name: 'streams', title: 'a stream of 1 GB each way', seconds: 240 },
  { name: 'sync', title: '10,000 sendSync from each of 4 windows at once', seconds: 120 },
  { name: 'flood', title: 'a page that floods', seconds: 90 },
  { name: 'stuck', title: 'a page that never reads', seconds: 120 },
  { name: 'busy', title: 'main busy for 2 s', seconds: 60 },
  { name: 'idle', title: '4 windows, idle for 10 s', seconds: 60 }
]
