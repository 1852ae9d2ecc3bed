module.exports = ({ webContents }) => new Promise((resolve) => {
  webContents.on('found-in-page', function found (event, result) {
    if (!result.finalUpdate) return
    webContents.off('found-in-page', found)
    setTimeout(() => webContents.stopFindInPage('clearSelection'), 1500)
    resolve(`“page” is here ${result.matches} times`)
  })
  webContents.findInPage('page')
})
