'use strict'

const { notInPage } = require('./errors')

/** A function, or a class, that says why it is not there. */
const refusing = (name, what, instead) => ({
  [name]: function () {
    throw notInPage(what, instead)
  }
}[name])

module.exports = { refusing }
