const { clipboard } = require('electron')

module.exports = () => {
  const image = clipboard.readImage()
  if (!image.isEmpty()) return image.toDataURL()
  return clipboard.readText() || 'There is nothing'
}
