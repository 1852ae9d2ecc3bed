'use strict'

// The engine hands on no body of a form that goes to one of the app's own schemes, before Qt 6.7. A page of the app sends it ahead,
// synchronously, and main gives it to the request that comes next for that URL.

/**
 * @param {(url: string, bytes: Uint8Array, type: string) => void} sendAhead
 * @param {(url: string) => URL|null} ownUrl the URL when it is of a scheme of the app
 */
exports.installOwnForms = (sendAhead, ownUrl) => {
  const { FormData, HTMLFormElement, String, TextEncoder, Uint8Array, URLSearchParams, addEventListener } = globalThis
  const { apply, defineProperty, getOwnPropertyDescriptor } = Reflect
  const { submit } = HTMLFormElement.prototype
  const attribute = Element.prototype.getAttribute
  const newlines = (text) => text.replace(/\r\n|\r|\n/g, '\r\n')

  /** What the form says, or the button that was pressed in its place. */
  const say = (form, submitter, name) => (submitter && apply(attribute, submitter, [`form${name}`])) ?? apply(attribute, form, [name]) ?? ''

  // A file's content would have to be read first, which takes longer than a form waits.
  function multipart (entries) {
    const boundary = `----RuntimeFormBoundary${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`
    const quote = (text) => text.replace(/\r\n|\r|\n/g, '%0D%0A').replace(/"/g, '%22')
    let text = ''
    for (const [name, value] of entries) {
      text += `--${boundary}\r\nContent-Disposition: form-data; name="${quote(name)}"`
      text += typeof value === 'string' ? `\r\n\r\n${newlines(value)}\r\n` : `; filename="${quote(value.name)}"\r\nContent-Type: ${value.type || 'application/octet-stream'}\r\n\r\n\r\n`
    }
    return [`${text}--${boundary}--\r\n`, `multipart/form-data; boundary=${boundary}`]
  }

  function send (form, submitter) {
    if (say(form, submitter, 'method').toLowerCase() !== 'post') return
    const url = ownUrl(say(form, submitter, 'action') || document.URL)
    if (!url) return
    const entries = [...new FormData(form)]
    const { name } = submitter ?? {}
    if (name) entries.push([name, submitter.value])
    const kind = say(form, submitter, 'enctype').toLowerCase()
    if (kind === 'multipart/form-data') {
      if (entries.some(([, value]) => typeof value !== 'string' && value.size > 0)) console.warn('Files of a form do not go along to a scheme of the app: use fetch()')
      const [text, type] = multipart(entries)
      return sendAhead(url.href, new TextEncoder().encode(text), type)
    }
    const texts = entries.map(([key, value]) => [newlines(key), newlines(typeof value === 'string' ? value : value.name)])
    const text = kind === 'text/plain' ? texts.map(([key, value]) => `${key}=${value}\r\n`).join('') : String(new URLSearchParams(texts))
    sendAhead(url.href, new TextEncoder().encode(text), kind === 'text/plain' ? kind : 'application/x-www-form-urlencoded')
  }

  defineProperty(HTMLFormElement.prototype, 'submit', {
    ...getOwnPropertyDescriptor(HTMLFormElement.prototype, 'submit'),
    value: {
      submit () {
        send(this, null)
        return apply(submit, this, [])
      }
    }.submit
  })
  // After the page's own listeners, which may keep the form from going.
  addEventListener('submit', (event) => {
    const { target, submitter } = event
    if (target instanceof HTMLFormElement) queueMicrotask(() => { if (!event.defaultPrevented) send(target, submitter) })
  })
}
