module.exports = async ({ webContents }) => {
  const asked = []
  webContents.session.setPermissionRequestHandler((contents, permission, callback) => {
    asked.push(permission)
    callback(permission !== 'media')
  })
  const listen = 'navigator.mediaDevices.getUserMedia({ audio: true })'
  const script = `${listen}.then(() => "granted", (error) => error.name)`
  const answer = await webContents.executeJavaScript(script, true)
  webContents.session.setPermissionRequestHandler(null)
  return `${asked.join(', ') || 'Nothing'} was asked for: ${answer}`
}
