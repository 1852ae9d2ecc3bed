'use strict'

const os = require('os')
const channels = require('../common/channels')
const { ipcMainInternal } = require('./api/ipc-main')
const { CpuMeter, getSystemMemoryInfo, ioOf, memoryOf } = require('./process-methods')
const { creationTime, readNumbers, readStat } = require('./proc-files')

// What `process` of a page asks of main: numbers of the page's own process, and what only a process with Node can do.

const meters = new WeakMap()

function meterOf (contents) {
  if (!meters.has(contents)) meters.set(contents, new CpuMeter())
  return meters.get(contents)
}

const answers = {
  getCPUUsage: (contents, stat) => meterOf(contents).read(stat.cpuSeconds),
  getCreationTime: (contents, stat) => creationTime(stat),
  getIOCounters: (contents, stat, pid) => ioOf(pid),
  getProcessMemoryInfo: (contents, stat, pid) => memoryOf(pid),
  getSystemMemoryInfo,
  getSystemVersion: () => os.release(),
  cpuUsage: (contents, stat) => ({ user: Math.round(stat.userSeconds * 1e6), system: Math.round(stat.systemSeconds * 1e6) }),
  residentMemory: (contents, stat, pid) => (readNumbers(`/proc/${pid}/status`).get('VmRSS') ?? 0) * 1024
}

// For pages with Node only.
const nodeAnswers = {
  kill: (contents, stat, pid, target, signal) => process.kill(target, signal),
  umask: (contents, stat, pid, ...mask) => process.umask(...mask),
  config: () => JSON.parse(JSON.stringify(process.config))
}

function answer (contents, name, args) {
  const pid = contents.getOSProcessId()
  const stat = readStat(pid)
  if (stat === null) throw new Error('The page has no process')
  if (Object.hasOwn(answers, name)) return answers[name](contents, stat, pid)
  if (Object.hasOwn(nodeAnswers, name) && !contents._preferences.sandbox) return nodeAnswers[name](contents, stat, pid, ...args)
  throw new Error(`process.${name} is not supported in a page`)
}

const signals = new Set(['SIGSEGV', 'SIGABRT'])

function start () {
  ipcMainInternal.on(channels.PAGE_PROCESS, (event, name, ...args) => {
    try {
      event.returnValue = { value: answer(event.sender, name, args) }
    } catch (error) {
      const { message, code, errno, syscall } = error
      event.returnValue = { error: { message, name: error.name, fields: { code, errno, syscall } } }
    }
  })
  ipcMainInternal.on(channels.PAGE_OUTPUT, (event, fd, data) => {
    if (typeof data !== 'string' && !(data instanceof Uint8Array)) return
    if (fd === 1) process.stdout.write(data)
    else if (fd === 2) process.stderr.write(data)
  })
  ipcMainInternal.on(channels.CRASH_PARAMETER, ({ sender }, name, value) => require('./api/crash-reporter')._setOfPage(sender, name, value))
  ipcMainInternal.on(channels.PAGE_EXIT, ({ sender }) => sender.close())
  ipcMainInternal.on(channels.PAGE_SIGNAL, ({ sender }, signal) => {
    const pid = sender.getOSProcessId()
    if (pid > 0 && signals.has(signal)) process.kill(pid, signal)
  })
}

// Asking for it takes a millisecond.
let title

/** What a document with Node or with preload scripts is told of itself when it begins. */
function processFields (contents, hasNode) {
  const pid = contents.getOSProcessId()
  const { arch, argv, execPath, pid: ppid, platform, release, resourcesPath, version, versions } = process
  const { additionalArguments = [] } = contents._preferences
  const fields = {
    pid,
    arch,
    argv: [execPath, '--type=renderer', ...additionalArguments],
    env: { ...process.env },
    execPath,
    platform,
    resourcesPath,
    version,
    versions: { ...versions }
  }
  if (!hasNode) return fields
  return {
    ...fields,
    argv0: argv[0],
    ppid,
    release,
    title: (title ??= process.title),
    features: process.features,
    folder: process.cwd(),
    ids: { uid: process.getuid(), euid: process.geteuid(), gid: process.getgid(), egid: process.getegid(), groups: process.getgroups() },
    monotonic: Number(process.hrtime.bigint()) / 1e6,
    terminals: [1, 2].map((fd) => require('tty').isatty(fd))
  }
}

module.exports = { processFields, start }
