'use strict'

const { watchFormPosts } = require('./relay-form-posts')
const { createWindowProxies } = require('./window-proxy')

const ownTargets = ['_self', '_parent', '_top']

const isWindow = (value) => {
  try {
    return value !== null && typeof value === 'object' && value.window === value && !value.closed
  } catch {
    return true // of another origin
  }
}

const toText = (value) => value === undefined || value === null ? '' : `${value}`

/** @returns {string|null} null: not a URL */
const resolve = (url) => {
  if (url === undefined || `${url}` === '') return 'about:blank'
  try {
    const { href, protocol } = new URL(`${url}`, document.baseURI)
    return protocol === 'javascript:' ? 'about:blank' : href
  } catch {
    return null
  }
}

/**
 * Qt WebEngine does not tell the frame's name and the features of window.open, and gives the page a window that is none when
 * the app refuses. So main is asked before.
 *
 * @param {object} door {send, ask, on}: how this world reaches main
 * @param {object} config
 * @param {boolean} config.nativeWindowOpen false: main opens the window, and this page has a proxy of it
 * @param {number} [config.openerId] the page that opened this one, where that was so
 * @param {(child: Window) => void} [onOpened] gets windows that have no document of their own yet
 */
exports.wrapWindowOpen = (door, { nativeWindowOpen, openerId }, onOpened = () => {}) => {
  const { open } = globalThis
  const { apply } = Reflect
  const opened = new Map() // by name
  const define = (name, value) => Object.defineProperty(globalThis, name, { value, writable: true, enumerable: true, configurable: true })

  const isKnown = (name) => ownTargets.includes(name) || isWindow(opened.get(name)) || (name !== '' && isWindow(globalThis[name]))

  const proxyOf = nativeWindowOpen && openerId === undefined ? null : createWindowProxies(door)

  const wrapped = {
    open (url, name, features) {
      const absolute = resolve(url)
      const frameName = name === undefined ? '' : `${name}`
      // The engine throws for what is not a URL.
      if (absolute === null || isKnown(frameName)) return apply(open, this ?? globalThis, arguments)
      const isNamed = frameName !== '' && frameName !== '_blank'
      const answer = door.ask('window-open', absolute, isNamed ? frameName : '', toText(features))
      if (typeof answer === 'number') return proxyOf(answer)
      if (!nativeWindowOpen || answer === false) return null
      const window = apply(open, this ?? globalThis, arguments)
      if (!window) return window
      if (isNamed) opened.set(frameName, window)
      if (absolute === 'about:blank') onOpened(window)
      return window
    }
  }.open
  define('open', wrapped)
  watchFormPosts(door)
  if (openerId !== undefined && globalThis.top === globalThis) define('opener', proxyOf(openerId))
}
