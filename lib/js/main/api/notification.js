'use strict'

const { EventEmitter } = require('events')
const lifecycle = require('../lifecycle')
const { conversionError } = require('../argument-error')
const { emitEvent, hideEmitterState } = require('../event')
const { NativeImage, nativeImage } = require('./native-image')

const URGENCIES = ['low', 'normal', 'critical']

const isAction = (value) => typeof value === 'object' && value !== null && typeof value.type === 'string'

const isText = (value) => typeof value === 'string'

/** name → [what it is at first, whether a value is one]; what is no boolean is made one. */
const properties = {
  title: ['', isText],
  subtitle: ['', isText],
  body: ['', isText],
  silent: [false],
  hasReply: [false],
  timeoutType: ['', isText],
  replyPlaceholder: ['', isText],
  urgency: ['', isText],
  sound: ['', isText],
  actions: [[], (value) => Array.isArray(value) && value.every(isAction)],
  closeButtonText: ['', isText],
  toastXml: ['', isText]
}

function pictureOf (icon) {
  const image = typeof icon === 'string' ? nativeImage.createFromPath(icon) : icon
  return image instanceof NativeImage && !image.isEmpty() ? { icon: image.toPNG() } : {}
}

/**
 * A notification of the desktop. subtitle, sound, actions, the reply's and the close button's texts and toastXml are for other
 * systems, as in Electron; they are kept. What is changed while it is shown holds for the next show().
 */
class Notification extends EventEmitter {
  #values = {}
  #icon
  #key = 0 // while it is shown

  constructor (options) {
    if (!lifecycle.state.ready) throw new Error('Cannot create Notification before app is ready')
    super()
    hideEmitterState(this)
    const given = typeof options === 'object' && options !== null ? options : {}
    for (const [name, [initial, isValid]] of Object.entries(properties)) {
      const value = given[name]
      this.#values[name] = !isValid ? Boolean(value) : isValid(value) ? value : initial
    }
    this.#icon = given.icon
  }

  static isSupported () {
    return lifecycle.state.ready && require('./notification-presenter').isAvailable()
  }

  static _get (notification, name) { return notification.#values[name] }
  static _set (notification, name, value) { notification.#values[name] = value }

  /** One that is shown already is taken away first. */
  show () {
    this.close()
    const { title, body, silent, timeoutType, urgency } = this.#values
    const level = URGENCIES.indexOf(urgency)
    const presenter = require('./notification-presenter')
    const key = presenter.show({ title, body, silent, stays: timeoutType === 'never', urgency: level < 0 ? 1 : level, ...pictureOf(this.#icon) }, (name, detail) => {
      if (this.#key === key && (name === 'close' || name === 'failed')) this.#key = 0
      if (name === 'failed') emitEvent(this, name, detail)
      else emitEvent(this, name)
    })
    this.#key = key
  }

  close () {
    if (this.#key === 0) return
    require('./notification-presenter').close(this.#key)
    this.#key = 0
  }
}

for (const [name, [, isValid]] of Object.entries(properties)) {
  Object.defineProperty(Notification.prototype, name, {
    get () { return Notification._get(this, name) },
    set (value) {
      if (isValid && !isValid(value)) throw conversionError(0, value)
      Notification._set(this, name, isValid ? value : Boolean(value))
    },
    enumerable: true,
    configurable: true
  })
}

module.exports = { Notification }
