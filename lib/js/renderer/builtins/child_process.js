'use strict'

const { ChildProcess, start } = require('./child_process/child')
const { checkResult, runSync } = require('./child_process/sync')
const { abortError, invalidArgType } = require('./support/errors')
const { toPath } = require('./fs/paths')
const { Buffer } = require('buffer')

const customPromise = Symbol.for('nodejs.util.promisify.custom')

/** The arguments and options of spawn(file[, args][, options]). */
const normalize = (file, args, options) => {
  if (typeof file !== 'string' || file === '') {
    if (file === '') throw Object.assign(new TypeError("The argument 'file' cannot be empty. Received ''"), { code: 'ERR_INVALID_ARG_VALUE' })
    throw invalidArgType('file', 'of type string', file)
  }
  if (!Array.isArray(args)) {
    if (args !== undefined && args !== null && typeof args !== 'object') throw invalidArgType('args', 'of type object', args)
    if (options === undefined || options === null) [args, options] = [[], args]
    args ??= []
  }
  if (options !== undefined && options !== null && typeof options !== 'object') throw invalidArgType('options', 'of type object', options)
  const given = options ?? {}
  return { file, args: [...args].map(String), options: given.cwd instanceof URL ? { ...given, cwd: toPath(given.cwd) } : given }
}

const spawn = (file, args, options) => {
  const command = normalize(file, args, options)
  return start(spawn, 'spawn', command.file, command.args, command.options)
}

const fork = (file, args, options) => {
  const command = normalize(toPath(file), args, options)
  return start(fork, 'fork', command.file, command.args, command.options)
}

/** What a process wrote, in the encoding that was asked for; no more than `limit`. */
const collect = (stream, encoding, limit, onLimit) => {
  if (!stream) return () => encoding ? '' : Buffer.alloc(0)
  const chunks = []
  let length = 0
  stream.on('data', (chunk) => {
    length += chunk.length
    if (length > limit) {
      chunks.push(chunk.subarray(0, chunk.length - (length - limit)))
      length = limit
      onLimit()
    } else {
      chunks.push(chunk)
    }
  })
  return () => encoding ? Buffer.concat(chunks).toString(encoding) : Buffer.concat(chunks)
}

const execFile = (file, ...rest) => {
  const callback = rest.find((arg) => typeof arg === 'function')
  const [first, second] = rest.filter((arg) => typeof arg !== 'function')
  const { args, options } = normalize(file, first, second)
  const { encoding = 'utf8', maxBuffer = 1 << 20, killSignal = 'SIGTERM', timeout = 0, signal, ...others } = options
  const child = start(execFile, 'spawn', file, args, { ...others, stdio: undefined })
  const command = args.length > 0 ? `${file} ${args.join(' ')}` : file

  let problem = null
  let isDone = false
  const stop = (error) => {
    problem ??= error
    // What the process has started may hold its pipes for longer than itself.
    child.stdout?.destroy()
    child.stderr?.destroy()
    child.kill(killSignal)
  }
  const isText = encoding && encoding !== 'buffer' && Buffer.isEncoding(encoding)
  const limited = (name) => () => stop(Object.assign(new RangeError(`${name} maxBuffer length exceeded`), { code: 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER' }))
  const stdout = collect(child.stdout, isText && encoding, maxBuffer, limited('stdout'))
  const stderr = collect(child.stderr, isText && encoding, maxBuffer, limited('stderr'))
  const timer = timeout > 0 ? setTimeout(stop, timeout, null) : undefined

  const finish = (code, exitSignal) => {
    if (isDone) return
    isDone = true
    clearTimeout(timer)
    if (!callback) return
    const output = [stdout(), stderr()]
    if (problem === null && code === 0 && exitSignal === null) {
      callback(null, ...output)
      return
    }
    const error = problem ?? Object.assign(new Error(`Command failed: ${command}\n${output[1]}`), {
      code, killed: child.killed, signal: exitSignal
    })
    error.cmd = command
    callback(error, ...output)
  }
  child.on('close', finish)
  child.on('error', (error) => {
    problem = error
    finish(null, null)
  })
  const abort = () => stop(abortError(signal))
  if (signal?.aborted) queueMicrotask(abort)
  else signal?.addEventListener('abort', abort, { once: true })
  return child
}

const shellOf = ({ shell }) => typeof shell === 'string' ? shell : '/bin/sh'

const exec = (command, ...rest) => {
  if (typeof command !== 'string') throw invalidArgType('command', 'of type string', command)
  const callback = rest.find((arg) => typeof arg === 'function')
  const options = rest.find((arg) => typeof arg === 'object' && arg !== null) ?? {}
  const { shell, ...others } = options
  const named = callback && ((error, ...output) => {
    if (error) {
      error.cmd = command
      if (error.message.startsWith('Command failed: ')) error.message = `Command failed: ${command}\n${output[1]}`
    }
    callback(error, ...output)
  })
  return execFile(shellOf(options), ['-c', command], others, ...(named ? [named] : []))
}

for (const method of [exec, execFile]) {
  Object.defineProperty(method, customPromise, {
    value: (...args) => {
      let child
      const promise = new Promise((resolve, reject) => {
        child = method(...args, (error, stdout, stderr) => error ? reject(Object.assign(error, { stdout, stderr })) : resolve({ stdout, stderr }))
      })
      return Object.assign(promise, { child })
    }
  })
}

const spawnSync = (file, args, options) => {
  const command = normalize(file, args, options)
  return runSync(spawnSync, command.file, command.args, command.options)
}

const execFileSync = (file, args, options) => {
  const command = normalize(file, args, options)
  // What a command says of its errors goes to the terminal, unless the options say something else.
  const isInherited = command.options.stdio === undefined
  const result = runSync(execFileSync, command.file, command.args, command.options)
  return checkResult(result, [command.file, ...command.args].join(' '), isInherited)
}

const execSync = (command, options = {}) => {
  if (typeof command !== 'string') throw invalidArgType('command', 'of type string', command)
  const { shell, ...others } = options
  return checkResult(runSync(execSync, shellOf(options), ['-c', command], others), command, others.stdio === undefined)
}

module.exports = { ChildProcess, exec, execFile, execFileSync, execSync, fork, spawn, spawnSync }
