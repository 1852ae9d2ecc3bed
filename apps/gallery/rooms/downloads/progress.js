const http = require('http')

module.exports = ({ webContents }, say) => new Promise((resolve) => {
  const server = http.createServer((request, response) => response.end(Buffer.alloc(10e6))).listen(0, '127.0.0.1', () => {
    webContents.session.once('will-download', (event, item) => {
      item.setSavePath(require('path').join(require('electron').app.getPath('temp'), 'gallery.bin'))
      item.on('updated', () => say(`${item.getReceivedBytes()} of ${item.getTotalBytes()} bytes`))
      item.once('done', (event, state) => { server.close(); resolve(`${state}: ${item.getSavePath()}, ${item.getReceivedBytes()} bytes`) })
    })
    webContents.downloadURL(`http://127.0.0.1:${server.address().port}/gallery.bin`)
  })
})
