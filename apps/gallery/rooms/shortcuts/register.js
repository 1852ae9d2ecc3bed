const { globalShortcut } = require('electron')

const keys = 'CommandOrControl+Alt+G'

module.exports = (window, say) => {
  if (globalShortcut.isRegistered(keys)) {
    globalShortcut.unregister(keys)
    return 'Given back'
  }
  const pressed = () => say(`Pressed at ${new Date().toLocaleTimeString()}`)
  const isOurs = globalShortcut.register(keys, pressed)
  return isOurs ? 'Waiting for Ctrl+Alt+G' : 'Another program has it'
}
