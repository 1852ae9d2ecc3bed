'use strict'

const { createRefusals } = require('../common/refuse')
const { warnOnce } = require('./report')

// The names and their reasons are in refusals/; docs/api-coverage.md is made of them.
module.exports = createRefusals(warnOnce)
