'use strict'

/**
 * Qt WebEngine does not tell the frame's name and the features of window.open: they go ahead of the request.
 *
 * @param {(url: string, name: string, features: string) => void} tell
 */
exports.wrapWindowOpen = (tell) => {
  const { open } = globalThis
  const { apply } = Reflect
  const wrapped = {
    open (url, name, features) {
      let absolute = 'about:blank'
      try {
        if (url !== undefined && String(url) !== '') absolute = new URL(String(url), document.baseURI).href
      } catch {}
      tell(absolute, name === undefined ? '' : String(name), features === undefined || features === null ? '' : String(features))
      return apply(open, this ?? globalThis, arguments)
    }
  }.open
  globalThis.open = wrapped
}
