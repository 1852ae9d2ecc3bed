'use strict'

const path = require('path')
const { mimeTypeOfFile } = process._linkedBinding('electron_browser_protocol')

// What the web expects of files by their name; the system's database, which knows all others, has other names for some.
const types = {
  html: 'text/html', htm: 'text/html', xhtml: 'application/xhtml+xml', css: 'text/css', js: 'text/javascript', mjs: 'text/javascript',
  cjs: 'text/javascript', json: 'application/json', map: 'application/json', wasm: 'application/wasm', txt: 'text/plain', xml: 'text/xml',
  svg: 'image/svg+xml', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp', avif: 'image/avif',
  ico: 'image/x-icon', bmp: 'image/bmp', woff: 'font/woff', woff2: 'font/woff2', ttf: 'font/ttf', otf: 'font/otf', mp3: 'audio/mpeg',
  ogg: 'audio/ogg', oga: 'audio/ogg', opus: 'audio/ogg', wav: 'audio/wav', flac: 'audio/flac', m4a: 'audio/mp4', mp4: 'video/mp4',
  m4v: 'video/mp4', webm: 'video/webm', ogv: 'video/ogg', pdf: 'application/pdf', webmanifest: 'application/manifest+json', vtt: 'text/vtt'
}

/** @returns {string} the MIME type of a file by its name, else by what is in it */
function mimeTypeOf (file) {
  return types[path.extname(file).slice(1).toLowerCase()] ?? mimeTypeOfFile(file)
}

module.exports = { mimeTypeOf }
