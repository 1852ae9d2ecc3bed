'use strict'

const { checkArguments, conversionError } = require('../argument-error')
const { emitEvent } = require('../event')
const { errorText, warnOnce } = require('../report')
const { addWord, readWords, removeWord } = require('../session/custom-words')
const { Dictionaries, languages: known } = require('../session/dictionaries')
const { dictionaryFolder } = process._linkedBinding('electron_browser_session')

// The engine's spell checker. It is on from the start, for the language of the app, where that has a dictionary.

const dictionaries = new Dictionaries(dictionaryFolder)
const isThere = (language) => dictionaries.has(language)

/** Long after windows are there: nothing of it is needed for them. */
const DEFAULT_AFTER_MS = 2000

/** session → {isEnabled, languages, url, isTouched, isChanging} */
const records = new WeakMap()

function defaultLanguages () {
  const locale = require('./app').getLocale()
  const found = [locale, locale.split('-')[0]].find((name) => known.includes(name))
  return [found ?? 'en-US']
}

function wordsFor (session, languages) {
  try {
    const { spelledWords } = require('../session/spelled-words')
    return spelledWords(session, dictionaryFolder(), readWords(session), languages)
  } catch (error) {
    warnOnce(`the words of the spell checker's own dictionary are not used: ${errorText(error)}`)
    return []
  }
}

/** Gives the engine what there are dictionaries for. */
function apply (session) {
  const { isEnabled, languages } = records.get(session)
  const ready = languages.filter(isThere)
  session._setSpellCheckerLanguages([...ready, ...wordsFor(session, ready)])
  session._setSpellCheckerEnabled(isEnabled && ready.length > 0)
  return ready
}

/** Once for all words that are changed together. */
function applyWords (session) {
  const record = records.get(session)
  if (record.isChanging || !session._isSpellCheckerEnabled()) return
  record.isChanging = true
  setImmediate(() => {
    record.isChanging = false
    // The marks under words that pages have shown go with it.
    session._setSpellCheckerEnabled(false)
    apply(session)
  })
}

/** Emits how it went. */
async function fetchDictionary (session, language) {
  const { url } = records.get(session)
  emitEvent(session, 'spellcheck-dictionary-download-begin', language)
  try {
    if (!await dictionaries.takeFromSystem(language)) {
      if (!url) throw new Error('neither the system nor session.setSpellCheckerDictionaryDownloadURL has one')
      await dictionaries.download(language, url)
    }
  } catch (error) {
    warnOnce(`there is no dictionary to check ${language} with: ${errorText(error).split('\n')[0]}`)
    emitEvent(session, 'spellcheck-dictionary-download-failure', language)
    return
  }
  emitEvent(session, 'spellcheck-dictionary-download-success', language)
}

async function setLanguages (session, languages) {
  const record = records.get(session)
  record.languages = languages
  record.isTouched = true
  const before = new Set(session._spellCheckerLanguages())
  await Promise.all(languages.filter((language) => !isThere(language)).map((language) => fetchDictionary(session, language)))
  if (record.languages !== languages) return
  for (const language of apply(session)) {
    if (!before.has(language)) emitEvent(session, 'spellcheck-dictionary-initialized', language)
  }
}

function attachSpellChecker (session) {
  const record = { isEnabled: true, languages: null, url: '', isTouched: false, isChanging: false }
  records.set(session, record)
  setTimeout(() => {
    if (!record.isTouched && languagesOf(session).every(isThere)) apply(session)
  }, DEFAULT_AFTER_MS).unref()
}

function languagesOf (session) {
  const record = records.get(session)
  record.languages ??= defaultLanguages()
  return record.languages
}

const methods = {
  isSpellCheckerEnabled () { return records.get(this).isEnabled },

  setSpellCheckerEnabled (...args) {
    if (typeof args[0] !== 'boolean') checkArguments(args, 'object')
    if (typeof args[0] !== 'boolean') throw conversionError(0, args[0])
    Object.assign(records.get(this), { isEnabled: args[0], isTouched: true })
    languagesOf(this)
    apply(this)
  },

  getSpellCheckerLanguages () { return [...languagesOf(this)] },

  /** A language that has no dictionary here yet is looked for: see the events 'spellcheck-dictionary-…'. */
  setSpellCheckerLanguages (...args) {
    checkArguments(args, 'object')
    const [languages] = args
    if (!Array.isArray(languages) || languages.some((language) => typeof language !== 'string')) throw conversionError(0, languages)
    for (const language of languages) {
      if (!known.includes(language)) throw new Error(`Invalid language code provided: "${language}" is not a valid language code`)
    }
    setLanguages(this, [...languages])
  },

  /** Where Chromium's files of dictionaries are; without it only the system's are taken. */
  setSpellCheckerDictionaryDownloadURL (...args) {
    checkArguments(args, 'string')
    try {
      records.get(this).url = new URL(args[0]).href
    } catch {
      throw new Error('The URL you provided to setSpellCheckerDictionaryDownloadURL is not a valid URL')
    }
  },

  /** False where the word is there already, is none, or the session is in memory. */
  addWordToSpellCheckerDictionary (...args) {
    checkArguments(args, 'string')
    const isAdded = Boolean(addWord(this, args[0]))
    if (isAdded) applyWords(this)
    return isAdded
  },

  removeWordFromSpellCheckerDictionary (...args) {
    checkArguments(args, 'string')
    const isRemoved = removeWord(this, args[0])
    if (isRemoved) applyWords(this)
    return isRemoved
  },

  async listWordsInSpellCheckerDictionary () { return readWords(this) }
}

const properties = {
  spellCheckerEnabled: {
    get () { return this.isSpellCheckerEnabled() },
    set (value) { this.setSpellCheckerEnabled(value) }
  },
  availableSpellCheckerLanguages: { get: () => [...known] }
}

module.exports = { attachSpellChecker, methods, properties }
