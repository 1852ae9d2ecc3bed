'use strict'

const { after, before, describe, it } = require('node:test')
const assert = require('node:assert/strict')
const childProcess = require('child_process')
const fs = require('fs')
const http = require('http')
const path = require('path')
const { app, session } = require('electron')
const { once, until } = require('../support/events')
const { tempFolder } = require('../support/temp-folder')
const { openPage } = require('../support/windows')

const insufficient = { name: 'TypeError', message: 'Insufficient number of arguments.' }
const conversion = { name: 'TypeError', message: 'Error processing argument at index 0, conversion failure from ' }
const converter = '/usr/lib/qt6/libexec/qwebengine_convert_dict'

/** A dictionary of these words, as the engine reads it. */
function dictionary (words) {
  const folder = tempFolder('dictionary')
  fs.writeFileSync(path.join(folder, 'x.aff'), 'SET UTF-8\nTRY abcdefghijklmnopqrstuvwxyz\n')
  fs.writeFileSync(path.join(folder, 'x.dic'), `${words.length}\n${words.join('\n')}\n`)
  childProcess.execFileSync(converter, [path.join(folder, 'x.dic'), path.join(folder, 'x.bdic')])
  return fs.readFileSync(path.join(folder, 'x.bdic'))
}

describe("a session's spell checker", () => {
  const own = session.fromPartition('persist:spelling')
  let server
  let asked = []
  before(async () => {
    const bytes = dictionary(['hello', 'world', 'window'])
    server = http.createServer((request, response) => {
      asked.push(request.url)
      if (request.url === '/d/cy-gb-3-0.bdic') response.end(bytes)
      else {
        response.statusCode = 404
        response.end()
      }
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  it('is on, for the language of the app', () => {
    const fresh = session.fromPartition('spelling fresh')
    assert.equal(fresh.isSpellCheckerEnabled(), true)
    assert.equal(fresh.spellCheckerEnabled, true)
    assert.equal(fresh.getSpellCheckerLanguages().length, 1)
    assert.ok(fresh.availableSpellCheckerLanguages.includes('en-US'))
  })

  it('setSpellCheckerEnabled and spellCheckerEnabled switch it', () => {
    own.setSpellCheckerEnabled(false)
    assert.equal(own.spellCheckerEnabled, false)
    own.spellCheckerEnabled = true
    assert.equal(own.isSpellCheckerEnabled(), true)
    assert.throws(() => own.setSpellCheckerEnabled(), insufficient)
  })

  it('setSpellCheckerLanguages takes languages that there are', () => {
    own.setSpellCheckerLanguages([])
    assert.deepEqual(own.getSpellCheckerLanguages(), [])
    assert.throws(() => own.setSpellCheckerLanguages(['nope']), { message: 'Invalid language code provided: "nope" is not a valid language code' })
    assert.throws(() => own.setSpellCheckerLanguages(['en_US']), { message: /Invalid language code/ })
    assert.throws(() => own.setSpellCheckerLanguages(), insufficient)
    assert.throws(() => own.setSpellCheckerLanguages(5), conversion)
    assert.throws(() => own.setSpellCheckerLanguages([5]), conversion)
  })

  it('fetches a dictionary that is missing, and says how that went', async () => {
    assert.throws(() => own.setSpellCheckerDictionaryDownloadURL(), insufficient)
    assert.throws(() => own.setSpellCheckerDictionaryDownloadURL('bad'), { message: 'The URL you provided to setSpellCheckerDictionaryDownloadURL is not a valid URL' })
    own.setSpellCheckerDictionaryDownloadURL(`http://127.0.0.1:${server.address().port}/d/`)
    const log = []
    for (const name of ['download-begin', 'download-success', 'download-failure', 'initialized']) {
      own.on(`spellcheck-dictionary-${name}`, (event, language) => log.push([name, language]))
    }
    const [ready, failed] = [once(own, 'spellcheck-dictionary-initialized'), once(own, 'spellcheck-dictionary-download-failure')]
    assert.equal(own.listenerCount('spellcheck-dictionary-download-begin') + own.listenerCount('spellcheck-dictionary-download-success'), 2)
    own.setSpellCheckerLanguages(['cy', 'fo'])
    await Promise.all([ready, failed])
    assert.deepEqual(own.getSpellCheckerLanguages(), ['cy', 'fo'])
    assert.deepEqual(asked.sort(), ['/d/cy-gb-3-0.bdic', '/d/fo-fo-3-0.bdic'])
    assert.deepEqual(log.slice(0, 2), [['download-begin', 'cy'], ['download-begin', 'fo']])
    assert.deepEqual(log.filter(([, language]) => language === 'cy').map(([name]) => name), ['download-begin', 'download-success', 'initialized'])
    assert.deepEqual(log.filter(([, language]) => language === 'fo').map(([name]) => name), ['download-begin', 'download-failure'])
    assert.deepEqual(fs.readdirSync(path.join(app.getPath('userData'), 'Dictionaries')), ['cy.bdic'])
    own.removeAllListeners()
    asked = []
    own.setSpellCheckerLanguages(['cy'])
    assert.deepEqual(asked, [])
  })

  /** A shown page with a field of text, and the context menu at a place of its line. */
  const openField = async (text) => {
    const win = await openPage('<!DOCTYPE html><body style="margin: 0"><textarea style="width: 300px; height: 200px; border: 0; font: 40px monospace"></textarea>', { webPreferences: { session: own, spellcheck: true }, show: true })
    const { webContents } = win
    webContents.focus()
    await webContents.executeJavaScript("document.querySelector('textarea').focus()")
    await webContents.insertText(text)
    const menuAt = async (x) => {
      const shown = once(webContents, 'context-menu')
      for (const type of ['mouseDown', 'mouseUp']) webContents.sendInputEvent({ type, x, y: 25, button: 'right', clickCount: 1 })
      return (await shown)[1]
    }
    return { webContents, menuAt }
  }

  it('finds wrong words in pages', async () => {
    const { webContents, menuAt } = await openField('hello wrld ')
    let wrong
    await until(async () => (wrong = await menuAt(200)).misspelledWord !== '')
    assert.equal(wrong.misspelledWord, 'wrld')
    assert.deepEqual(wrong.dictionarySuggestions, ['world'])
    assert.equal((await menuAt(30)).misspelledWord, '')
    await menuAt(200)
    webContents.replaceMisspelling('world')
    await until(() => webContents.executeJavaScript("document.querySelector('textarea').value === 'hello world '"))
  })

  it('keeps words of the user in persistent sessions', async () => {
    assert.deepEqual(await own.listWordsInSpellCheckerDictionary(), [])
    assert.equal(own.addWordToSpellCheckerDictionary('wrld'), true)
    assert.equal(own.addWordToSpellCheckerDictionary('wrld'), false)
    assert.equal(own.addWordToSpellCheckerDictionary(''), false)
    assert.equal(own.addWordToSpellCheckerDictionary(' space'), false)
    assert.equal(own.addWordToSpellCheckerDictionary('also'), true)
    assert.deepEqual(await own.listWordsInSpellCheckerDictionary(), ['also', 'wrld'])
    assert.equal(own.removeWordFromSpellCheckerDictionary('also'), true)
    assert.equal(own.removeWordFromSpellCheckerDictionary('also'), false)
    assert.deepEqual(await own.listWordsInSpellCheckerDictionary(), ['wrld'])
    assert.equal(session.fromPartition('spelling fresh').addWordToSpellCheckerDictionary('wrld'), false)
    assert.throws(() => own.addWordToSpellCheckerDictionary(), insufficient)
    assert.throws(() => own.removeWordFromSpellCheckerDictionary(5), conversion)
  })

  it('goes by the words of the user at once, and by what was taken back', async () => {
    const { webContents, menuAt } = await openField('wrng wrld ')
    const wordAt = async (x) => (await menuAt(x)).misspelledWord
    // The engine looks at text that is new, and only while nothing else is to do.
    const untilNewText = (isSo) => until(async () => {
      await webContents.executeJavaScript("document.querySelector('textarea').value = ''")
      await webContents.insertText('wrng wrld ')
      for (let i = 0; i < 20; i++) if (await isSo()) return true
      return false
    })
    await until(async () => await wordAt(30) === 'wrng')
    assert.equal(await wordAt(200), '')
    assert.equal(own.addWordToSpellCheckerDictionary('wrng'), true)
    await until(async () => await wordAt(30) === '')
    assert.equal(own.removeWordFromSpellCheckerDictionary('wrld'), true)
    await untilNewText(async () => await wordAt(200) === 'wrld')
    assert.equal(await wordAt(30), '')
    assert.equal(own.removeWordFromSpellCheckerDictionary('wrng'), true)
    await untilNewText(async () => await wordAt(30) === 'wrng')
    await until(() => fs.readdirSync(path.join(app.getPath('userData'), 'Dictionaries')).join() === 'cy.bdic')
  })

  it('takes the words that Electron has kept', async () => {
    const file = path.join(own.storagePath, 'Custom Dictionary.txt')
    fs.writeFileSync(file, 'byte\nmarked\nchecksum_v1 = 0123')
    assert.deepEqual(await own.listWordsInSpellCheckerDictionary(), ['byte', 'marked'])
    assert.equal(own.removeWordFromSpellCheckerDictionary('byte'), true)
    assert.equal(fs.existsSync(file), false)
    assert.deepEqual(await own.listWordsInSpellCheckerDictionary(), ['marked'])
    own.removeWordFromSpellCheckerDictionary('marked')
  })
})
