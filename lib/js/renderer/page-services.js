'use strict'

// What main asks of every page, privileged or not.

const scriptPrefix = 'electron:executeJavaScript/'

const { createIpcRenderer } = require('./api/ipc-renderer')

exports.startPageServices = (link) => {
  Object.assign(link, createIpcRenderer(link))
  const ipc = link.ipcRendererInternal
  ipc.send('document-created', location.href)

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => ipc.send('dom-ready'), { once: true })
  else ipc.send('dom-ready')

  ipc.on('refused-message', (event, reason) => console.error(`The main process refused a message of this page: ${reason}`))

  const answer = (id, kind, value) => {
    try {
      ipc.send('script-result', id, kind, value)
    } catch (error) {
      ipc.send('script-result', id, 'error', new Error('An object could not be cloned.'))
    }
  }
  // executeJavaScript's last expression comes through here.
  Object.defineProperty(globalThis, Symbol.for('runtime:script'), {
    value: (id, evaluate) => {
      let value
      try {
        value = evaluate()
      } catch (error) {
        answer(id, 'error', error)
        return
      }
      if (!(value instanceof Promise)) {
        answer(id, 'value', value)
        return
      }
      answer(id, 'begun')
      value.then((result) => answer(id, 'value', result), (error) => answer(id, 'error', error))
    }
  })
  // A statement before the last expression may throw.
  globalThis.addEventListener('error', ({ filename, error }) => {
    if (filename && filename.startsWith(scriptPrefix)) answer(filename.slice(scriptPrefix.length), 'error', error)
  })

  const styles = new Map()
  ipc.on('insert-css', (event, key, css) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    styles.set(key, sheet)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  })
  ipc.on('remove-css', (event, key) => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== styles.get(key))
    styles.delete(key)
  })
}
