'use strict'

const fs = require('fs')
const os = require('os')
const path = require('path')

const prefix = 'runtime-spec-'

function isAlive (pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Removes the folders of runs that were killed before they could do it. */
function removeLeftovers () {
  for (const name of fs.readdirSync(os.tmpdir())) {
    if (!name.startsWith(prefix)) continue
    const pid = Number(name.slice(prefix.length).split('-')[0])
    if (!pid || isAlive(pid)) continue
    fs.rmSync(path.join(os.tmpdir(), name), { recursive: true, force: true })
  }
}

/** A new folder inside the run's own, which is deleted when the run ends. */
function tempFolder (name = 'case') {
  return fs.mkdtempSync(path.join(process.env.SPEC_FOLDER || os.tmpdir(), `${name}-`))
}

module.exports = { removeLeftovers, tempFolder }
