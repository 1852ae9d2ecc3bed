// electron-is-dev
console.log(require('electron-is-dev'))
require('electron').app.quit()
