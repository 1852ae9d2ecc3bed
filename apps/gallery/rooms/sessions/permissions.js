module.exports = async ({ webContents }) => {
  const asked = []
  webContents.session.setPermissionRequestHandler((contents, permission, callback) => {
    asked.push(permission)
    callback(permission !== 'media')
  })
  const answer = await webContents.executeJavaScript(
    'navigator.mediaDevices.getUserMedia({ audio: true }).then(() => "granted", (error) => error.name)', true)
  webContents.session.setPermissionRequestHandler(null)
  return `${asked.join(', ') || 'Nothing'} was asked for: ${answer}`
}
