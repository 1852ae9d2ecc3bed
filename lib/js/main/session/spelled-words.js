'use strict'

const fs = require('fs')
const path = require('path')
const { wordDictionary } = require('./word-dictionary')

// The user's words as dictionaries beside those of the languages: the engine takes a word for right that is in any. Each language has
// one of its own, since the engine cuts a text into words by the name of the dictionary's language. The words' digest is in the name:
// the engine reads no file twice.

const NAME = /-words-[0-9a-f]{8}\.bdic$/

/** session → names of its dictionaries */
const used = new Map()

/** Removes those that no session has any more. */
function clean (folder) {
  const kept = new Set([...used.values()].flat())
  for (const file of fs.readdirSync(folder)) {
    if (NAME.test(file) && !kept.has(file.slice(0, -'.bdic'.length))) fs.rmSync(path.join(folder, file), { force: true })
  }
}

/**
 * @param {string} folder of the engine's dictionaries
 * @param {string[]} words
 * @param {string[]} languages
 * @returns {string[]} names of dictionaries to give the engine beside these
 */
function spelledWords (session, folder, words, languages) {
  const before = used.get(session) ?? []
  used.delete(session)
  if (words.length > 0 && languages.length > 0) {
    const digest = require('crypto').createHash('md5').update(words.join('\n')).digest('hex').slice(0, 8)
    const names = languages.map((language) => `${language}-words-${digest}`)
    let bytes = null
    for (const name of names) {
      const file = path.join(folder, `${name}.bdic`)
      if (!fs.existsSync(file)) fs.writeFileSync(file, bytes ??= wordDictionary(words))
    }
    used.set(session, names)
  }
  if (before.length > 0 || used.has(session)) clean(folder)
  return used.get(session) ?? []
}

module.exports = { spelledWords }
