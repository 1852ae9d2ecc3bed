const { app } = require('electron')
const path = require('path')
const serve = require('../../serve')

module.exports = async ({ webContents }, say) => {
  const server = await serve(() => Buffer.alloc(10e6))
  return new Promise((resolve) => {
    webContents.session.once('will-download', (event, item) => {
      item.setSavePath(path.join(app.getPath('temp'), 'gallery.bin'))
      item.on('updated', () => say(`${item.getReceivedBytes()} of ${item.getTotalBytes()}`))
      item.once('done', (event, state) => {
        server.close()
        resolve(`${state}: ${item.getSavePath()}, ${item.getReceivedBytes()} bytes`)
      })
    })
    webContents.downloadURL(`${server.url}/gallery.bin`)
  })
}
