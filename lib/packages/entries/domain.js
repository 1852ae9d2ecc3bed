'use strict'

const domain = require('domain-browser')

module.exports = domain.default ?? domain
