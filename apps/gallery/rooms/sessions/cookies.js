module.exports = async ({ webContents }) => {
  const { cookies } = webContents.session
  const url = 'https://gallery.example/'
  const expirationDate = Date.now() / 1000 + 3600
  await cookies.set({ url, name: 'bread', value: 'rye', expirationDate })
  const [cookie] = await cookies.get({ url })
  await cookies.remove(url, 'bread')
  const left = await cookies.get({ url })
  return `${cookie.name}=${cookie.value} for ${cookie.domain}; ${left.length} left`
}
