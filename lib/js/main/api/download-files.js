'use strict'

const fs = require('fs')
const path = require('path')

// Files of downloads: while they grow they are the runtime's, in the app's data folder; then they go where the app wants them.

const FOLDER = 'Partial Downloads'

let lastNumber = 0
let isSwept = false

function isAlive (pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch ({ code }) {
    return code === 'EPERM'
  }
}

/** Removes what processes left behind that ended in the middle. */
function sweep (folder) {
  isSwept = true
  for (const name of fs.readdirSync(folder)) {
    const pid = parseInt(name, 10)
    if (pid > 0 && pid !== process.pid && !isAlive(pid)) fs.rmSync(path.join(folder, name), { force: true })
  }
}

/** @returns {{folder: string, name: string}} for a download that begins */
function partialFile () {
  const folder = path.join(require('./app').getPath('userData'), FOLDER)
  fs.mkdirSync(folder, { recursive: true })
  if (!isSwept) sweep(folder)
  return { folder, name: `${process.pid}-${++lastNumber}` }
}

/** Brings a whole file to its place, on whatever disk that is. What was there before is gone. */
async function moveFile (from, to) {
  await fs.promises.mkdir(path.dirname(to), { recursive: true })
  try {
    await fs.promises.rename(from, to)
  } catch (error) {
    if (error.code !== 'EXDEV') throw error
    await fs.promises.copyFile(from, to)
    await fs.promises.unlink(from)
  }
}

/** `name` in `folder`, or the first of "name (1)", "name (2)", … that is free. */
function freePath (folder, name) {
  const { name: base, ext } = path.parse(name)
  let file = path.join(folder, name)
  for (let n = 1; fs.existsSync(file); n++) file = path.join(folder, `${base} (${n})${ext}`)
  return file
}

module.exports = { partialFile, moveFile, freePath }
