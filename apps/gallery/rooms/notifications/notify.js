const { Notification } = require('electron')

module.exports = (window, say) => {
  if (!Notification.isSupported()) return 'This desktop shows no notifications'
  const notification = new Notification({ title: 'Gallery', body: 'The bread is done' })
  notification.on('show', () => say('Shown'))
  notification.on('click', () => say('Clicked'))
  notification.on('close', () => say('Closed'))
  notification.show()
}
