'use strict'

const { unsupported } = require('../../js/common/node-errors')

const why = 'it has no terminal of its own'

module.exports = {
  isatty: () => false,
  ReadStream: unsupported('tty.ReadStream', why),
  WriteStream: unsupported('tty.WriteStream', why)
}
