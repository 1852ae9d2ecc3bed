const run = require('./tests.js')
addEventListener('load', () => run())
