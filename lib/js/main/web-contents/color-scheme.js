'use strict'

// What nativeTheme wants all pages to be told of prefers-color-scheme, once the engine runs.

let scheme = ''

const tell = (contents) => {
  const command = (features) => ['Emulation.setEmulatedMedia', { features }]
  if (scheme === '') contents._protocol().drop('color-scheme', [command([])])
  else contents._loadAfter(contents._protocol().keep('color-scheme', [command([{ name: 'prefers-color-scheme', value: scheme }])]))
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
