module.exports = ({ webContents }) => {
  webContents.zoomFactor = webContents.zoomFactor > 1.4 ? 1 : webContents.zoomFactor + 0.25
  return `${Math.round(webContents.zoomFactor * 100)} %`
}
