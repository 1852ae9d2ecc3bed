// This file is required by the index.html file and is executed in the renderer process for that window. All of the
// Node.js APIs are available in this process.
const fs = require('fs')
const os = require('os')
const path = require('path')
const { ipcRenderer, remote } = require('electron')

const settings = remote.getGlobal('settings')
const file = path.join(remote.app.getPath('userData'), settings.fileName)
const note = document.getElementById('note')

function show (text) {
  document.getElementById('status').textContent = text
}

function onClick (id, action) {
  document.getElementById(id).addEventListener('click', action)
}

ipcRenderer.on('greeting', function (event, text) {
  show(text)
})

onClick('save', function () {
  fs.writeFileSync(file, note.value + os.EOL)
  show('Saved ' + fs.statSync(file).size + ' bytes in ' + path.basename(file))
})

onClick('load', function () {
  fs.readFile(file, 'utf8', function (error, text) {
    if (error) {
      show(error.code)
    } else {
      note.value = text.trim()
      show('Loaded ' + note.value)
    }
  })
})

ipcRenderer.on('words', function (event, count) {
  const words = remote.require('./words')
  words.describe(note.value, function (longest, type) {
    show(count + ' words, the longest is ' + longest + ', says the ' + type)
  })
})

onClick('count', function () {
  ipcRenderer.send('count-words', note.value)
})

onClick('page', function () {
  const page = ipcRenderer.sendSync('next-page', 1)
  remote.getCurrentWindow().setTitle('Notes, page ' + page)
  show('Page ' + page + ' of ' + remote.getGlobal('settings').pages)
})

onClick('about', function () {
  let about = new remote.BrowserWindow({ width: 300, height: 160, parent: remote.getCurrentWindow() })
  about.on('closed', function () {
    about = null
    show('About was closed')
  })
  about.loadURL('file://' + path.join(__dirname, 'about.html'))
})

onClick('quit', function () {
  remote.app.quit()
})
