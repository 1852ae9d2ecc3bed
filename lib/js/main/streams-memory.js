'use strict'

// A long stream leaves the memory of its chunks behind, all of it young, and V8 collects what is young when it has no room for new
// objects: buffers of bytes take next to none of that. So from time to time that room is filled.

const v8 = require('v8')

const megabyte = 1 << 20
const between = 8 * megabyte
const itemsAtOnce = 1024
const sizeAtOnce = 8 * (itemsAtOnce + 2)

/** Not a local variable: the compiler leaves out what nobody can see. */
let garbage = null

function collectYoung () {
  const { space_available_size: room } = v8.getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')
  for (let left = room + sizeAtOnce; left > 0; left -= sizeAtOnce) garbage = new Array(itemsAtOnce)
  garbage = null
}

/** @returns {(length: number) => void} to be called with what has come */
exports.createCollector = () => {
  let received = 0
  return (length) => {
    received += length
    if (received < between) return
    received = 0
    collectYoung()
  }
}
