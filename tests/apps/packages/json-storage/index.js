// electron-json-storage in the main process.
const { app } = require('electron')
const { promisify } = require('util')
const storage = require('electron-json-storage')

app.whenReady().then(async () => {
  const result = { path: storage.getDefaultDataPath(), had: await promisify(storage.has)('one'), before: await promisify(storage.get)('one') }
  await promisify(storage.set)('one', { a: [1, 'ä'] })
  await promisify(storage.set)('two', { b: 2 })
  result.sync = storage.getSync('one')
  result.keys = (await promisify(storage.keys)()).sort()
  result.all = await promisify(storage.getAll)()
  await promisify(storage.remove)('two')
  result.left = await promisify(storage.keys)()
  console.log(JSON.stringify(result))
  app.quit()
})
