'use strict'

const channels = require('../../common/channels')
const linkedBindings = require('../../common/linked-bindings')
const { invalidArgType, outOfRange, unsupported } = require('../../common/node-errors')
const { createNextTick } = require('./next-tick')

const { now } = performance
const clock = now.bind(performance)

const MILLION = 1e6

/**
 * Node's clock, which main and page have in common.
 *
 * @param {number} monotonic what it said in main, in milliseconds
 * @param {number} clockAt when that was, by the page's clock
 */
const createHrtime = (monotonic, clockAt) => {
  const offset = monotonic - clockAt
  const hrtime = (previous) => {
    const time = clock() + offset
    const seconds = Math.floor(time / 1000)
    const nanoseconds = Math.floor((time - seconds * 1000) * MILLION)
    if (previous === undefined) return [seconds, nanoseconds]
    if (!Array.isArray(previous)) throw invalidArgType('time', 'an instance of Array', previous)
    if (previous.length !== 2) throw outOfRange('time', '2', previous.length)
    const borrow = nanoseconds < previous[1]
    return [seconds - previous[0] - (borrow ? 1 : 0), nanoseconds - previous[1] + (borrow ? 1e9 : 0)]
  }
  hrtime.bigint = () => BigInt(Math.floor((clock() + offset) * 1000)) * 1000n
  return hrtime
}

/** What of `process.stdout` and `process.stderr` needs no stream is here, so that the two are made only where they are used. */
const createOutput = (fd, isTerminal, link, load) => {
  const { Writable } = load('stream')
  const output = new Writable({
    decodeStrings: false,
    write (chunk, encoding, done) {
      const isText = typeof chunk === 'string' && /^utf-?8$/i.test(encoding)
      link.ipcRendererInternal.send(channels.PAGE_OUTPUT, fd, isText ? chunk : load('buffer').Buffer.from(chunk, encoding))
      done()
    }
  })
  output.destroy = () => output // it is main's, and stays
  return Object.assign(output, { fd, _type: isTerminal ? 'tty' : 'pipe', ...(isTerminal ? { isTTY: true } : {}) })
}

/** The page has no input: what is at its end from the beginning. */
const createInput = (load) => {
  const { Readable } = load('stream')
  return Object.assign(new Readable({ read () { this.push(null) } }), { fd: 0 })
}

const createEmitWarning = (process, writeLine) => (warning, typeOrOptions, code, by) => {
  const options = typeOrOptions !== null && typeof typeOrOptions === 'object' && !Array.isArray(typeOrOptions)
    ? typeOrOptions
    : { type: typeof typeOrOptions === 'function' ? undefined : typeOrOptions, code: typeof code === 'function' ? undefined : code }
  const { type = 'Warning', code: mark, detail } = options
  if (typeof type !== 'string') throw invalidArgType('type', 'of type string', type)
  if (typeof warning !== 'string' && !(warning instanceof Error)) throw invalidArgType('warning', 'of type string or an instance of Error', warning)
  let error = warning
  if (typeof warning === 'string') {
    error = Object.assign(new Error(warning), { name: type })
    if (mark !== undefined) error.code = mark
    if (typeof detail === 'string') error.detail = detail
  }
  if (error.name === 'DeprecationWarning') {
    if (process.noDeprecation) return
    if (process.throwDeprecation) throw error
  }
  process.nextTick(() => {
    const isDeprecation = error.name === 'DeprecationWarning'
    const text = (isDeprecation ? process.traceDeprecation : process.traceProcessWarnings) ? error.stack : `${error.name}: ${error.message}`
    writeLine(`(node:${process.pid}) ${error.code ? `[${error.code}] ` : ''}${text}${error.detail ? `\n${error.detail}` : ''}\n`)
    process.emit('warning', error)
  })
}

/**
 * What Node has in `process`, for pages and preload scripts with Node.
 *
 * @param {object} process to which it is added
 */
exports.nodeProcess = (process, { folder, ids, monotonic, clockAt, terminals, link, ask, load }) => {
  const { ipcRendererInternal } = link
  const hrtime = createHrtime(monotonic, clockAt)
  const streams = new Map()
  const stream = (name, make) => {
    if (!streams.has(name)) streams.set(name, make())
    return streams.get(name)
  }
  const microseconds = (previous) => {
    const { user, system } = ask('cpuUsage')
    return previous === undefined ? { user, system } : { user: user - previous.user, system: system - previous.system }
  }
  const memoryUsage = () => {
    const { totalJSHeapSize, usedJSHeapSize } = performance.memory
    return { rss: ask('residentMemory'), heapTotal: totalJSHeapSize, heapUsed: usedJSHeapSize, external: 0, arrayBuffers: 0 }
  }
  memoryUsage.rss = () => ask('residentMemory')
  let isExiting = false

  globalThis.addEventListener('unload', () => {
    if (!isExiting) process.emit('exit', process.exitCode ?? 0)
  })

  return {
    execArgv: [],
    exitCode: undefined,
    debugPort: 9229,
    noDeprecation: false,
    throwDeprecation: false,
    traceDeprecation: false,
    traceProcessWarnings: false,
    get config () { return stream('config', () => ask('config')) },
    get stdout () { return stream('stdout', () => createOutput(1, terminals[0], link, load)) },
    get stderr () { return stream('stderr', () => createOutput(2, terminals[1], link, load)) },
    get stdin () { return stream('stdin', () => createInput(load)) },

    _linkedBinding (name) {
      if (!Object.hasOwn(linkedBindings, name)) throw Object.assign(new Error(`No such binding was linked: ${name}`), { code: 'ERR_INVALID_MODULE' })
      return linkedBindings[name]
    },
    cwd: () => folder,
    chdir: unsupported('process.chdir', 'the working directory is the main process\'s'),
    nextTick: createNextTick(),
    hrtime,
    memoryUsage,
    cpuUsage: microseconds,
    resourceUsage: unsupported('process.resourceUsage', 'process.cpuUsage and process.memoryUsage tell its part'),
    umask: (...mask) => ask('umask', ...mask),
    getuid: () => ids.uid,
    geteuid: () => ids.euid,
    getgid: () => ids.gid,
    getegid: () => ids.egid,
    getgroups: () => [...ids.groups],

    kill (pid, signal = 'SIGTERM') {
      // eslint-disable-next-line eqeqeq -- as Node: '5' is a pid
      if (pid != (pid | 0)) throw invalidArgType('pid', 'of type number', pid)
      return ask('kill', Number(pid), signal)
    },
    abort: () => ipcRendererInternal.send(channels.PAGE_SIGNAL, 'SIGABRT'),
    /** The page's window closes; a script cannot be stopped midway. */
    exit (code) {
      if (isExiting) return
      isExiting = true
      if (code !== undefined) process.exitCode = code
      process.emit('exit', process.exitCode ?? 0)
      ipcRendererInternal.send(channels.PAGE_EXIT)
    },

    emitWarning: createEmitWarning(process, (text) => ipcRendererInternal.send(channels.PAGE_OUTPUT, 2, text)),
    binding (name) { throw Object.assign(new Error(`No such module: ${name}`), { code: 'ERR_INVALID_MODULE' }) },
    dlopen: unsupported('process.dlopen', 'its engine is not Node\'s; remote.require loads an addon in the main process'),
    takeHeapSnapshot: unsupported('process.takeHeapSnapshot', 'the developer tools take one'),
    setFdLimit: unsupported('process.setFdLimit', 'the engine sets its processes\' limits'),
    getActiveResourcesInfo: () => [],
    hasUncaughtExceptionCaptureCallback: () => false,
    setUncaughtExceptionCaptureCallback: unsupported('process.setUncaughtExceptionCaptureCallback', 'window.onerror hears of errors')
  }
}
