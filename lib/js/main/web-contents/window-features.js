'use strict'

// The third argument of window.open.

const numbers = new Set(['x', 'y', 'left', 'top', 'width', 'height', 'minWidth', 'maxWidth', 'minHeight', 'maxHeight', 'opacity'])
const preferences = new Set(['zoomFactor', 'nodeIntegration', 'enableRemoteModule', 'javascript', 'contextIsolation', 'webviewTag'])
const truths = new Map([[undefined, true], ['yes', true], ['1', true], ['true', true], ['no', false], ['0', false], ['false', false]])

/**
 * @param {string} features
 * @returns {{options: object, webPreferences: object}} what they set of the new window's options
 */
function parseFeatures (features) {
  const options = {}
  const webPreferences = {}
  for (const part of features.split(',')) {
    const [name, text] = part.split('=', 2).map((piece) => piece.trim())
    if (!name || name === '__proto__' || name === 'webPreferences' || name === 'webContents') continue
    if (numbers.has(name)) {
      const number = parseInt(text, 10)
      if (!Number.isNaN(number)) options[name] = number
    } else {
      const target = preferences.has(name) ? webPreferences : options
      target[name] = truths.has(text) ? truths.get(text) : text
    }
  }
  if ('left' in options) options.x = options.left
  if ('top' in options) options.y = options.top
  return { options, webPreferences }
}

/** As the HTML standard reads them: names in lower case, spaces between features too. */
function tokenize (features) {
  const tokens = new Map()
  for (const [, name, text] of features.toLowerCase().matchAll(/([^\s=,]+)(?:\s*=[\s=]*([^\s=,]*))?/g)) {
    const isSet = text === undefined || text === '' || text === 'yes' || text === 'true' || parseInt(text, 10) > 0
    tokens.set(name, isSet)
  }
  return tokens
}

/**
 * @param {string} features
 * @returns {{isPopup: boolean, hasOpener: boolean, hasReferrer: boolean}}
 */
function readFeatures (features) {
  const tokens = tokenize(features)
  const hasReferrer = !tokens.get('noreferrer')
  const hasOpener = hasReferrer && !tokens.get('noopener')
  tokens.delete('noreferrer')
  tokens.delete('noopener')
  const get = (name, missing) => tokens.get(name) ?? missing
  const isPopup = tokens.size > 0 && get('popup',
    (!get('location', false) && !get('toolbar', false)) || !get('menubar', false) || !get('resizable', true) || !get('scrollbars', false) || !get('status', false))
  return { isPopup, hasOpener, hasReferrer }
}

/** The policy of documents that state none. */
const DEFAULT_POLICY = 'strict-origin-when-cross-origin'

/**
 * @param {string} from the opener's URL
 * @param {string} to
 * @returns {{url: string, policy: string}} what the new page is told of its opener
 */
function referrerOf (from, to, hasReferrer) {
  if (!hasReferrer) return { url: '', policy: 'no-referrer' }
  let url = ''
  try {
    const source = new URL(from)
    const target = new URL(to)
    const isDowngrade = source.protocol === 'https:' && target.protocol === 'http:'
    if (/^https?:$/.test(source.protocol) && !isDowngrade) {
      source.hash = source.username = source.password = ''
      url = source.origin === target.origin ? source.href : `${source.origin}/`
    }
  } catch {}
  return { url, policy: DEFAULT_POLICY }
}

module.exports = { parseFeatures, readFeatures, referrerOf }
