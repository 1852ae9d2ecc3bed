const { powerSaveBlocker } = require('electron')

let id = null

module.exports = () => {
  if (id !== null && powerSaveBlocker.isStarted(id)) {
    powerSaveBlocker.stop(id)
    return 'The display may sleep'
  }
  id = powerSaveBlocker.start('prevent-display-sleep')
  return 'The display stays on'
}
