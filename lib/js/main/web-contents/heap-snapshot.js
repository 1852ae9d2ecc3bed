'use strict'

const fs = require('fs')
const { checkArguments } = require('../argument-error')
const { ProtocolSession } = require('../api/protocol-hub')

const failed = () => new Error('takeHeapSnapshot failed')

const methods = {
  /**
   * The page's memory, for the DevTools' tab of that name.
   *
   * @param {string} filePath to be written over
   * @returns {Promise<void>} rejected when the file cannot be written, or the page is gone or goes
   */
  takeHeapSnapshot (...args) {
    checkArguments(args, 'string')
    return this.isCrashed() || this.getOSProcessId() === 0 ? Promise.reject(failed()) : take(this, args[0])
  }
}

async function take (contents, filePath) {
  const file = await fs.promises.open(filePath, 'w').catch(() => {
    throw new Error(`Failed to take heap snapshot with invalid file path ${filePath}`)
  })
  if (contents.isDestroyed()) {
    await file.close()
    throw failed()
  }
  let written = Promise.resolve()
  const session = new ProtocolSession(contents, {
    onEvent: (method, { chunk }) => {
      if (method !== 'HeapProfiler.addHeapSnapshotChunk') return
      written = written.then(() => file.write(chunk))
      // It is looked at when all is there.
      written.catch(() => {})
    },
    onBroken: () => {}
  })
  session.hear(['HeapProfiler'])
  const end = () => session.close('The page is gone')
  for (const event of ['destroyed', 'render-process-gone']) contents.on(event, end)
  try {
    await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
    await written
  } catch {
    throw failed()
  } finally {
    for (const event of ['destroyed', 'render-process-gone']) contents.removeListener(event, end)
    end()
    if (!contents.isDestroyed()) contents._protocolLine?.giveAnew()
    await written.catch(() => {})
    await file.close()
  }
}

module.exports = { methods }
