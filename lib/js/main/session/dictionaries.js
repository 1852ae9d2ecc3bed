'use strict'

const fs = require('fs')
const path = require('path')

// Dictionaries of the engine's spell checker, NAME.bdic in one folder. They come from the system, or from where the app says.

/** Language → the region whose dictionary Chromium takes for it, where the two differ. */
const regions = {
  af: 'af-ZA', bg: 'bg-BG', ca: 'ca-ES', cs: 'cs-CZ', cy: 'cy-GB', da: 'da-DK', de: 'de-DE', 'de-DE': 'de-DE', el: 'el-GR', en: 'en-US', 'en-AU': 'en-AU',
  'en-CA': 'en-CA', 'en-GB': 'en-GB', 'en-GB-oxendict': 'en-GB-oxendict', 'en-US': 'en-US', es: 'es-ES', 'es-419': 'es-ES', 'es-AR': 'es-ES',
  'es-ES': 'es-ES', 'es-MX': 'es-ES', 'es-US': 'es-ES', et: 'et-EE', fa: 'fa-IR', fo: 'fo-FO', fr: 'fr-FR', 'fr-FR': 'fr-FR', he: 'he-IL', hi: 'hi-IN',
  hr: 'hr-HR', hu: 'hu-HU', hy: 'hy', id: 'id-ID', it: 'it-IT', 'it-IT': 'it-IT', ko: 'ko', lt: 'lt-LT', lv: 'lv-LV', nb: 'nb-NO', nl: 'nl-NL',
  pl: 'pl-PL', pt: 'pt-PT', 'pt-BR': 'pt-BR', 'pt-PT': 'pt-PT', ro: 'ro-RO', ru: 'ru-RU', sh: 'sh', sk: 'sk-SK', sl: 'sl-SI', sq: 'sq', sr: 'sr',
  sv: 'sv-SE', ta: 'ta-IN', tg: 'tg-TG', tr: 'tr-TR', uk: 'uk-UA', vi: 'vi-VN'
}
const languages = Object.keys(regions)

/** The versions in the names of Chromium's files. */
const versionOf = (region) => region.startsWith('en-') ? '10-1' : { 'tr-TR': '4-0', 'tg-TG': '5-0', 'fa-IR': '9-0' }[region] ?? '3-0'

const systemFolders = ['/usr/share/hunspell-bdic', '/usr/share/qt6/qtwebengine_dictionaries', '/usr/share/qt/qtwebengine_dictionaries']
const hunspellFolders = ['/usr/share/hunspell', '/usr/share/myspell/dicts']
const converters = ['/usr/lib/qt6/libexec/qwebengine_convert_dict', '/usr/libexec/qt6/qwebengine_convert_dict']

const namesOf = (language) => [...new Set([language, regions[language]].flatMap((name) => [name, name.replace(/-/g, '_')]))]

const firstFile = (folders, names) => folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find((file) => fs.existsSync(file))

/** Chromium's name for the file of a language. */
const remoteName = (language) => `${regions[language]}-${versionOf(regions[language])}.bdic`.toLowerCase()

class Dictionaries {
  #folder

  /** @param {() => string} folder that the engine reads */
  constructor (folder) {
    this.#folder = folder
  }

  #fileOf (language) { return path.join(this.#folder(), `${language}.bdic`) }

  has (language) { return fs.existsSync(this.#fileOf(language)) }

  /** Takes the system's dictionary of a language; false when there is none that the engine can read. */
  async takeFromSystem (language) {
    const ready = firstFile(systemFolders, namesOf(language).map((name) => `${name}.bdic`))
    if (ready) {
      await fs.promises.copyFile(ready, this.#fileOf(language))
      return true
    }
    const source = firstFile(hunspellFolders, namesOf(language).map((name) => `${name}.dic`))
    const converter = converters.find((file) => fs.existsSync(file))
    if (!source || !converter) return false
    const { execFile } = require('child_process')
    await new Promise((resolve) => execFile(converter, [source, this.#fileOf(language)], resolve))
    return this.has(language)
  }

  /** @param {string} base the URL that the files' names are put behind */
  async download (language, base) {
    const response = await fetch(base + remoteName(language))
    if (!response.ok) throw new Error(`status ${response.status}`)
    const bytes = Buffer.from(await response.arrayBuffer())
    if (bytes.toString('latin1', 0, 4) !== 'BDic') throw new Error('it is no dictionary')
    const file = this.#fileOf(language)
    await fs.promises.writeFile(`${file}.part`, bytes)
    await fs.promises.rename(`${file}.part`, file)
  }
}

module.exports = { Dictionaries, languages }
