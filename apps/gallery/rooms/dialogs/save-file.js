const { app, dialog } = require('electron')
const path = require('path')

module.exports = async (window) => {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: path.join(app.getPath('documents'), 'Letter.txt'),
    buttonLabel: 'Keep',
    properties: ['showOverwriteConfirmation']
  })
  return canceled ? 'Cancelled' : filePath
}
