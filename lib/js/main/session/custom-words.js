'use strict'

const fs = require('fs')
const path = require('path')

// The user's own words, in the file in which Chromium keeps them.

const FILE = 'Custom Dictionary.txt'
const CHECKSUM = 'checksum_v1 = '
const LONGEST_WORD = 99

const fileOf = (session) => path.join(session.getStoragePath(), FILE)

const isWord = (word) => word !== '' && word === word.trim() && Buffer.byteLength(word) <= LONGEST_WORD

async function readWords (session) {
  if (!session.isPersistent()) return []
  const text = await fs.promises.readFile(fileOf(session), 'utf8').catch(() => '')
  return wordsOf(text)
}

const wordsOf = (text) => text.split('\n').filter((line) => isWord(line) && !line.startsWith(CHECKSUM))

/** Changes the words; false when that changes nothing. */
function changeWords (session, change) {
  if (!session.isPersistent()) return false
  let text = ''
  try {
    text = fs.readFileSync(fileOf(session), 'utf8')
  } catch {}
  const words = new Set(wordsOf(text))
  if (!change(words)) return false
  const content = [...words].sort().map((word) => `${word}\n`).join('')
  const sum = require('crypto').createHash('md5').update(content).digest('hex')
  fs.mkdirSync(session.getStoragePath(), { recursive: true })
  fs.writeFileSync(fileOf(session), `${content}${CHECKSUM}${sum}`)
  return true
}

const addWord = (session, word) => isWord(word) && changeWords(session, (words) => !words.has(word) && words.add(word))
const removeWord = (session, word) => changeWords(session, (words) => words.delete(word))

module.exports = { addWord, readWords, removeWord }
