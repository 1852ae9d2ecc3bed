'use strict'

module.exports = {
  partly: {
    'nativeTheme.themeSource': 'a page that window.open makes has another one some 50 ms after its first document begins'
  }
}
