'use strict'

const { EventEmitter } = require('events')

// The touch bar of some Macs. On Linux, as in Electron, its objects can be made and changed, and nobody sees them.

class TouchBarItem extends EventEmitter {
  constructor (properties, config) {
    super()
    for (const [name, fallback] of Object.entries(properties)) this[name] = config[name] ?? fallback
  }
}

class TouchBar extends EventEmitter {
  #escapeItem = null

  /** @param {{items?: TouchBarItem[], escapeItem?: TouchBarItem} | TouchBarItem[]} options */
  constructor (options) {
    super()
    if (options === undefined || options === null) throw new Error('Must specify options object as first argument')
    const { items, escapeItem } = Array.isArray(options) ? { items: options } : options
    this.orderedItems = Array.isArray(items) ? [...items] : []
    for (const item of this.orderedItems) {
      if (!(item instanceof TouchBarItem)) throw new TypeError('Each item must be an instance of TouchBarItem')
    }
    if (new Set(this.orderedItems).size < this.orderedItems.length) {
      throw new Error('Cannot add a single instance of TouchBarItem multiple times in a TouchBar')
    }
    if (this.orderedItems.filter((item) => item instanceof classes.TouchBarOtherItemsProxy).length > 1) {
      throw new Error('Must only have one OtherItemsProxy per TouchBar')
    }
    this.escapeItem = escapeItem ?? null
  }

  get escapeItem () {
    return this.#escapeItem
  }

  set escapeItem (item) {
    if (item !== null && item !== undefined && !(item instanceof TouchBarItem)) throw new Error('Escape item must be an instance of TouchBarItem')
    this.#escapeItem = item ?? null
    this.emit('change', item)
  }
}

// Class → its properties and what they are when nothing is said.
const properties = {
  TouchBarButton: { label: undefined, accessibilityLabel: undefined, backgroundColor: undefined, icon: undefined, iconPosition: undefined, enabled: true },
  TouchBarColorPicker: { availableColors: undefined, selectedColor: undefined },
  TouchBarGroup: {},
  TouchBarLabel: { label: undefined, accessibilityLabel: undefined, textColor: undefined },
  TouchBarPopover: { label: undefined, icon: undefined, showCloseButton: true },
  TouchBarSlider: { label: undefined, minValue: undefined, maxValue: undefined, value: undefined },
  TouchBarSpacer: { size: undefined },
  TouchBarSegmentedControl: { segmentStyle: undefined, segments: [], selectedIndex: undefined, mode: undefined },
  TouchBarScrubber: {
    items: undefined, selectedStyle: undefined, overlayStyle: undefined, showArrowButtons: false, mode: 'free', continuous: true
  },
  TouchBarOtherItemsProxy: {}
}

// Those that hold a touch bar of their own.
const parents = new Set(['TouchBarGroup', 'TouchBarPopover'])

const classes = {}

for (const [name, own] of Object.entries(properties)) {
  const { [name]: Class } = {
    [name]: class extends TouchBarItem {
      constructor (config) {
        super(own, config ?? {})
        if (parents.has(name)) this.child = config?.items instanceof TouchBar ? config.items : new TouchBar(config?.items)
      }
    }
  }
  classes[name] = Class
}

module.exports = Object.assign(TouchBar, classes)
