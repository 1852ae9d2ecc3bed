'use strict'

module.exports = {
  partly: {
    'Cookies.flushStore': 'has no effect: the engine writes cookies within 30 seconds, and when the app ends',
    'Cookies.set': 'a cookie without a name is refused'
  }
}
