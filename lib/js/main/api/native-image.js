'use strict'

const { Buffer } = require('buffer')
const fs = require('fs')
const { decode, encode, resize } = process._linkedBinding('electron_browser_native_image')
const { createNativeImageModule } = require('../../common/native-image')

const readFile = (file) => {
  try {
    return fs.readFileSync(file)
  } catch {
    return null
  }
}

const engine = { decode, encode, resize, readFiles: (files) => files.map(readFile) }

module.exports = { ...createNativeImageModule({ engine, Buffer }), engine }
