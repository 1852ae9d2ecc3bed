const { dialog } = require('electron')

module.exports = async (window) => {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open files',
    filters: [
      { name: 'Images', extensions: ['png', 'jpg', 'gif'] },
      { name: 'All files', extensions: ['*'] }
    ],
    properties: ['openFile', 'multiSelections']
  })
  return canceled ? 'Cancelled' : filePaths.join('\n')
}
