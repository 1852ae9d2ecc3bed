// electron-serve: a built folder behind app://-, with routes that the page makes itself.
const { app, BrowserWindow } = require('electron')
const serve = require('electron-serve')
const loadURL = serve({ directory: 'build' })
const loadOther = serve({ directory: 'build', scheme: 'other', hostname: 'own-host', partition: 'elsewhere', file: 'second' })

const look = `({
  url: location.href, origin, secure: isSecureContext, title: document.title,
  style: getComputedStyle(document.body).color, picture: document.images[0].naturalWidth, module: globalThis.moduleLoaded,
  require: typeof require
})`

app.whenReady().then(async () => {
  const win = new BrowserWindow({ show: false })
  const { webContents } = win
  const result = {}
  const run = (code) => webContents.executeJavaScript(code)
  const visit = async (url) => {
    await win.loadURL(url)
    return run(look)
  }

  await loadURL(win, { id: 5 })
  result.first = await run(look)
  result.data = await run('fetch("assets/data.json").then((response) => response.json())')
  result.request = await run(`new Promise((resolve) => {
    const xhr = new XMLHttpRequest()
    xhr.open('GET', '/assets/data.json')
    xhr.onload = () => resolve([xhr.status, xhr.getResponseHeader('content-type'), xhr.responseText])
    xhr.send()
  })`)
  await run('localStorage.setItem("kept", "yes")')
  result.route = await visit('app://-/some/route')
  result.kept = await run('localStorage.getItem("kept")')
  result.folder = (await visit('app://-/assets')).title
  result.missing = await win.loadURL('app://-/missing.png').then(() => 'loaded', ({ code }) => code)
  result.outside = (await visit('app://-/../../package.json?.html').catch(({ code }) => ({ title: code }))).title

  const other = new BrowserWindow({ show: false, webPreferences: { partition: 'elsewhere' } })
  await loadOther(other)
  result.other = await other.webContents.executeJavaScript('[location.href, document.title]')

  console.log(JSON.stringify(result))
  app.quit()
})
