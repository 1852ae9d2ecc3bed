'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const { describe, it } = require('node:test')
const { until } = require('../support/events')
const { openPage } = require('../support/windows')

const residentMegabytes = () => Number(fs.readFileSync('/proc/self/statm', 'utf8').split(' ')[1]) * 4 / 1024

/** Megabytes. Sanitizers' allocator keeps what is freed. */
const least = process.env.ASAN_OPTIONS === undefined ? 40 : -Infinity

describe('the memory of main', () => {
  it('goes back to the system after a window was closed', async () => {
    const win = await openPage()
    // Freed, but with something behind it, so that the allocator keeps it.
    let blocks = Array.from({ length: 2000 }, () => Buffer.alloc(32 * 1024, 1))
    const last = blocks.at(-1)
    blocks = null
    global.gc()
    const full = residentMegabytes()
    win.destroy()
    await until(() => residentMegabytes() < full - least)
    assert.equal(last[0], 1)
  })
})
