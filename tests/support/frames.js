'use strict'

const fs = require('node:fs')
const path = require('node:path')
const { ipcMain } = require('electron')
const { once } = require('./events')
const { tempFolder } = require('./temp-folder')
const { openWindow } = require('./windows')

/** Writes files into a folder of their own. @returns {(name: string) => string} the path of one */
function filesOf (files) {
  const folder = tempFolder('frames')
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text)
  return (name) => path.join(folder, name)
}

const preloadOf = (source) => filesOf({ 'preload.js': source })('preload.js')

const bridge = `
  const { ipcRenderer } = require('electron')
  globalThis.ipc = ipcRenderer
  ipcRenderer.on('ask', (event, id, code) => ipcRenderer.send('answer', id, eval(code)))
  ipcRenderer.send('hello', location.href, process.isMainFrame, process.contextIsolated)
`

const page = (frames) => `<!DOCTYPE html><title>page</title><body>${frames}`

/** A window whose frames have the preload script; not loaded yet. */
function windowWith (source, webPreferences = {}) {
  return openWindow({ webPreferences: { preload: preloadOf(source), nodeIntegrationInSubFrames: true, ...webPreferences } })
}

/** Loads a page of files and waits until all has loaded. @returns {WebFrameMain[]} the frames in it */
async function load (win, files) {
  await win.loadFile(filesOf(files)('index.html'))
  return win.webContents.mainFrame.frames
}

const oneFrame = { 'index.html': page('<iframe name=one src="one.html"></iframe>'), 'one.html': page('one') }

/** The preload script's answer to `code`, in a frame. */
async function inPreload (frame, code) {
  const id = Math.random()
  const answered = once(ipcMain, 'answer', { filter: (event, answerId) => answerId === id })
  frame.send('ask', id, code)
  return (await answered)[2]
}

const modes = {
  'sandboxed and isolated': {},
  'isolated, not sandboxed': { sandbox: false },
  'not isolated': { contextIsolation: false, sandbox: false },
  'with Node in the page': { nodeIntegration: true, contextIsolation: false, sandbox: false }
}

module.exports = { bridge, filesOf, inPreload, load, modes, oneFrame, page, preloadOf, windowWith }
