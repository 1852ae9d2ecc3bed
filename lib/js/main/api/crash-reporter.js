'use strict'

const fs = require('fs')
const os = require('os')
const path = require('path')
const binding = process._linkedBinding('electron_browser_crash_reporter')
const { conversionError, insufficientArguments } = require('../argument-error')
const { checkParameter, limited } = require('../../common/crash-parameters')
const { randomId } = require('../random-token')
const { warnOnce } = require('../report')

// Crash reports are text files in app.getPath('crashDumps')/pending: this process writes its own when a signal ends it, with
// the stack (bindings/crash_reporter/crash_handler); of a page's process main writes what it knows. Nothing is uploaded.

const NO_UPLOAD = 'crash reports are not uploaded: they are texts, not minidumps'

// What main keeps for one page.
const MOST_OF_PAGE = 200

let folder = null
let options = {}
let uploads = false
const parameters = new Map()
/** WebContents → Map, of what their pages say */
const pageParameters = new WeakMap()

const app = () => require('./app')

const lines = (fields) => Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`).join('')

const describe = (type, extra) => lines({
  process: type,
  product: options.productName,
  'app version': app().getVersion(),
  ...Object.fromEntries(['runtime', 'electron', 'chrome', 'node', 'qtWebEngine'].map((name) => [name, process.versions[name]])),
  platform: `${process.platform} ${process.arch} ${os.release()}`,
  parameters: JSON.stringify({ ...options.globalExtra, ...Object.fromEntries(extra) })
})

const reportFile = () => path.join(folder, 'pending', `${randomId()}.txt`)

function updateHeader () {
  if (folder === null) return
  binding.setHeader(describe('browser', parameters) + lines({ pid: process.pid }))
}

function onRendererGone (event, contents, { reason, exitCode }) {
  if (reason === 'clean-exit') return
  const text = describe('renderer', pageParameters.get(contents) ?? new Map()) +
    lines({ time: new Date().toISOString(), reason, 'exit code': exitCode, url: contents.getURL() })
  fs.promises.writeFile(reportFile(), text, { mode: 0o600 }).catch((error) => warnOnce(`a crash report could not be written: ${error.message}`))
}

function set (key, value) {
  if (!checkParameter(key, (text) => process.emitWarning(text, 'electron'))) return
  parameters.set(key, limited(value))
  updateHeader()
}

function checkTexts (args, count) {
  for (let index = 0; index < count; index++) {
    if (typeof args[index] !== 'string') throw conversionError(index, args[index])
  }
}

class CrashReporter {
  start (given) {
    const { productName = app().name, companyName, extra = {}, globalExtra = {}, submitURL = '', uploadToServer = true } = given ?? {}
    if (uploadToServer && !submitURL) throw new Error('submitURL must be specified when uploadToServer is true')
    if (folder !== null) return
    uploads = Boolean(uploadToServer)
    if (uploads) warnOnce(`crashReporter.start: uploadToServer has no effect: ${NO_UPLOAD}`)
    options = { productName, globalExtra: { ...(companyName === undefined ? {} : { _companyName: companyName }), ...globalExtra } }
    folder = app().getPath('crashDumps')
    try {
      fs.mkdirSync(path.join(folder, 'pending'), { recursive: true, mode: 0o700 })
    } catch (error) {
      warnOnce(`crash reports cannot be written: ${error.message}`)
    }
    for (const [key, value] of Object.entries(extra ?? {})) set(key, String(value))
    updateHeader()
    binding.start(reportFile())
    app().prependListener('render-process-gone', onRendererGone)
  }

  /** As documented, of reports that have been uploaded only. */
  getLastCrashReport () {
    return null
  }

  getUploadedReports () {
    return []
  }

  getUploadToServer () {
    return uploads
  }

  setUploadToServer (...args) {
    if (args.length === 0) throw insufficientArguments()
    uploads = Boolean(args[0])
    if (uploads) warnOnce(`crashReporter.setUploadToServer has no effect: ${NO_UPLOAD}`)
  }

  addExtraParameter (...args) {
    checkTexts(args, 2)
    set(args[0], args[1])
  }

  removeExtraParameter (...args) {
    checkTexts(args, 1)
    parameters.delete(args[0])
    updateHeader()
  }

  getParameters () {
    return Object.fromEntries(parameters)
  }

  /** Of Electron 8 to 11. */
  getCrashesDirectory () {
    return app().getPath('crashDumps')
  }

  /** What a page's crashReporter was given; value null takes it away. */
  _setOfPage (contents, key, value) {
    if (typeof key !== 'string' || !checkParameter(key, () => {})) return
    if (!pageParameters.has(contents)) pageParameters.set(contents, new Map())
    const known = pageParameters.get(contents)
    if (typeof value !== 'string') known.delete(key)
    else if (known.has(key) || known.size < MOST_OF_PAGE) known.set(key, limited(value))
  }
}

Object.defineProperty(CrashReporter.prototype, '_setOfPage', { enumerable: false })

module.exports = new CrashReporter()
