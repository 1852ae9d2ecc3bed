'use strict'

module.exports = require('../common/argument-error')
