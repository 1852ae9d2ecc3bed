'use strict'

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const path = require('path')
const { app, crashReporter } = require('electron')
const { once, until } = require('../support/events')
const { appFolder, run } = require('../support/program')
const { openPage } = require('../support/windows')

const conversion = (index, shown) => ({ name: 'TypeError', message: `Error processing argument at index ${index}, conversion failure from ${shown}` })

// AddressSanitizer keeps that signal for itself.
const takesSegv = process.env.ASAN_OPTIONS?.includes('handle_segv=2') && 'the sanitizer keeps SIGSEGV'

const reportsIn = (folder) => fs.existsSync(path.join(folder, 'pending')) ? fs.readdirSync(path.join(folder, 'pending')).map((name) => path.join(folder, 'pending', name)) : []

describe('crashReporter', () => {
  it('start() needs a submitURL to upload to', () => {
    const error = { name: 'Error', message: 'submitURL must be specified when uploadToServer is true' }
    assert.throws(() => crashReporter.start(), error)
    assert.throws(() => crashReporter.start({}), error)
    assert.throws(() => crashReporter.start({ uploadToServer: true }), error)
  })

  it('after start() has parameters, and nothing that was uploaded', () => {
    assert.equal(crashReporter.start({ uploadToServer: false, companyName: 'Company', extra: { one: '1' }, globalExtra: { all: 'yes' } }), undefined)
    assert.equal(crashReporter.start({ uploadToServer: false, extra: { two: '2' } }), undefined)
    assert.deepEqual(crashReporter.getParameters(), { one: '1' })
    assert.equal(crashReporter.getUploadToServer(), false)
    assert.deepEqual(crashReporter.getUploadedReports(), [])
    assert.equal(crashReporter.getLastCrashReport(), null)
    assert.equal(crashReporter.getCrashesDirectory(), app.getPath('crashDumps'))
  })

  it('addExtraParameter() and removeExtraParameter() change them', () => {
    crashReporter.addExtraParameter('two', 'second')
    assert.deepEqual(crashReporter.getParameters(), { one: '1', two: 'second' })
    crashReporter.removeExtraParameter('two')
    crashReporter.removeExtraParameter('never there')
    assert.deepEqual(crashReporter.getParameters(), { one: '1' })
  })

  it('long names are ignored, long values cut', async () => {
    const warning = once(process, 'warning')
    crashReporter.addExtraParameter('k'.repeat(50), 'x')
    assert.match((await warning)[0].message, /is longer than 40 bytes, ignoring it/)
    crashReporter.addExtraParameter('long', 'v'.repeat(30_000))
    assert.deepEqual(Object.entries(crashReporter.getParameters()).map(([key, value]) => [key, value.length]), [['one', 1], ['long', 20320]])
    crashReporter.removeExtraParameter('long')
  })

  it('checks its arguments', () => {
    assert.throws(() => crashReporter.addExtraParameter('a'), conversion(1, 'undefined'))
    assert.throws(() => crashReporter.addExtraParameter(5, 'b'), conversion(0, ''))
    assert.throws(() => crashReporter.removeExtraParameter(), conversion(0, 'undefined'))
    assert.throws(() => crashReporter.setUploadToServer(), { name: 'TypeError', message: 'Insufficient number of arguments.' })
  })

  it('setUploadToServer() is kept, and warns that nothing is uploaded', async (t) => {
    const folder = appFolder(t, {
      'index.js': `
        const { app, crashReporter } = require('electron')
        crashReporter.start({ submitURL: 'http://localhost:1/', uploadToServer: false })
        crashReporter.setUploadToServer(true)
        console.log(crashReporter.getUploadToServer())
        app.exit()`
    })
    const { stdout, stderr } = await run(t, ['--no-sandbox', '--headless', folder])
    assert.equal(stdout, 'true\n')
    assert.match(stderr, /crashReporter\.setUploadToServer has no effect: crash reports are not uploaded/)
  })

  it('where no folder can be made, start() warns, and the app goes on', async (t) => {
    const folder = appFolder(t, {
      'index.js': `
        const { app, crashReporter } = require('electron')
        app.setPath('crashDumps', require('path').join(__filename, 'dumps'))
        crashReporter.start({ uploadToServer: false })
        console.log('goes on')
        app.exit()`
    })
    const { stdout, stderr } = await run(t, ['--no-sandbox', '--headless', folder])
    assert.equal(stdout, 'goes on\n')
    assert.match(stderr, /crash reports cannot be written: /)
  })

  it("a page's crash leaves a report with the page's parameters in crashDumps", async () => {
    crashReporter.start({ uploadToServer: false })
    const folder = app.getPath('crashDumps')
    const win = await openPage('<title>x</title>', { webPreferences: { nodeIntegration: true, contextIsolation: false } })
    const inPage = await win.webContents.executeJavaScript(`
      const { crashReporter } = require('electron')
      crashReporter.addExtraParameter('page', 'its own')
      crashReporter.addExtraParameter('gone', 'x')
      crashReporter.removeExtraParameter('gone')
      let text; try { crashReporter.addExtraParameter('x') } catch (error) { text = error.message }
      const result = [crashReporter.getParameters(), text]
      for (let i = 0; i < 300; i++) crashReporter.addExtraParameter('many' + i, 'x')
      result`)
    assert.deepEqual(inPage, [{ page: 'its own' }, conversion(1, 'undefined').message])
    const gone = once(app, 'render-process-gone')
    win.webContents.forcefullyCrashRenderer()
    await gone
    const [report] = await until(() => { const found = reportsIn(folder); return found.length > 0 && fs.readFileSync(found[0], 'utf8') ? found : null })
    const text = fs.readFileSync(report, 'utf8')
    assert.match(text, /^process: renderer$/m)
    assert.match(text, /^reason: (crashed|killed)$/m)
    assert.match(text, /^parameters: .*"page":"its own"/m)
    assert.equal(text.match(/"many\d+":"x"/g).length, 199)
    assert.match(text, /^parameters: .*"_companyName":"Company","all":"yes"/m)
  })

  for (const [how, code, signal] of [['process.crash()', "setImmediate(() => process.crash())", 'SIGSEGV'], ['process.abort()', 'setImmediate(() => process.abort())', 'SIGABRT']]) {
    it(`${how} in the main process leaves a report with its stack`, { skip: signal === 'SIGSEGV' && takesSegv }, async (t) => {
      const dumps = path.join(process.env.SPEC_FOLDER, `dumps-${signal}`)
      const folder = appFolder(t, {
        'package.json': '{"name": "crashing", "version": "1.2.3"}',
        'index.js': `
          const { app, crashReporter } = require('electron')
          app.setPath('crashDumps', ${JSON.stringify(dumps)})
          crashReporter.start({ uploadToServer: false })
          crashReporter.addExtraParameter('late', 'value')
          ${code}`
      })
      const { result } = await run(t, ['--no-sandbox', '--headless', folder])
      assert.equal(result.signal, signal)
      const [report] = reportsIn(dumps)
      const text = fs.readFileSync(report, 'utf8')
      assert.match(text, /^process: browser\nproduct: crashing\napp version: 1\.2\.3\n/)
      assert.match(text, new RegExp(`^signal: ${signal}$`, 'm'))
      assert.match(text, /^parameters: .*"late":"value"/m)
      assert.match(text, /\nstack:\n(.*libruntime.*\n)?/)
      assert.match(text, /\nmaps:\n[0-9a-f]+-/)
      assert.equal(fs.statSync(report).mode & 0o777, 0o600)
    })
  }

  it('WebAssembly that reads out of bounds throws, and is no crash', { skip: takesSegv }, async (t) => {
    const folder = appFolder(t, {
      'index.js': `
        const { app, crashReporter } = require('electron')
        crashReporter.start({ uploadToServer: false })
        try {
          new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from([
            0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 127, 3, 2, 1, 0, 5, 3, 1, 0, 1, 7, 5, 1, 1, 102, 0, 0, 10, 11, 1, 9, 0, 65, 128, 128, 4, 40, 2, 0, 11]))).exports.f()
        } catch (error) { console.log(error.name, error.message) }
        app.exit()`
    })
    const { stdout, result } = await run(t, ['--no-sandbox', '--headless', folder])
    assert.deepEqual([stdout, result.signal], ['RuntimeError memory access out of bounds\n', null])
  })
})
