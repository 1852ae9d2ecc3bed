const { clipboard } = require('electron')

module.exports = () => {
  clipboard.write({ text: 'Bread and cheese', html: '<b>Bread</b> and <i>cheese</i>' })
  return `Copied as ${clipboard.availableFormats().join(', ')}`
}
