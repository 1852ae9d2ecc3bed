'use strict'

// Starts programs and ends them: each has a deadline and a process group of its own, and none outlives the benchmark.

const { spawn } = require('child_process')
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

module.exports = { Program, startDisplay, wait }
