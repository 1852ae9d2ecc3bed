'use strict'

// <meta name="theme-color">, while somebody in main listens for 'did-change-theme-color'. It changes nothing in the document.

const { MutationObserver, matchMedia } = globalThis
// An element's name may hide the document's own property, in any world.
const querySelectorAll = Function.prototype.call.bind(Document.prototype.querySelectorAll)

let isWatching = false

/** Tells main what the elements that apply say, in their order, when they are there and whenever that changes. */
exports.watchThemeColor = (ipc) => {
  if (isWatching) return
  isWatching = true
  const queries = new Map()
  let last

  const applies = (media) => {
    if (media === null) return true
    if (!queries.has(media)) {
      const query = matchMedia(media)
      query.addEventListener('change', tell)
      queries.set(media, query)
    }
    return queries.get(media).matches
  }
  const tell = () => {
    const colors = []
    for (const meta of querySelectorAll(document, 'meta[name="theme-color" i][content]')) {
      if (applies(meta.getAttribute('media'))) colors.push(meta.getAttribute('content'))
    }
    const text = JSON.stringify(colors)
    if (text === last) return
    last = text
    ipc.send('theme-color', colors)
  }
  const begin = () => {
    tell()
    new MutationObserver(tell).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['name', 'content', 'media'] })
  }

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin, { once: true })
  else begin()
}
