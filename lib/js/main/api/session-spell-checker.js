'use strict'

const { checkArguments } = require('../argument-error')
const { warnOnce } = require('../report')

// The engine's spell checker has no dictionary of the user's own.
const methods = {
  /** False: the word is not in it. */
  addWordToSpellCheckerDictionary (...args) {
    checkArguments(args, 'string')
    warnOnce('session.addWordToSpellCheckerDictionary is not supported and has no effect')
    return false
  },

  removeWordFromSpellCheckerDictionary (...args) {
    checkArguments(args, 'string')
    return false
  },

  async listWordsInSpellCheckerDictionary () {
    return []
  }
}

module.exports = { methods }
