'use strict'

// Starts programs and ends them: each has a deadline and a process group of its own, and none outlives the benchmark.

const { spawn } = require('child_process')
const fs = require('fs')
const { createInterface } = require('readline')

const running = new Set()

function killGroup (child) {
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {}
}

process.on('exit', () => running.forEach(killGroup))
for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]]) process.on(signal, () => process.exit(code))

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * A program that tells its results in lines of the form `BENCH <JSON>`.
 */
class Program {
  #child
  #name
  #deadline
  #stderr = ''
  #results = []
  #waiting = null
  #error = null
  #ended

  /**
   * @param {string} name for messages
   * @param {string[]} command
   * @param {object} env
   * @param {number} seconds it may live
   */
  constructor (name, command, env, seconds) {
    this.#name = name
    this.startedAt = process.hrtime.bigint()
    const child = this.#child = spawn(command[0], command.slice(1), { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    running.add(child)
    createInterface({ input: child.stdout }).on('line', (line) => {
      const at = process.hrtime.bigint()
      if (line.startsWith('BENCH ')) this.#settle(null, { ...JSON.parse(line.slice(6)), ms: Number(at - this.startedAt) / 1e6 })
    })
    child.stderr.on('data', (data) => { this.#stderr = (this.#stderr + data).slice(-2000) })
    this.#deadline = setTimeout(() => this.#settle(`gave no result within ${seconds} s`), seconds * 1000)
    this.#ended = new Promise((resolve) => {
      child.on('error', (error) => {
        this.#settle(error.message)
        resolve()
      })
      child.on('exit', (code, signal) => {
        // What it wrote last may still be on its way.
        setTimeout(() => this.#settle(`ended (${signal || `exit code ${code}`}) without a result`), 200).unref()
        resolve()
      })
    })
  }

  get pid () {
    return this.#child.pid
  }

  /** The next result, with `ms` since the start. */
  result () {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#deliver()
    })
  }

  /** Gives it two seconds to end by itself. */
  async end () {
    clearTimeout(this.#deadline)
    await Promise.race([this.#ended, wait(2000)])
    this.kill()
    await this.#ended
  }

  kill () {
    clearTimeout(this.#deadline)
    killGroup(this.#child)
    running.delete(this.#child)
  }

  #settle (error, result) {
    if (error) this.#error ??= new Error(`${this.#name} ${error}${this.#stderr && `; it said:\n${this.#stderr.trimEnd()}`}`)
    else this.#results.push(result)
    this.#deliver()
  }

  #deliver () {
    if (!this.#waiting || (this.#results.length === 0 && !this.#error)) return
    const { resolve, reject } = this.#waiting
    this.#waiting = null
    if (this.#results.length > 0) resolve(this.#results.shift())
    else reject(this.#error)
  }
}

/** Every process that descends from `root`, also those that were handed on to init: they carry `mark` in their environment. */
function familyOf (root, mark) {
  const parents = new Map()
  const family = new Set([root])
  for (const name of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = fs.readFileSync(`/proc/${name}/stat`, 'utf8')
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
      if (fs.readFileSync(`/proc/${name}/environ`, 'latin1').split('\0').includes(mark)) family.add(Number(name))
    } catch {}
  }
  for (let before = 0; before !== family.size;) {
    before = family.size
    for (const [pid, parent] of parents) if (family.has(parent)) family.add(pid)
  }
  return [...family]
}

/** The sum of what the processes hold, in MB: shared pages count by their share. */
function pssOf (pids) {
  let kilobytes = 0
  for (const pid of pids) {
    try {
      kilobytes += Number(/^Pss:\s+(\d+) kB/m.exec(fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1])
    } catch {}
  }
  return kilobytes / 1024
}

/** The processor time that the processes have used so far, in seconds; the kernel counts in hundredths. */
function cpuOf (pids) {
  let ticks = 0
  for (const pid of pids) {
    try {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
      const [user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ').slice(11, 13)
      ticks += Number(user) + Number(system)
    } catch {}
  }
  return ticks / 100
}

/** Starts an X server on a free display. @returns {Promise<string>} the display's name */
function startDisplay () {
  return new Promise((resolve, reject) => {
    const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'],
      { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
    const deadline = setTimeout(() => reject(new Error('Xvfb did not start within 20 s')), 20_000)
    child.on('error', (error) => reject(new Error(`Xvfb cannot be started: ${error.message} (Debian package xvfb)`)))
    child.on('exit', (code) => reject(new Error(`Xvfb ended with code ${code}`)))
    if (child.pid) running.add(child)
    child.stdio[3].once('data', (data) => {
      clearTimeout(deadline)
      resolve(`:${String(data).trim()}`)
    })
  })
}

module.exports = { Program, cpuOf, familyOf, pssOf, startDisplay, wait }
