const { ipcMain } = require('electron')

module.exports = () => {
  ipcMain.removeHandler('ping')
  ipcMain.handle('ping', async (event, text) => {
    return { text: `${text}, and pong`, when: new Date(), from: event.senderFrame.url }
  })
  return 'Pages may ask'
}
