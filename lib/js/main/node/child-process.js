'use strict'

// Child processes of pages.

const { prepareFork } = require('../fork')
const { attachEmitter, attachStream, startReading } = require('./attach')

prepareFork()
const childProcess = require('child_process')

/** Streams of the page come as what stands for them here. */
const stdioOf = (document, stdio) => Array.isArray(stdio) ? stdio.map((item) => item?.$object ? document.get(item.$object) : item) : stdio

function attachChild (document, id, child) {
  attachEmitter(document, id, child, {
    events: { spawn: true, message: (message) => [message], disconnect: true },
    end: () => { if (child.connected) child.disconnect() }
  })
  child.on('exit', (exitCode, signalCode) => document.emit(id, 'exit', [exitCode, signalCode], { exitCode, signalCode }))
  const stdio = child.stdio.map((stream) => {
    if (!stream) return null
    const kind = stream.readable && stream.writable ? 'duplex' : stream.readable ? 'readable' : 'writable'
    const streamId = attachStream(document, 0, stream)
    // What is left when the process ends is not to be lost, also when the page begins to read late.
    if (stream.readable) startReading(document, stream)
    return { id: streamId, kind }
  })
  const { pid, spawnfile, spawnargs, connected } = child
  return { pid, spawnfile, spawnargs, connected, stdio }
}

const systemError = (error, file, args) => Object.assign(new Error(`spawnSync ${file} ${error.code}`), {
  errno: error.errno, code: error.code, syscall: `spawnSync ${file}`, path: file, spawnargs: args
})

const codes = { ETIMEDOUT: -110, ENOBUFS: -105 }

module.exports = {
  spawn (document, id, file, args, options) {
    return attachChild(document, id, childProcess.spawn(file, args, { ...options, stdio: stdioOf(document, options.stdio) }))
  },

  fork (document, id, file, args, options) {
    return attachChild(document, id, childProcess.fork(file, args, { ...options, stdio: stdioOf(document, options.stdio) }))
  },

  send (document, id, message) {
    return new Promise((resolve, reject) => document.get(id).send(message, (error) => error ? reject(error) : resolve()))
  },

  /** spawnSync for the page that waits; this process goes on. */
  run (document, file, args, { input, maxBuffer = 1 << 20, timeout, killSignal = 'SIGTERM', ...options }) {
    const stdio = stdioOf(document, options.stdio) ?? 'pipe'
    const child = childProcess.spawn(file, args, { ...options, stdio })
    const id = document.add(0, child, () => child.stdio.forEach((stream) => stream?.destroy()))
    return new Promise((resolve) => {
      let problem = null
      const stop = (code) => {
        problem ??= { code, errno: codes[code] }
        child.kill(killSignal)
        // What the process has started may hold its pipes for longer than itself.
        for (const stream of child.stdio) stream?.destroy()
      }
      const outputs = child.stdio.map((stream, i) => {
        if (!stream || i === 0) return null
        const chunks = []
        let length = 0
        stream.on('data', (chunk) => {
          if (length + chunk.length > maxBuffer) {
            chunks.push(chunk.subarray(0, maxBuffer - length))
            length = maxBuffer
            stop('ENOBUFS')
          } else {
            chunks.push(chunk)
            length += chunk.length
          }
        })
        return chunks
      })
      child.stdin?.on('error', () => {})
      child.stdin?.end(input)
      const timer = timeout > 0 ? setTimeout(stop, timeout, 'ETIMEDOUT') : undefined
      child.on('error', (error) => {
        clearTimeout(timer)
        document.forget(id)
        resolve({ pid: 0, output: null, status: null, signal: null, error: systemError(error, file, args) })
      })
      child.on('close', (status, signal) => {
        clearTimeout(timer)
        document.forget(id)
        const output = outputs.map((chunks) => chunks && Buffer.concat(chunks))
        resolve({
          pid: child.pid, output, status, signal, ...(problem ? { error: systemError(problem, file, args) } : {})
        })
      })
    })
  }
}
