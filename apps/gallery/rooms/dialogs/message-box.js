const { dialog } = require('electron')

module.exports = async (window) => {
  const buttons = ['Discard', 'Cancel', 'Save']
  const { response, checkboxChecked } = await dialog.showMessageBox(window, {
    type: 'question', title: 'Gallery',
    message: 'Save the letter?',
    detail: 'It has changed since it was opened.',
    buttons, defaultId: 2, cancelId: 1,
    checkboxLabel: 'Do not ask again'
  })
  return `${buttons[response]}${checkboxChecked ? ', and do not ask again' : ''}`
}
