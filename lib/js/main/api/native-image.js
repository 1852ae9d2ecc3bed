'use strict'

const { Buffer } = require('buffer')
const fs = require('fs')
const { decode, encode, resize } = process._linkedBinding('electron_browser_native_image')
const { createNativeImageModule } = require('../../common/native-image')

const engine = { decode, encode, resize, readFile: (file) => fs.readFileSync(file) }

module.exports = { ...createNativeImageModule({ engine, Buffer }), engine }
