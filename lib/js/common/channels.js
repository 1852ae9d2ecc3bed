'use strict'

// Names of the internal channels. Messages on them carry the `internal` flag, so that they never meet a listener of the
// app, and an app's channel of the same name never meets one of these.
module.exports = Object.freeze({
  // page → main (synchronous): whether a scheme is the app's own
  OWN_SCHEME: 'own-scheme',
  // what travels beside a message, page → main (synchronous): for a page whose request was stopped
  BULK_TAKE: 'bulk-take',
  // the document is not left after all, main → page
  BULK_STAY: 'bulk-stay',
  // a document begins, page → main (synchronous): what it needs of main before its own scripts run
  DOCUMENT_START: 'document-start',
  // page → main (synchronous): where a file is, by its name, size, date and path within a chosen folder
  FILE_PATH: 'file-path',
  // modules of pages, page → main (synchronous)
  PAGE_MODULE: 'page-module',
  PAGE_MODULE_RESOLVE: 'page-module-resolve',
  PAGE_MODULE_SOURCE: 'page-module-source',
  PAGE_MODULE_SYNTAX: 'page-module-syntax',
  // `process` of a page: page → main, synchronous where main is asked for something
  PAGE_PROCESS: 'page-process',
  PAGE_OUTPUT: 'page-output',
  PAGE_EXIT: 'page-exit',
  PAGE_SIGNAL: 'page-signal',
  // crashReporter of a page, page → main: (name, value or null)
  CRASH_PARAMETER: 'crash-parameter',
  // --ipc-trace, page → main: what main's clock says (synchronous), and what the page has seen
  IPC_TRACE_CLOCK: 'ipc-trace-clock',
  IPC_TRACE_REPORT: 'ipc-trace-report',
  // Node's stateful modules in pages, page → main: (document, room, operation, …args), synchronous or not, and the document's end
  NODE_CALL: 'node-call',
  NODE_POST: 'node-post',
  NODE_RELEASE: 'node-release',
  // main → page: (document, id of the post, error or null, values), (document, id of the object, event, args)
  NODE_REPLY: 'node-reply',
  NODE_EVENT: 'node-event',
  // a preload script failed, page → main
  PRELOAD_ERROR: 'preload-error',
  // modules of `electron` that work in main, page → main (synchronous), and how their promises end, main → page
  PAGE_ELECTRON: 'page-electron',
  PAGE_ELECTRON_SETTLE: 'page-electron-settle',
  // streams, both ways: streams/operations.js
  STREAM: 'stream',
  // dialogs of pages, page → main (synchronous)
  PAGE_ALERT: 'page-alert',
  PAGE_CONFIRM: 'page-confirm',
  // windows without a frame: main → page, look for drag regions; page → main, what the user does there
  DRAG_REGIONS: 'drag-regions',
  DRAG_WINDOW: 'drag-window',
  // windows of window.open in processes of their own, page → main; the first synchronous
  GUEST_URL: 'guest-url',
  GUEST_CALL: 'guest-call',
  GUEST_POST: 'guest-post',
  // the same, main → page
  GUEST_CLOSED: 'guest-closed',
  GUEST_MESSAGE: 'guest-message',
  // workers with Node: page → main, the first synchronous; main → page; worker → main, synchronous
  WORKER_SOURCE: 'worker-source',
  WORKER_ADOPT: 'worker-adopt',
  WORKER_END: 'worker-end',
  WORKER_WAKE: 'worker-wake',
  WORKER_START: 'worker-start',
  // remote, page → main (synchronous)
  REMOTE_REQUIRE: 'remote-require',
  REMOTE_BUILTIN: 'remote-builtin',
  REMOTE_GLOBAL: 'remote-global',
  REMOTE_CURRENT_WINDOW: 'remote-current-window',
  REMOTE_CURRENT_WEB_CONTENTS: 'remote-current-web-contents',
  REMOTE_CONSTRUCT: 'remote-construct',
  REMOTE_CALL: 'remote-call',
  REMOTE_MEMBER_CONSTRUCT: 'remote-member-construct',
  REMOTE_MEMBER_CALL: 'remote-member-call',
  REMOTE_MEMBER_GET: 'remote-member-get',
  REMOTE_MEMBER_SET: 'remote-member-set',
  // remote, page → main (asynchronous)
  REMOTE_DEREFERENCE: 'remote-dereference',
  REMOTE_CONTEXT_RELEASE: 'remote-context-release',
  // remote, main → page (asynchronous)
  REMOTE_CALLBACK: 'remote-callback',
  REMOTE_RELEASE_CALLBACK: 'remote-release-callback',
  // remote, both ways (asynchronous): how a promise ended
  REMOTE_SETTLE: 'remote-settle'
})
