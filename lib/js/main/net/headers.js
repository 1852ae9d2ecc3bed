'use strict'

/** [name, value, name, value] → Map of the name in lower case → values */
exports.groupHeaders = (raw) => {
  const found = new Map()
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i].toLowerCase()
    found.set(name, [...(found.get(name) ?? []), raw[i + 1]])
  }
  return found
}
