module.exports = async ({ webContents }) => {
  const printers = await webContents.getPrintersAsync()
  const describe = ({ displayName, isDefault }) => isDefault ? `${displayName} (default)` : displayName
  return printers.map(describe).join('\n') || 'None'
}
