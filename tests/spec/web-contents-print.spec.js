'use strict'

const assert = require('node:assert/strict')
const fs = require('fs')
const path = require('path')
const { before, describe, it } = require('node:test')
const { inflateSync } = require('zlib')
const { app } = require('electron')
const { once, within } = require('../support/events')
const { tempFolder } = require('../support/temp-folder')
const { openPage, openWindow } = require('../support/windows')

// The user's answer to the print dialog.
const answers = path.join(tempFolder('answers'), 'answers.js')
fs.writeFileSync(answers, 'exports.print = (options) => globalThis.answerPrint(options)')
process.env.RUNTIME_DIALOGS = answers

/** Everything that a PDF draws, as text, and the sizes of its pages in points. */
function readPdf (pdf) {
  const bytes = pdf.toString('latin1')
  assert.match(bytes, /^%PDF/)
  let drawn = ''
  for (const [, start] of [...bytes.matchAll(/stream\r?\n/g)].map((match) => [0, match.index + match[0].length])) {
    const end = bytes.indexOf('endstream', start)
    try {
      drawn += inflateSync(Buffer.from(bytes.slice(start, end), 'latin1')).toString('latin1')
    } catch {}
  }
  const boxes = [...(bytes + drawn).matchAll(/\/MediaBox\s*\[\s*([\d.\s-]+)\]/g)].map(([, box]) => box.trim().split(/\s+/).slice(2).map((n) => Math.round(Number(n))))
  return { drawn, boxes, pages: (bytes.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length }
}

describe('printing', () => {
  let win, webContents
  before(async () => {
    win = await openPage(`<!DOCTYPE html><title>paper</title><style>body { margin: 0 } div { break-after: page; background: rgb(255, 0, 0); height: 50px; width: 50px }</style>
      <div>1</div><div id=two>2</div><div>3</div>`)
    webContents = win.webContents
  })
  const pdfOf = async (options) => readPdf(await within(webContents.printToPDF(options)))

  describe('printToPDF', () => {
    it('makes pages of pageSize, by name or in microns or inches, upright or landscape', async () => {
      assert.deepEqual((await pdfOf({})).boxes[0], [612, 792])
      assert.deepEqual((await pdfOf({ pageSize: 'A4' })).boxes[0], [595, 842])
      assert.deepEqual((await pdfOf({ pageSize: 'A4', landscape: true })).boxes[0], [842, 595])
      assert.deepEqual((await pdfOf({ pageSize: { width: 50_800, height: 76_200 } })).boxes[0], [144, 216])
      assert.deepEqual((await pdfOf({ pageSize: { width: 4, height: 5 } })).boxes[0], [288, 360])
    })

    it('prints backgrounds with printBackground', async () => {
      assert.doesNotMatch((await pdfOf({})).drawn, /1 0 0 rg/)
      assert.match((await pdfOf({ printBackground: true })).drawn, /1 0 0 rg/)
    })

    it('prints the pages of pageRanges', async () => {
      assert.equal((await pdfOf({})).pages, 3)
      assert.equal((await pdfOf({ pageRanges: { from: 1, to: 2 } })).pages, 2)
      assert.equal((await pdfOf({ pageRanges: '1,3' })).pages, 2)
      assert.equal((await pdfOf({ pageRanges: '2' })).pages, 1)
    })

    it('scales with scaleFactor, leaves margins out with marginsType 1, and leaves the page as it was', async () => {
      // How far the page's boxes go: the red squares.
      const square = async (options) => {
        const { drawn } = await pdfOf({ printBackground: true, ...options })
        const [, scale] = /^([\d.]+) 0 0 [\d.]+ [\d.]+ [\d.]+ cm$/m.exec(drawn)
        const [, width] = /1 0 0 rg[\s\S]*?([\d.]+) [\d.]+ re/.exec(drawn)
        return Number(width) * Number(scale)
      }
      const sheets = () => webContents.executeJavaScript('document.adoptedStyleSheets.length')
      const before = await sheets()
      const whole = await square({})
      const half = await square({ scaleFactor: 50 })
      assert.ok(Math.abs(half - whole / 2) < 1, `${half} of ${whole}`)
      const texts = await Promise.all([pdfOf({ marginsType: 1 }), pdfOf({ marginsType: 0 }), pdfOf({ marginsType: 2 })])
      assert.notEqual(texts[0].drawn, texts[1].drawn)
      assert.notEqual(texts[2].drawn, texts[1].drawn)
      assert.equal(await sheets(), before)
    })

    it('prints what is selected with printSelectionOnly, and rejects when nothing is', async () => {
      await assert.rejects(webContents.printToPDF({ printSelectionOnly: true }), { message: 'Failed to generate PDF' })
      await webContents.executeJavaScript('getSelection().selectAllChildren(two); document.body.children.length')
      assert.equal((await pdfOf({ printSelectionOnly: true })).pages, 1)
      assert.equal(await webContents.executeJavaScript('document.body.children.length'), 3)
    })

    it('rejects options of a wrong type', async () => {
      for (const [options, message] of [
        [{ landscape: 5 }, 'landscape must be a Boolean'],
        [{ printBackground: 'x' }, 'printBackground must be a Boolean'],
        [{ scaleFactor: 'x' }, 'scaleFactor must be a Number'],
        [{ marginsType: 'x' }, 'marginsType must be a Number'],
        [{ pageRanges: { from: 1 } }, "pageRanges must be an Object with 'from' and 'to' properties"],
        [{ pageSize: 'B9' }, 'Invalid pageSize B9'],
        [{ pageSize: {} }, 'height and width properties are required for pageSize'],
        [{ margins: { top: 50 } }, 'margins must be less than or equal to pageSize']
      ]) await assert.rejects(webContents.printToPDF(options), { message })
    })
  })

  describe('print', () => {
    const print = (options) => within(new Promise((resolve) => webContents.print(options, (...args) => resolve(args))))

    it('asks the user, with the options filled in, and prints to the file that he chose', async () => {
      const file = path.join(tempFolder('print'), 'paper.pdf')
      let asked
      globalThis.answerPrint = (options) => { asked = options; return file }
      const options = { copies: 2, color: false, landscape: true, duplexMode: 'longEdge', pageSize: 'A5', pageRanges: [{ from: 0, to: 1 }], deviceName: 'laser', margins: { marginType: 'none' } }
      assert.deepEqual(await print(options), [true, ''])
      const { copies, color, landscape, duplex, media, printer } = asked
      assert.deepEqual({ copies, color, landscape, duplex, media, printer }, { copies: 2, color: false, landscape: true, duplex: 'longEdge', media: 'A5', printer: 'laser' })
      const { boxes, pages } = readPdf(fs.readFileSync(file))
      assert.deepEqual([boxes[0], pages], [[595, 420], 2])
    })

    it('calls back with why not', async () => {
      globalThis.answerPrint = () => null
      assert.deepEqual(await print({}), [false, 'Print job canceled'])
      globalThis.answerPrint = () => '/nowhere/x.pdf'
      assert.deepEqual(await print({}), [false, 'Print job failed'])
    })

    it('is what window.print() of the page does', async () => {
      const asked = within(new Promise((resolve) => { globalThis.answerPrint = (options) => { resolve(options); return null } }))
      await webContents.executeJavaScript('print()')
      assert.equal((await asked).copies, 1)
    })

    it('throws for bad arguments', () => {
      assert.throws(() => webContents.print('x'), { name: 'TypeError', message: 'webContents.print(): Invalid print settings specified.' })
      assert.throws(() => webContents.print({}, 5), { message: 'webContents.print(): Invalid optional callback provided.' })
      assert.throws(() => webContents.print({ pageSize: 'B9' }), { message: 'Unsupported pageSize: B9' })
      assert.throws(() => webContents.print({ pageSize: { width: 5, height: 5 } }), { message: 'height and width properties must be minimum 352 microns.' })
    })

    it('survives the page being closed meanwhile', async () => {
      const other = await openPage()
      globalThis.answerPrint = () => { other.destroy(); return path.join(app.getPath('temp'), 'never.pdf') }
      const answer = await within(new Promise((resolve) => other.webContents.print({}, (...args) => resolve(args))))
      assert.equal(typeof answer[0], 'boolean')
    })
  })

  describe('savePage', () => {
    it('writes the page as HTMLOnly, HTMLComplete and MHTML', async () => {
      const folder = tempFolder('save')
      let downloads = 0
      webContents.session.on('will-download', () => downloads++)
      for (const [type, name, expected] of [['HTMLOnly', 'a.html', /<title>paper<\/title>/], ['HTMLComplete', 'b.html', /<title>paper<\/title>/], ['MHTML', 'c.mhtml', /multipart\/related/]]) {
        const file = path.join(folder, name)
        assert.equal(await within(webContents.savePage(file, type)), undefined)
        assert.match(fs.readFileSync(file, 'latin1'), expected)
      }
      assert.equal(downloads, 0)
    })

    it('saves more than once at a time', async () => {
      const files = ['a', 'b', 'c'].map((name) => path.join(tempFolder('saves'), `${name}.mhtml`))
      await within(Promise.all(files.map((file) => webContents.savePage(file, 'MHTML'))))
      for (const file of files) assert.ok(fs.statSync(file).size > 0)
    })

    it('rejects where it cannot', async () => {
      await assert.rejects(webContents.savePage('x.html', 'HTMLOnly'), { message: 'Path must be absolute' })
      await assert.rejects(webContents.savePage('/tmp/x.html', 'PDF'), { name: 'TypeError', message: 'Error processing argument at index 1, conversion failure from PDF' })
      await assert.rejects(within(webContents.savePage('/proc/nowhere/x.html', 'HTMLOnly')), { message: 'Failed to save the page' })
      await assert.rejects(openWindow().webContents.savePage('/tmp/x.html', 'HTMLOnly'), { message: 'Failed to save the page' })
      const other = await openPage()
      const gone = once(other.webContents, 'render-process-gone')
      other.webContents.forcefullyCrashRenderer()
      await gone
      await assert.rejects(other.webContents.savePage('/tmp/x.html', 'HTMLOnly'), { message: 'Failed to save the page' })
    })
  })
})
