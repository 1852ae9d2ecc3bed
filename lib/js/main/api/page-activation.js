'use strict'

// Chromium asks a page's beforeunload only when the user has touched the page before. Electron asks always. So an untouched page
// is touched, with a key that no keyboard has and that its listeners do not see.

/** A world of the page that nobody else uses. */
const OWN_WORLD = 17
const KEY = 'F24'
const QT_KEY = 0x01000047

/** Goes into every document, into that world. */
const swallowKey = `addEventListener('keydown', (event) => {
  if (event.key !== '${KEY}') return
  event.stopImmediatePropagation()
  event.preventDefault()
}, true)`

const POLL = 5
const PATIENCE = 250
/** A page that does not even answer is asked without having been touched. */
const SILENCE = 1000

/**
 * Calls `done` when the page counts as touched, or will not.
 * @param {WebContents} webContents
 * @param {() => void} done
 */
function activate (webContents, done) {
  let ended = false
  const finish = () => {
    if (ended) return
    ended = true
    clearTimeout(silence)
    done()
  }
  const silence = setTimeout(finish, SILENCE)
  const end = Date.now() + PATIENCE
  let pressed = false
  const look = () => {
    if (webContents.isDestroyed()) return
    webContents._runScriptWithResult('String(navigator.userActivation.hasBeenActive)', OWN_WORLD, (active) => {
      if (webContents.isDestroyed()) return
      if (active === 'true' || Date.now() > end) {
        finish()
        return
      }
      if (!pressed) {
        pressed = true
        try {
          webContents._sendKeyEvent(true, QT_KEY, '', 0, false)
        } catch {
          // In no window any more: nobody can have touched it.
        }
      }
      setTimeout(look, POLL)
    })
  }
  look()
}

module.exports = { OWN_WORLD, activate, swallowKey }
