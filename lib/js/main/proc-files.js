'use strict'

const fs = require('fs')

// What /proc tells about processes.

const TICKS_PER_SECOND = 100 // USER_HZ: the same on every Linux that Chromium runs on

const readFile = (path) => {
  try {
    return fs.readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}

/** The fields of /proc/PID/stat behind the name, which may hold anything; null when the process is gone. */
function readStat (pid) {
  const text = readFile(`/proc/${pid}/stat`)
  const end = text.lastIndexOf(')')
  if (end < 0) return null
  const fields = text.slice(end + 2).split(' ')
  const [userSeconds, systemSeconds] = [fields[11], fields[12]].map((ticks) => Number(ticks) / TICKS_PER_SECOND)
  return { parent: Number(fields[1]), userSeconds, systemSeconds, cpuSeconds: userSeconds + systemSeconds, startTicks: Number(fields[19]) }
}

/** 'Name:  value' lines as numbers (kB where the file says so). */
function readNumbers (path) {
  const numbers = new Map()
  for (const [, name, value] of readFile(path).matchAll(/^([\w()]+):\s+(\d+)/gm)) numbers.set(name, Number(value))
  return numbers
}

let bootTime = 0

/** Milliseconds since the epoch at which a process started. */
function creationTime (stat) {
  if (!bootTime) bootTime = Date.now() - parseFloat(readFile('/proc/uptime')) * 1000
  return bootTime + stat.startTicks * 1000 / TICKS_PER_SECOND
}

/** pid → stat of `root` and all that descend from it. */
function processTree (root) {
  const all = new Map()
  for (const name of fs.readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? readStat(name) : null
    if (stat) all.set(Number(name), stat)
  }
  const descends = (pid) => {
    for (let at = pid; at > 1; at = all.get(at)?.parent ?? 0) if (at === root) return true
    return false
  }
  return new Map([...all].filter(([pid]) => descends(pid)).sort(([a], [b]) => (b === root) - (a === root) || a - b))
}

const commandLineOf = (pid) => readFile(`/proc/${pid}/cmdline`).split(/[\0 ]/)

module.exports = { commandLineOf, creationTime, processTree, readFile, readNumbers, readStat }
