'use strict'

// What nativeTheme wants all pages to be told of prefers-color-scheme, once the engine runs.

let scheme = ''

const tell = (contents) => {
  const features = [{ name: 'prefers-color-scheme', value: scheme }]
  contents._emulate('Emulation.setEmulatedMedia', scheme === '' ? '' : JSON.stringify({ features }))
}

module.exports = {
  /** @param {Iterable} pages all webContents; @param {'dark'|'light'|''} wanted empty: as the engine was started */
  setAll (pages, wanted) {
    if (scheme === wanted) return
    scheme = wanted
    for (const contents of pages) if (!contents.isDestroyed()) tell(contents)
  },

  /** Of a page that was made just now. */
  applyTo (contents) {
    if (scheme !== '') tell(contents)
  }
}
