const { app, shell } = require('electron')

module.exports = async () => {
  const folder = app.getPath('home')
  const problem = await shell.openPath(folder)
  return problem || `${folder} is open`
}
