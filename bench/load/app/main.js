'use strict'

// One case of the soak run: LOAD_CASE names it. Lines that begin with BENCH tell bench/load/driver.js what came out.

const { app } = require('electron')

const { LOAD_CASE: name, LOAD_SCALE: scale } = process.env

const tell = (line) => process.stdout.write(`BENCH ${JSON.stringify(line)}\n`)

const tools = {
  /** How much there is to do: `full` times the scale, but `quick` in a quick run. */
  amount: (full, quick) => Number(scale) === 0 ? quick : Math.max(quick, Math.round(full * Number(scale))),
  isQuick: Number(scale) === 0,

  /**
   * A figure, and what it may be at most (`max`) or must be at least (`min`). What `isTime` (or size) a short run does not
   * judge.
   */
  figure: (what, value, unit, bar = {}) => tell({ what, value, unit, ...bar })
}

app.on('window-all-closed', () => {})
app.whenReady()
  .then(() => require(`./cases/${name}`)(tools))
  .then(() => tell({ done: true }), (error) => tell({ error: error.stack }))
  .then(() => app.exit(0))
