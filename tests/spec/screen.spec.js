'use strict'

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const { screen } = require('electron')
const { turn } = require('../support/events')

const insufficient = { name: 'TypeError', message: 'Insufficient number of arguments.' }
const conversion = (text = '') => ({ name: 'TypeError', message: `Error processing argument at index 0, conversion failure from ${text}` })

const display = (id, bounds, more = {}) => ({ id, bounds, workArea: bounds, scaleFactor: 1, rotation: 0, ...more })

describe('screen', () => {
  it('getPrimaryDisplay has all fields of a Display', () => {
    const primary = screen.getPrimaryDisplay()
    assert.deepEqual(Object.keys(primary), ['accelerometerSupport', 'bounds', 'colorDepth', 'colorSpace', 'depthPerComponent', 'detected',
      'displayFrequency', 'id', 'internal', 'label', 'maximumCursorSize', 'monochrome', 'nativeOrigin', 'rotation', 'scaleFactor', 'size',
      'workArea', 'workAreaSize', 'touchSupport'])
    const { bounds, workArea, size, workAreaSize } = primary
    assert.ok(bounds.width > 0 && bounds.height > 0)
    assert.deepEqual(size, { width: bounds.width, height: bounds.height })
    assert.deepEqual(workAreaSize, { width: workArea.width, height: workArea.height })
    assert.ok(workArea.width <= bounds.width && workArea.height <= bounds.height)
    assert.ok(Number.isInteger(primary.id) && primary.id > 0)
    assert.ok(primary.scaleFactor > 0)
    assert.equal(primary.detected, true)
  })

  it('getAllDisplays has the primary one, with the same id each time', () => {
    const displays = screen.getAllDisplays()
    assert.deepEqual(displays[0], screen.getPrimaryDisplay())
    assert.equal(new Set(displays.map(({ id }) => id)).size, displays.length)
  })

  it('getCursorScreenPoint is a point', () => {
    const { x, y } = screen.getCursorScreenPoint()
    assert.ok(Number.isInteger(x) && Number.isInteger(y))
  })

  it('getDisplayNearestPoint and getDisplayMatching find a display, wherever', () => {
    const { id } = screen.getPrimaryDisplay()
    for (const point of [{ x: 1, y: 2 }, { x: -5000, y: 2.5 }, { x: 1e9, y: -1e9 }]) assert.equal(screen.getDisplayNearestPoint(point).id, id)
    for (const rect of [{ x: 1, y: 2, width: 10, height: 10 }, { x: 5000, y: 2.5, width: 1, height: 1 }]) assert.equal(screen.getDisplayMatching(rect).id, id)
  })

  it("tells wrong arguments in Electron's words", () => {
    for (const method of ['getDisplayNearestPoint', 'getDisplayMatching']) {
      assert.throws(() => screen[method](), insufficient)
      for (const value of [5, {}, { x: 1 }]) assert.throws(() => screen[method](value), conversion())
      for (const value of [null, undefined, 'x']) assert.throws(() => screen[method](value), conversion(String(value)))
    }
  })

  it('points of the screen and in pixels are the same at scale factor 1', () => {
    const point = { x: 10, y: 20 }
    const { scaleFactor } = screen.getPrimaryDisplay()
    assert.deepEqual(screen.screenToDipPoint(screen.dipToScreenPoint(point)), point)
    if (scaleFactor === 1) assert.deepEqual(screen.dipToScreenPoint(point), point)
  })

  it("emits 'display-added', 'display-metrics-changed' and 'display-removed' with what differs", async () => {
    const log = []
    const listen = (name) => {
      const listener = (event, { id }, changed) => log.push([name, id, ...changed ? [changed] : []])
      screen.on(name, listener)
      return () => screen.removeListener(name, listener)
    }
    const remove = ['display-added', 'display-metrics-changed', 'display-removed'].map(listen)
    const real = screen.getAllDisplays()
    const other = display(-1, { x: 5000, y: 0, width: 10, height: 10 })
    screen._tell([...real, other])
    screen._tell([...real, { ...other, scaleFactor: 2, bounds: { x: 5000, y: 0, width: 20, height: 10 } }])
    screen._tell(real)
    await turn()
    for (const each of remove) each()
    assert.deepEqual(log, [['display-added', -1], ['display-metrics-changed', -1, ['bounds', 'scaleFactor']], ['display-removed', -1]])
  })
})
