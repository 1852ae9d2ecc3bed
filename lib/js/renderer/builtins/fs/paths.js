'use strict'

const { codeError } = require('../support/errors')

/** URLs cannot be sent: a path is what they stand for. */
const toPath = (path) => {
  if (!(path instanceof URL)) return path
  if (path.protocol !== 'file:') throw codeError(TypeError, 'ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file')
  return decodeURIComponent(path.pathname)
}

module.exports = { toPath }
