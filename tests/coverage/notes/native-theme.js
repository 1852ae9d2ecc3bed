'use strict'

module.exports = {
  partly: {
    'nativeTheme.themeSource': 'while DevTools of a page are open, the page has the scheme that the engine was started with; a page that window.open makes has another one some 50 ms after its first document begins'
  }
}
