'use strict'

const assert = require('node:assert/strict')
const path = require('path')
const readline = require('readline')
const { spawn } = require('child_process')
const { after, before, describe, it } = require('node:test')
const { once, within } = require('../support/events')
const { openPage, openWindow } = require('../support/windows')

describe('printers', () => {
  let server, lines
  before(async () => {
    server = spawn(process.execPath, [path.join(__dirname, '../support/print-server.js')], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, stdio: ['ignore', 'pipe', 'inherit'] })
    lines = readline.createInterface({ input: server.stdout })
    const [port] = await once(lines, 'line')
    // Before the first look at printers.
    process.env.CUPS_SERVER = `127.0.0.1:${port}`
  })
  after(() => server.kill())

  it('getPrintersAsync and getPrinters tell name, description, state and which is the default', async () => {
    const { webContents } = openWindow()
    const printers = await within(webContents.getPrintersAsync())
    const office = printers.find(({ name }) => name === 'office')
    assert.deepEqual({ ...office, options: null }, { name: 'office', displayName: 'office', description: 'The printer in the office', status: 4, isDefault: false, options: null })
    assert.equal(office.options['printer-make-and-model'], 'Test')
    assert.deepEqual(printers.filter(({ isDefault }) => isDefault).map(({ name }) => name), ['laser'])
    assert.deepEqual(webContents.getPrinters(), printers)
  })

  const print = (webContents, options) => within(new Promise((resolve) => webContents.print(options, (...args) => resolve(args))))

  it('print({ silent }) gives a PDF to the default printer, or to deviceName, with the options of the job', async () => {
    const { webContents } = await openPage('<title>letter</title>text')
    const first = once(lines, 'line')
    assert.deepEqual(await print(webContents, { silent: true }), [true, ''])
    const job = JSON.parse((await first)[0])
    assert.equal(job.printer, 'laser')
    assert.equal(job.options['job-name'], 'letter')
    assert.match(Buffer.from(job.document, 'base64').toString('latin1'), /^%PDF/)
    const second = once(lines, 'line')
    assert.deepEqual(await print(webContents, { silent: true, deviceName: 'office', copies: 3, color: false, duplexMode: 'shortEdge', pagesPerSheet: 2 }), [true, ''])
    const { printer, options } = JSON.parse((await second)[0])
    assert.equal(printer, 'office')
    assert.deepEqual([options.copies, options['print-color-mode'], options.sides, options['number-up']], [3, 'monochrome', 'two-sided-short-edge', 2])
  })

  it('print({ silent }) fails for a printer that is not there', async () => {
    const { webContents } = await openPage()
    assert.deepEqual(await print(webContents, { silent: true, deviceName: 'nowhere' }), [false, 'Invalid deviceName provided'])
  })
})
