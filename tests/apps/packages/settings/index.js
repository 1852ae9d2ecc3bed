// electron-settings in the main process.
const { app } = require('electron')
const settings = require('electron-settings')

app.whenReady().then(async () => {
  const result = { file: settings.file(), before: await settings.get() }
  await settings.set('color', { name: 'red', code: { rgb: [255, 0, 0] } })
  settings.setSync('sync', 1)
  result.nested = await settings.get('color.code.rgb[0]')
  result.has = [await settings.has('color.name'), settings.hasSync('nope')]
  await settings.unset('color.name')
  result.after = settings.getSync()
  console.log(JSON.stringify(result))
  app.quit()
})
