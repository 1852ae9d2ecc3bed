'use strict'

const { createRefusals } = require('../common/refuse')
const modules = require('./refusals')

const warned = new Set()

const { refuse } = createRefusals((text) => {
  if (warned.has(text)) return
  warned.add(text)
  console.warn(text)
})

exports.names = Object.keys(modules)

/** A module in which everything says so when it is used. */
exports.createRefused = (name) => {
  const target = {}
  refuse(target, name, modules[name])
  return target
}
