'use strict'

// The NativeImage of this process, so that messages can carry one: loaded when the first comes, or is made.

let load = null
let NativeImage = null

/** @param {() => void} loader loads what calls setNativeImage */
exports.setImageLoader = (loader) => { load = loader }

/** @param {Function} imageClass from native-image.js */
exports.setNativeImage = (imageClass) => { NativeImage = imageClass }

/** @returns {Array|undefined} {scaleFactor, width, height, bitmap} of each of its pictures; undefined: it is no NativeImage */
exports.picturesOf = (value) => NativeImage === null ? undefined : NativeImage._picturesOf(value)

/** @param {Array} pictures as picturesOf gives them */
exports.makeImage = (pictures) => {
  if (NativeImage === null) load?.()
  if (NativeImage === null) throw new TypeError('no images here')
  return NativeImage._make(pictures)
}
