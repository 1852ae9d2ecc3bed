'use strict'

// The page's end of lib/js/main/script-runner.js, in each world where scripts run.

const { apply } = Reflect
const { then } = Promise.prototype
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

  const run = (id, evaluate) => {
    let value
    try {
      value = evaluate()
    } catch (error) {
      answer(id, 'error', error)
      throw error
    }
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

  // The engine asks beforeunload's listeners only after the user has done something in the page; Electron asks them always. So
  // they are asked here, and the engine's own event is kept from them.
  let asked = false
  apply(addEventListener, globalThis, ['beforeunload', (event) => {
    if (asked && event.isTrusted) event.stopImmediatePropagation()
  }, true])
  const askToUnload = () => {
    asked = false
    if (globalThis.navigator.userActivation.hasBeenActive) return 'ask'
    const event = document.createEvent('BeforeUnloadEvent')
    event.initEvent('beforeunload', false, true)
    globalThis.dispatchEvent(event)
    return event.defaultPrevented || event.returnValue !== '' ? 'refused' : 'go'
  }

  const styles = new Map()
  const commands = {
    run,
    throw: (id, error) => {
      answer(id, 'error', error)
      return error
    },
    done: (id) => answer(id, 'done'),
    'ask-unload': askToUnload,
    unload: () => { asked = true },
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
}
