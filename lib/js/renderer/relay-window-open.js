'use strict'

const ownTargets = ['_self', '_parent', '_top']

const isWindow = (value) => {
  try {
    return value !== null && typeof value === 'object' && value.window === value && !value.closed
  } catch {
    return true // of another origin
  }
}

/**
 * Qt WebEngine does not tell the frame's name and the features of window.open, and gives the page a window that is none when
 * the app refuses. So main is asked before.
 *
 * @param {(url: string, name: string, features: string) => boolean|undefined} ask false refuses
 */
exports.wrapWindowOpen = (ask) => {
  const { open } = globalThis
  const { apply } = Reflect
  const opened = new Map() // by name

  const isKnown = (name) => ownTargets.includes(name) || isWindow(opened.get(name)) || (name !== '' && isWindow(globalThis[name]))

  const wrapped = {
    open (url, name, features) {
      let absolute = 'about:blank'
      try {
        if (url !== undefined && `${url}` !== '') absolute = new URL(`${url}`, document.baseURI).href
      } catch {}
      const frameName = name === undefined ? '' : `${name}`
      if (isKnown(frameName)) return apply(open, this ?? globalThis, arguments)
      if (ask(absolute, frameName === '_blank' ? '' : frameName, features === undefined || features === null ? '' : `${features}`) === false) return null
      const window = apply(open, this ?? globalThis, arguments)
      if (window && frameName !== '' && frameName !== '_blank') opened.set(frameName, window)
      return window
    }
  }.open
  Object.defineProperty(globalThis, 'open', { value: wrapped, writable: true, enumerable: true, configurable: true })
}
