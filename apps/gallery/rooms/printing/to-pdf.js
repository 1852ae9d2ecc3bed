const { app } = require('electron')
const fs = require('fs')
const path = require('path')

module.exports = async ({ webContents }) => {
  const pdf = await webContents.printToPDF({ pageSize: 'A4', printBackground: true })
  const file = path.join(app.getPath('temp'), 'gallery.pdf')
  await fs.promises.writeFile(file, pdf)
  return `${file}: ${pdf.length} bytes, ${pdf.subarray(0, 8)}`
}
