'use strict'

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const { EventEmitter } = require('events')
const { BrowserWindow, ShareMenu, TouchBar } = require('electron')

// What of other systems Electron has on Linux, too, so that an app need not ask where it runs.

describe('TouchBar', () => {
  const { TouchBarButton, TouchBarColorPicker, TouchBarGroup, TouchBarLabel, TouchBarPopover, TouchBarScrubber, TouchBarSegmentedControl, TouchBarSlider,
    TouchBarSpacer, TouchBarOtherItemsProxy } = TouchBar

  it('can be made of items of every kind', () => {
    const items = [
      new TouchBarButton({ label: 'x', click () {} }), new TouchBarColorPicker({ availableColors: ['#fff'] }), new TouchBarGroup({ items: new TouchBar({ items: [] }) }),
      new TouchBarLabel({ label: 'l', textColor: '#fff' }), new TouchBarPopover({ label: 'p', items: [new TouchBarLabel({})] }), new TouchBarScrubber({ items: [{ label: 'a' }] }),
      new TouchBarSegmentedControl({ segments: [{ label: 'a' }], selectedIndex: 0 }), new TouchBarSlider({ minValue: 1, maxValue: 5, value: 2 }),
      new TouchBarSpacer({ size: 'small' }), new TouchBarOtherItemsProxy()
    ]
    const bar = new TouchBar({ items, escapeItem: new TouchBarButton() })
    assert.ok(bar instanceof EventEmitter && items.every((item) => item instanceof EventEmitter))
    assert.equal(bar.escapeItem.enabled, true)
    items[0].label = 'y'
    assert.deepEqual([items[0].label, items[7].value, items[8].size, items[4].child.constructor], ['y', 2, 'small', TouchBar])
  })

  it('refuses what Electron refuses', () => {
    assert.throws(() => new TouchBar(), { message: 'Must specify options object as first argument' })
    assert.throws(() => new TouchBar({ items: [5] }), { name: 'TypeError', message: 'Each item must be an instance of TouchBarItem' })
    assert.throws(() => new TouchBar({ items: [], escapeItem: 5 }), { message: 'Escape item must be an instance of TouchBarItem' })
    assert.throws(() => new TouchBar([new TouchBarOtherItemsProxy(), new TouchBarOtherItemsProxy()]), { message: 'Must only have one OtherItemsProxy per TouchBar' })
    const item = new TouchBarLabel({})
    assert.throws(() => new TouchBar([item, item]), { message: 'Cannot add a single instance of TouchBarItem multiple times in a TouchBar' })
  })

  it('a window takes it, where it has a place for it', () => {
    const win = new BrowserWindow({ show: false })
    assert.equal(win.setTouchBar?.(new TouchBar({ items: [] })), undefined)
  })
})

describe('ShareMenu', () => {
  it('can be made, opened and closed', () => {
    const menu = new ShareMenu({ texts: ['x'] })
    assert.deepEqual([menu instanceof EventEmitter, menu.popup(), menu.closePopup()], [true, undefined, undefined])
  })
})
