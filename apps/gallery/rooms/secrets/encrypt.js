const { safeStorage } = require('electron')

module.exports = () => {
  if (!safeStorage.isEncryptionAvailable()) return 'There is no keyring'
  const secret = safeStorage.encryptString('bread and cheese')
  return [
    secret.toString('base64'),
    safeStorage.decryptString(secret),
    `Backend: ${safeStorage.getSelectedStorageBackend?.() ?? 'unknown'}`
  ].join('\n')
}
