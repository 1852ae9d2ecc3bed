'use strict'

const fs = require('fs')
const path = require('path')

/** What the package.json next above a file says of the type of its .js files. */
exports.packageType = (file) => {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    try {
      return JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')).type
    } catch (error) {
      if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') return undefined
    }
    if (folder === path.dirname(folder) || path.basename(folder) === 'node_modules') return undefined
  }
}
