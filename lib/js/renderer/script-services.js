'use strict'

// The page's end of lib/js/main/script-runner.js, in each world where scripts run.

const scriptPrefix = 'electron:executeJavaScript/'

const { apply } = Reflect
const { then } = Promise.prototype
const { startsWith, slice } = String.prototype
const { addEventListener } = EventTarget.prototype

/**
 * @param {string} key the global name of the function that scripts call, unguessable
 * @param {(id: string, kind: string, value?: any) => void} send throws when the value cannot be cloned
 */
exports.startScriptServices = (key, send) => {
  const answer = (id, kind, value) => {
    try {
      send(id, kind, value)
    } catch {
      send(id, 'error', new Error('An object could not be cloned.'))
    }
  }

  const run = (id, value) => {
    let promise = value
    try {
      const isThenable = value !== null && (typeof value === 'object' || typeof value === 'function') && typeof value.then === 'function'
      if (!isThenable) {
        answer(id, 'value', value)
        return
      }
      if (!(value instanceof Promise)) promise = Promise.resolve(value)
    } catch (error) {
      answer(id, 'error', error)
      return
    }
    answer(id, 'begun')
    apply(then, promise, [(result) => answer(id, 'value', result), (error) => answer(id, 'error', error)])
  }

  const styles = new Map()
  const commands = {
    run,
    barrier: (id) => {
      answer(id, 'barrier')
      return 'sent'
    },
    'insert-css': (id, css) => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(css)
      styles.set(id, sheet)
      document.adoptedStyleSheets.push(sheet)
    },
    'remove-css': (id) => {
      const { adoptedStyleSheets } = document
      const index = adoptedStyleSheets.indexOf(styles.get(id))
      if (index >= 0) adoptedStyleSheets.splice(index, 1)
      styles.delete(id)
    }
  }

  Object.defineProperty(globalThis, key, {
    value: (id, command, value) => commands[command](id, value)
  })
  // What a script throws at its top level is told as an event alone.
  apply(addEventListener, globalThis, ['error', ({ filename, error }) => {
    if (typeof filename === 'string' && apply(startsWith, filename, [scriptPrefix])) {
      answer(apply(slice, filename, [scriptPrefix.length]), 'error', error)
    }
  }])
}
