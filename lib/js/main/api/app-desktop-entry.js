'use strict'

const fs = require('fs')
const os = require('os')
const path = require('path')
const binding = process._linkedBinding('electron_browser_app')

// .desktop files: what the user's desktop knows of installed applications.

const ICON_SIZE = 32

function dataFolders () {
  const { XDG_DATA_HOME, XDG_DATA_DIRS } = process.env
  return [XDG_DATA_HOME || path.join(os.homedir(), '.local/share'), ...(XDG_DATA_DIRS || '/usr/local/share:/usr/share').split(':')]
}

/**
 * The fields of an application's entry, by name; undefined when there is no such application.
 *
 * @param {string} id its file's name
 */
function desktopEntry (id) {
  if (!id || id.includes('/')) return undefined
  for (const folder of dataFolders()) {
    let text
    try {
      text = fs.readFileSync(path.join(folder, 'applications', id), 'utf8')
    } catch {
      continue
    }
    const [, group = ''] = /^\[Desktop Entry\]\s*\n([^]*?)(?=^\[|$(?![^]))/m.exec(text) ?? []
    return Object.fromEntries([...group.matchAll(/^([\w-]+)\s*=\s*(.*)$/gm)].map(([, name, value]) => [name, value.trim()]))
  }
  return undefined
}

/** Where a program of that name is. */
function findProgram (name) {
  if (path.isAbsolute(name)) return name
  const folder = (process.env.PATH ?? '').split(':').find((folder) => fs.existsSync(path.join(folder, name)))
  return folder === undefined ? name : path.join(folder, name)
}

/** @returns {{name: string, path: string, icon: NativeImage}} */
function applicationOf ({ Name = '', Exec = '', Icon = '' }) {
  const { createEmpty, createFromBuffer, createFromPath } = require('./native-image').nativeImage
  const [, quoted, plain] = /^(?:"([^"]*)"|(\S+))/.exec(Exec) ?? []
  const program = quoted ?? plain ?? ''
  let icon = createEmpty()
  if (path.isAbsolute(Icon)) {
    icon = createFromPath(Icon)
  } else if (Icon) {
    const png = Buffer.from(binding.readThemeIcon(Icon, ICON_SIZE))
    if (png.length > 0) icon = createFromBuffer(png)
  }
  return { name: Name, path: findProgram(program), icon }
}

module.exports = { applicationOf, desktopEntry }
