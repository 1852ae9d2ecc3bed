'use strict'

const { ipcMainInternal } = require('./api/ipc-main')
const { warnOnce } = require('./report')

// What `webFrame` of pages asks of main.

/** The frame at a place, or null. @param {number[][]} path of renderer/frames-agent.js */
function frameAt (contents, path) {
  if (!Array.isArray(path)) return null
  return path.reduce((frame, step) => frame && frame.frames[step?.[0]], contents.mainFrame) ?? null
}

function pathOf (contents, routingId) {
  const frame = contents.mainFrame.framesInSubtree.find((one) => one.routingId === routingId)
  if (!frame) return null
  const path = []
  for (let one = frame; one.parent; one = one.parent) path.unshift(one.parent.frames.indexOf(one))
  return path
}

const answers = {
  'own-id': ({ _frame: frame }) => frame.routingId,
  id: ({ sender }, path) => frameAt(sender, path)?.routingId ?? -1,
  path: ({ sender }, routingId) => pathOf(sender, routingId),
  'zoom-factor': ({ sender }) => sender.getZoomFactor(),
  'zoom-level': ({ sender }) => sender.getZoomLevel(),
  'set-zoom-factor': ({ sender }, factor) => sender.setZoomFactor(factor),
  'set-zoom-level': ({ sender }, level) => sender.setZoomLevel(level),
  'set-visual-zoom-limits': ({ sender }, minimum, maximum) => { sender.setVisualZoomLevelLimits(minimum, maximum).catch(() => {}) }
}

ipcMainInternal.on('web-frame', (event, what, ...args) => {
  event.returnValue = Object.hasOwn(answers, what) ? answers[what](event, ...args) : undefined
})

const scripts = {
  execute: (contents, frame, code) => frame.executeJavaScript(code),

  /** As Electron, the value of the first script. */
  async 'execute-isolated' (contents, frame, world, list) {
    if (frame !== contents.mainFrame) throw new Error('executeJavaScriptInIsolatedWorld is not supported in frames within a page')
    const values = []
    for (const script of list) values.push(await contents.executeJavaScriptInIsolatedWorld(world, [script]))
    if (values.length === 0) throw new Error('WebFrame was removed before script could run. This normally means the underlying frame was destroyed')
    return values[0]
  }
}

ipcMainInternal.handle('web-frame', async ({ sender }, what, path, ...args) => {
  const frame = frameAt(sender, path)
  if (!frame || !Object.hasOwn(scripts, what)) throw new Error('Script not run')
  return scripts[what](sender, frame, ...args)
})

const clearing = new WeakSet()

// Collecting garbage lets the engine's cache in memory go, but for what a document shows.
ipcMainInternal.on('web-frame-clear-cache', async ({ sender }) => {
  if (clearing.has(sender)) return
  clearing.add(sender)
  await sender._protocol().say([['HeapProfiler.collectGarbage']])
  clearing.delete(sender)
})

ipcMainInternal.on('web-frame-unsupported', (event, name) => warnOnce(`webFrame.${String(name).slice(0, 100)} is not supported and has no effect`))
