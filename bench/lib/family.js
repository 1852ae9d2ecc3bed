'use strict'

// What /proc says of a program's processes.

const fs = require('fs')

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

/** As pssOf, of what is in no file: other programs have no part in it. */
function anonymousOf (pid) {
  const text = fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  return (Number(/^Pss_Anon:\s+(\d+) kB/m.exec(text)[1]) + Number(/^Pss_Shmem:\s+(\d+) kB/m.exec(text)[1])) / 1024
}

/** The processor time that the processes have taken so far, in seconds; the kernel counts in hundredths. */
function cpuOf (pids) {
  let ticks = 0
  for (const pid of pids) {
    try {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      ticks += Number(fields[11]) + Number(fields[12])
    } catch {}
  }
  return ticks / 100
}

module.exports = { anonymousOf, cpuOf, familyOf, pssOf }
