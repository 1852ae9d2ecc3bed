module.exports = async ({ webContents }) => {
  const image = await webContents.capturePage()
  return image.resize({ width: 480 }).toDataURL()
}
