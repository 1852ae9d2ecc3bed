module.exports = async ({ webContents }) => {
  const printers = await webContents.getPrintersAsync()
  return printers.map(({ displayName, isDefault }) => displayName + (isDefault ? ' (default)' : '')).join('\n') || 'None'
}
