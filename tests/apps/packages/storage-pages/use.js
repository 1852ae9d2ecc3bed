// Uses the packages; `name` is part of the files' names.
const { promisify } = require('util')
const Store = require('electron-store')
const storage = require('electron-json-storage')
const settings = require('electron-settings')

module.exports = async (name, userData) => {
  const result = {}
  const store = new Store({ name: `store-${name}`, schema: { volume: { type: 'number', maximum: 100 } } })
  result.store = { before: store.store, path: store.path }
  const changes = []
  store.onDidChange('volume', (now, old) => changes.push([now, old ?? null]))
  store.set('volume', 42)
  store.set('nested.list', [1, 2, 3])
  try {
    store.set('volume', 1000)
  } catch (error) {
    result.store.refused = error.message
  }
  Object.assign(result.store, { changes, after: store.store, size: store.size, has: store.has('nested.list') })

  const data = storage.getDefaultDataPath()
  if (userData) storage.setDataPath(`${userData}/storage`)
  result.storage = { default: data, path: storage.getDataPath(), before: await promisify(storage.get)(`${name}-one`) }
  await promisify(storage.set)(`${name}-one`, { a: [1, 'ä'] })
  await promisify(storage.set)(`${name}-two`, { b: 2 })
  await promisify(storage.remove)(`${name}-two`)
  result.storage.after = await promisify(storage.get)(`${name}-one`)
  result.storage.keys = (await promisify(storage.keys)()).filter((key) => key.startsWith(name))

  settings.configure({ fileName: `settings-${name}.json`, ...userData ? { dir: userData } : {} })
  result.settings = { before: settings.getSync() }
  await settings.set('color', { name: 'red', code: [255, 0, 0] })
  settings.setSync('sync', true)
  Object.assign(result.settings, { after: await settings.get(), file: settings.file() })
  return result
}
