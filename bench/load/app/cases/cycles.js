'use strict'

const { open, repeated } = require('../tools')

/** Windows opened and closed, one after the other. */
module.exports = (run) => repeated(run, 'a cycle', async (i) => {
  const win = await open(i % 2 ? 'isolated' : 'classic')
  win.destroy()
})
