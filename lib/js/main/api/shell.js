'use strict'

const { spawn } = require('child_process')
const fs = require('fs')
const path = require('path')
const { pathToFileURL } = require('url')
const binding = process._linkedBinding('electron_browser_shell')
const { checkArguments } = require('../argument-error')

// The desktop's own programs do the work, as with Electron on Linux. Unlike Electron, what they cannot do is told.

// A program that answers later than this has opened something that stays open.
const LONGEST_MS = 5000

/** Runs a program of the desktop's; resolves to the text of what went wrong, empty when all went well. */
function run (command, args, { cwd } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio: 'ignore', detached: true })
    const timer = setTimeout(resolve, LONGEST_MS, '')
    const done = (text) => {
      clearTimeout(timer)
      resolve(text)
    }
    timer.unref()
    child.unref()
    child.on('error', ({ code }) => done(code === 'ENOENT' ? `there is no program ${command}` : code))
    child.on('exit', (code, signal) => done(code === 0 ? '' : `${command} ended with ${signal ?? `code ${code}`}`))
  })
}

/** Resolves once the URL was handed over, with options.workingDirectory as the place where it is opened. */
function openExternal (...args) {
  checkArguments(args, 'string')
  const [url, options] = args
  const cwd = typeof options?.workingDirectory === 'string' && options.workingDirectory ? options.workingDirectory : undefined
  return open(url, cwd)
}

// A text that begins with a dash would be an option of the program.
const isUrl = (text) => /^[a-z][a-z0-9+.-]*:/i.test(text)

async function open (url, cwd) {
  if (!isUrl(url)) throw new Error(`Failed to open: Invalid URL: ${url}`)
  const failure = await run(/^mailto:/i.test(url) ? 'xdg-email' : 'xdg-open', [url], { cwd })
  if (failure) throw new Error(`Failed to open: ${failure}`)
}

/** Resolves to the text of what went wrong, empty when all went well. */
function openPath (...args) {
  checkArguments(args, 'string')
  if (args[0] === '') return Promise.resolve('Failed to open path')
  return run('xdg-open', [path.resolve(args[0])]).then((failure) => failure ? `Failed to open path: ${failure}` : '')
}

function showItemInFolder (...args) {
  checkArguments(args, 'string')
  if (args[0] === '') return
  const file = path.resolve(args[0])
  // The file manager marks the file; where there is none to talk to, the folder at least is shown.
  const message = ['--session', '--print-reply', '--dest=org.freedesktop.FileManager1', '/org/freedesktop/FileManager1',
    'org.freedesktop.FileManager1.ShowItems', `array:string:${pathToFileURL(file).href}`, 'string:']
  const shown = process.env.DBUS_SESSION_BUS_ADDRESS ? run('dbus-send', message) : Promise.resolve('no bus')
  shown.then((failure) => { if (failure) run('xdg-open', [path.dirname(file)]) })
}

function trashItem (...args) {
  checkArguments(args, 'string')
  return moveToTrash(args[0])
}

async function moveToTrash (file) {
  if (file === '' || !binding.moveToTrash(path.resolve(file))) throw new Error('Failed to move item to trash')
}

/** Electron up to 8. @returns {boolean} whether there is something to open */
function openItem (...args) {
  checkArguments(args, 'string')
  if (!fs.existsSync(args[0])) return false
  openPath(args[0])
  return true
}

/** Electron 5 and 6. @returns {boolean} whether it is a URL; what becomes of it is not waited for */
function openExternalSync (...args) {
  checkArguments(args, 'string')
  if (!isUrl(args[0])) return false
  openExternal(...args).catch(() => {})
  return true
}

/** Electron up to 12. @returns {boolean} whether the file is in the trash, or, where it may, gone */
function moveItemToTrash (...args) {
  checkArguments(args, 'string')
  const [file, deleteOnFail] = args
  if (file === '' || !fs.existsSync(file)) return false
  if (binding.moveToTrash(path.resolve(file))) return true
  if (deleteOnFail) fs.rmSync(file, { recursive: true })
  return Boolean(deleteOnFail)
}

module.exports = { showItemInFolder, openPath, openExternal, openExternalSync, openItem, trashItem, moveItemToTrash, beep: () => binding.beep() }
