const { globalShortcut } = require('electron')

const keys = 'CommandOrControl+Alt+G'

module.exports = (window, say) => {
  if (globalShortcut.isRegistered(keys)) {
    globalShortcut.unregister(keys)
    return 'Given back'
  }
  const taken = globalShortcut.register(keys, () => say(`Pressed at ${new Date().toLocaleTimeString()}`))
  return taken ? 'Waiting for Ctrl+Alt+G' : 'Another program has it'
}
