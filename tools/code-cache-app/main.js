'use strict'

// What most apps do at first: what it runs is compiled beforehand. It needs an engine that starts; where there is none, what ran
// before that is still worth having.

const { app, BrowserWindow, Menu, dialog, ipcMain, session, shell } = require('electron')
const path = require('path')
const fs = require('fs')
const LONGEST_MS = 20000

for (const part of [dialog, session, shell, Menu, fs]) Object.keys(part)

setTimeout(() => app.quit(), LONGEST_MS).unref()

ipcMain.handle('echo', (event, value) => value)
ipcMain.on('echo-sync', (event, value) => { event.returnValue = value })

function open (webPreferences) {
  const win = new BrowserWindow({ webPreferences })
  const said = new Promise((resolve) => ipcMain.once('said', resolve))
  return Promise.all([win.loadFile(path.join(__dirname, 'page.html')), said])
}

app.on('window-all-closed', () => app.quit())
app.whenReady().then(async () => {
  await open({ nodeIntegration: true, contextIsolation: false, sandbox: false })
  await open({ preload: path.join(__dirname, 'preload.js'), contextIsolation: true })
  for (const win of BrowserWindow.getAllWindows()) {
    win.webContents.send('hello')
    win.close()
  }
})
