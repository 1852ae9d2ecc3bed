'use strict'

// The native modules of Electron that packages look for by process._linkedBinding. Their state is JavaScript's here.

/** object → {key: value} */
const hidden = new WeakMap()
const hashes = new WeakMap()
let lastHash = 0

const v8Util = {
  getHiddenValue: (object, key) => hidden.get(object)?.[key],
  setHiddenValue (object, key, value) {
    if (!hidden.has(object)) hidden.set(object, Object.create(null))
    hidden.get(object)[key] = value
  },
  getObjectHash (object) {
    if (!hashes.has(object)) hashes.set(object, ++lastHash)
    return hashes.get(object)
  },
  requestGarbageCollectionForTesting () { globalThis.gc?.() }
}

const features = {
  isBuiltinSpellCheckerEnabled: () => false,
  isPDFViewerEnabled: () => true,
  isFakeLocationProviderEnabled: () => false,
  isPrintingEnabled: () => true,
  isComponentBuild: () => false,
  isExtensionsEnabled: () => false,
  isDesktopCapturerEnabled: () => false,
  isOffscreenRenderingEnabled: () => false,
  isRemoteModuleEnabled: () => true,
  isViewApiEnabled: () => false
}

module.exports = { electron_common_v8_util: v8Util, electron_common_features: features }
