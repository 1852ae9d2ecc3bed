'use strict'

module.exports = require('./http/module').createModule('https')
