'use strict'

const fs = require('fs')
const path = require('path')

// The user's own words, one a line. Not in the file that the engine reads: it would do that once, and take no word back before it
// starts again. It gets them as dictionaries, see spelled-words.js.

const FILE = 'Custom Words.txt'
/** The engine's, where Electron keeps them. */
const ENGINE_FILE = 'Custom Dictionary.txt'
const CHECKSUM = 'checksum_v1 = '
const LONGEST_WORD = 99

const fileOf = (session, name = FILE) => path.join(session.getStoragePath(), name)

const isWord = (word) => word !== '' && word === word.trim() && Buffer.byteLength(word) <= LONGEST_WORD

function linesOf (file) {
  try {
    return fs.readFileSync(file, 'utf8').split('\n').filter((line) => isWord(line) && !line.startsWith(CHECKSUM))
  } catch {
    return []
  }
}

/** @returns {string[]} none of a session in memory */
function readWords (session) {
  if (!session.isPersistent()) return []
  return [...new Set([...linesOf(fileOf(session)), ...linesOf(fileOf(session, ENGINE_FILE))])].sort()
}

/** Changes the words; false when that changes nothing. */
function changeWords (session, change) {
  if (!session.isPersistent()) return false
  const words = new Set(readWords(session))
  if (!change(words)) return false
  fs.mkdirSync(session.getStoragePath(), { recursive: true })
  fs.writeFileSync(fileOf(session), [...words].sort().map((word) => `${word}\n`).join(''))
  fs.rmSync(fileOf(session, ENGINE_FILE), { force: true })
  return true
}

const addWord = (session, word) => isWord(word) && !word.includes('\n') && !word.includes('\0') && changeWords(session, (words) => !words.has(word) && words.add(word))
const removeWord = (session, word) => changeWords(session, (words) => words.delete(word))

module.exports = { addWord, readWords, removeWord }
