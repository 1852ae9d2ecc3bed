'use strict'

// What nativeTheme wants all pages to be told of prefers-color-scheme, once the engine runs.

let scheme = ''

module.exports = {
  /** @param {Iterable} pages all webContents; @param {'dark'|'light'|''} wanted empty: as the engine was started */
  setAll (pages, wanted) {
    if (scheme === wanted) return
    scheme = wanted
    for (const contents of pages) if (!contents.isDestroyed()) contents._setColorScheme(scheme)
  },

  /** Of a page that was made just now. */
  applyTo (contents) {
    if (scheme !== '') contents._setColorScheme(scheme)
  }
}
