// electron-store in the main process: what one run keeps, the next one has.
const { app } = require('electron')
const Store = require('electron-store')

const store = new Store({
  schema: { volume: { type: 'number', maximum: 100 }, theme: { type: 'string' } },
  defaults: { theme: 'light' }
})

app.whenReady().then(async () => {
  const result = { before: store.store, path: store.path, size: store.size }
  const changes = []
  store.onDidChange('volume', (now, old) => changes.push([now, old]))
  store.set('volume', 42)
  store.set({ nested: { list: [1, 2, 3] } })
  store.set('nested.more', true)
  store.delete('theme')
  try {
    store.set('volume', 1000)
  } catch (error) {
    result.refused = error.message
  }
  result.changes = changes
  result.after = store.store
  const encrypted = new Store({ name: 'secret', encryptionKey: 'key' })
  result.secretBefore = encrypted.get('password')
  encrypted.set('password', 'hush')
  await store.openInEditor().catch((error) => { result.editor = error.message })
  console.log(JSON.stringify(result))
  app.quit()
})
