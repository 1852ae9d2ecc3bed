'use strict'

const { afterEach, beforeEach, describe, it } = require('node:test')
const assert = require('node:assert/strict')
const { until } = require('../support/events')
const { loadPage, openPage } = require('../support/windows')

const page = '<!DOCTYPE html><title>t</title><meta name="viewport" content="width=device-width"><body>x'
const measures = '[innerWidth, innerHeight, screen.width, screen.height, devicePixelRatio]'

describe('webContents.enableDeviceEmulation', () => {
  let win, contents
  beforeEach(async () => {
    win = await openPage(page)
    contents = win.webContents
  })
  afterEach(() => win.destroy())

  const measured = (code = measures) => contents.executeJavaScript(code)
  const untilMeasured = async (expected, code) => {
    let seen
    await until(async () => JSON.stringify(seen = await measured(code)) === JSON.stringify(expected), undefined, JSON.stringify(expected))
      .catch((error) => { throw new Error(`${error.message}; it is ${JSON.stringify(seen)}`) })
  }

  it('shows the page as on a phone: screenPosition, screenSize, viewSize, deviceScaleFactor; disableDeviceEmulation ends it', async () => {
    const before = await measured()
    contents.enableDeviceEmulation({ screenPosition: 'mobile', screenSize: { width: 400, height: 800 }, viewPosition: { x: 10, y: 20 }, deviceScaleFactor: 2, viewSize: { width: 300, height: 500 }, scale: 0.5 })
    await untilMeasured([300, 500, 400, 800, 2])
    assert.deepEqual(await measured('[screenX, screenY]'), [10, 20])
    contents.disableDeviceEmulation()
    await untilMeasured(before)
  })

  it('changes only what is given, on a desktop', async () => {
    const [width, height, screenWidth, screenHeight] = await measured()
    contents.enableDeviceEmulation({ deviceScaleFactor: 3 })
    await untilMeasured([width, height, screenWidth, screenHeight, 3])
    contents.enableDeviceEmulation({ screenSize: { width: 300, height: 400 }, viewSize: { width: 0, height: 0 } })
    await untilMeasured([width, height, 300, 400, 1])
    contents.enableDeviceEmulation({ viewSize: { width: 200, height: 100 } })
    await untilMeasured([200, 100, screenWidth, screenHeight, 1])
  })

  it('holds for documents to come', async () => {
    contents.enableDeviceEmulation({ viewSize: { width: 250, height: 120 } })
    await untilMeasured([250, 120], '[innerWidth, innerHeight]')
    await loadPage(win, page)
    await untilMeasured([250, 120], '[innerWidth, innerHeight]')
    contents.disableDeviceEmulation()
    contents.disableDeviceEmulation()
    await until(async () => await measured('innerWidth') !== 250)
  })

  it('throws for what is no description of a device', () => {
    assert.throws(() => contents.enableDeviceEmulation(), { name: 'TypeError', message: 'Insufficient number of arguments.' })
    assert.throws(() => contents.enableDeviceEmulation(5), TypeError)
    assert.throws(() => contents.enableDeviceEmulation(null), { name: 'TypeError', message: 'Error processing argument at index 0, conversion failure from null' })
    assert.throws(() => contents.enableDeviceEmulation({ screenPosition: 'bogus' }), TypeError)
  })
})
