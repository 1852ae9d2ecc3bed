const { safeStorage } = require('electron')

module.exports = () => {
  if (!safeStorage.isEncryptionAvailable()) return 'There is no keyring'
  const secret = safeStorage.encryptString('bread and cheese')
  const backend = safeStorage.getSelectedStorageBackend?.() ?? 'unknown'
  return `${secret.toString('base64')}\n${safeStorage.decryptString(secret)}\nBackend: ${backend}`
}
