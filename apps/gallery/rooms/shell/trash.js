const { app, shell } = require('electron')
const fs = require('fs')
const path = require('path')

module.exports = async () => {
  const file = path.join(app.getPath('documents'), 'gallery-leftover.txt')
  await fs.promises.mkdir(path.dirname(file), { recursive: true })
  await fs.promises.writeFile(file, 'Old bread')
  await shell.trashItem(file)
  return `${file} is ${fs.existsSync(file) ? 'still there' : 'in the trash'}`
}
