const { nativeTheme } = require('electron')

module.exports = () => {
  const from = nativeTheme.shouldUseDarkColors ? 'dark' : 'light'
  nativeTheme.themeSource = from === 'dark' ? 'light' : 'dark'
  return `From ${from} to ${nativeTheme.themeSource}`
}
