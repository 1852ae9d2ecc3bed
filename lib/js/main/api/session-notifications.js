'use strict'

const { PageNotification } = process._linkedBinding('electron_browser_notification')
const { raise } = require('../uncaught')
const presenter = require('./notification-presenter')

// Notifications that pages show: new Notification(…) of the web.

/** Those that are shown with a tag, by origin and tag: the next of the kind takes their place. */
const tagged = new Map()

function show (notification) {
  const { title, body, tag, origin, icon } = notification._details()
  const place = tag === '' ? null : `${origin} ${tag}`
  const old = place === null ? undefined : tagged.get(place)
  const finish = () => {
    if (tagged.get(place)?.notification === notification) tagged.delete(place)
    notification._destroy()
  }
  const key = presenter.show({ title, body, isPlain: true, replaces: old?.key ?? 0, ...(icon.byteLength > 0 ? { icon: new Uint8Array(icon) } : {}) }, (name) => {
    if (name === 'show') notification._tellShown()
    if (name === 'click') notification._tellClicked()
    if (name !== 'close' && name !== 'failed') return
    notification._tellClosed()
    finish()
  })
  old?.notification._destroy()
  if (place !== null) tagged.set(place, { key, notification })
  // By the page.
  notification._onClosed = () => presenter.close(key)
}

/** For a session whose native half is just telling of one. */
function present (session) {
  try {
    show(new PageNotification({ session }))
  } catch (error) {
    raise(error)
  }
}

module.exports = { present }
