const { dialog } = require('electron')

module.exports = () => {
  dialog.showErrorBox('The letter is lost', 'There is no paper left, and no ink.')
  return 'Closed'
}
