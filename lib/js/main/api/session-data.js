'use strict'

const fs = require('fs')
const path = require('path')
const { checkArguments } = require('../argument-error')
const { acceptCallbacks } = require('../callback-forms')
const { warnOnce } = require('../report')

// What a session keeps: its cache and what pages store.

/** Electron's names → those of the engine's protocol. */
const storages = {
  appcache: 'appcache',
  cachestorage: 'cache_storage',
  filesystem: 'file_systems',
  indexdb: 'indexeddb',
  localstorage: 'local_storage',
  serviceworkers: 'service_workers',
  shadercache: 'shader_cache',
  websql: 'websql'
}

async function folderSize (folder) {
  const entries = await fs.promises.readdir(folder, { withFileTypes: true }).catch(() => [])
  const sizes = await Promise.all(entries.map(async (entry) => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return folderSize(file)
    return (await fs.promises.stat(file).catch(() => ({ size: 0 }))).size
  }))
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** Runs `act(done)` of the native half. */
async function finish (name, act) {
  if (!await new Promise(act)) throw new Error(`session.${name}: the engine did not do it`)
}

function originHost (origin) {
  try {
    return new URL(origin).hostname
  } catch {
    return null
  }
}

/** Of cookies those that the origin's host gets; all without one. */
async function clearCookies ({ cookies }, origin) {
  if (!origin) return cookies._mirror.clear()
  const host = originHost(origin)
  const belongs = ({ domain, hostOnly }) => hostOnly ? domain === host : host === domain.slice(1) || host.endsWith(domain)
  await cookies._mirror.clearSome(belongs)
}

const methods = {
  /** Of the cache on disk; one in memory counts as nothing. */
  async getCacheSize () {
    const folder = this._cachePath()
    return folder ? folderSize(folder) : 0
  },

  async clearCache () {
    await finish('clearCache', (done) => this._clearCache(done))
  },

  /** `options`: origin, storages, quotas; what has another type counts as absent. */
  async clearStorageData (options = {}) {
    const { origin: given, storages: chosen } = options && typeof options === 'object' ? options : {}
    const origin = typeof given === 'string' ? given.replace(/\/$/, '') : ''
    const wanted = Array.isArray(chosen) && chosen.length > 0 ? chosen : [...Object.keys(storages), 'cookies']
    const types = wanted.filter((name) => Object.hasOwn(storages, name)).map((name) => storages[name])
    if (wanted.includes('cookies')) await clearCookies(this, origin)
    if (types.length === 0) return
    await finish('clearStorageData', (done) => this._clearStorage(origin, types.join(), done))
  },

  /** Of scripts' compiled code, which is in the engine's cache. */
  async clearCodeCaches (...args) {
    checkArguments(args, 'object')
    await this.clearCache()
  },

  /** The engine writes by itself, within seconds and when the app ends. */
  flushStorageData () {
    warnOnce('session.flushStorageData has no effect: the engine writes what pages store within seconds, and when the app ends')
  }
}

acceptCallbacks(methods, { getCacheSize: 'value', clearCache: 'value', clearStorageData: 'value' })

module.exports = { methods }
