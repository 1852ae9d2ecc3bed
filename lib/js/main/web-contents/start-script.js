'use strict'

const { pageScript } = require('./open-origins')

// What Qt WebEngine has no setting for, and a script at the start of each document can do. It runs in the main world, in all
// frames, and leaves nothing behind but its effect.

const sheet = (css) => `const sheet = new CSSStyleSheet(); sheet.replaceSync(${JSON.stringify(css)}); document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]`

const parts = {
  userAgent: (text) => `
    const define = (name, value) => Object.defineProperty(Navigator.prototype, name, { configurable: true, enumerable: true, get: () => value })
    define('userAgent', ${JSON.stringify(text)})
    define('appVersion', ${JSON.stringify(text.replace(/^Mozilla\//, ''))})`,
  textAreasAreResizable: () => sheet('textarea { resize: none }'),
  enableWebSQL: () => 'delete globalThis.openDatabase',
  spellcheck: () => "document.addEventListener('readystatechange', () => { document.documentElement.spellcheck = false }, { once: true })"
}

/**
 * @param {object} preferences
 * @param {string} userAgent '' is the session's
 * @param {string} openPrefix of open-origins.js; '' keeps the policy of origins
 * @returns {string} the script's text; empty when there is nothing to do
 */
function startScript (preferences, userAgent, openPrefix) {
  const wanted = []
  if (openPrefix !== '') wanted.push(pageScript(openPrefix))
  if (userAgent !== '') wanted.push(parts.userAgent(userAgent))
  for (const name of ['textAreasAreResizable', 'enableWebSQL', 'spellcheck']) {
    if (preferences[name] === false) wanted.push(parts[name]())
  }
  return wanted.map((part) => `{ ${part} }`).join('\n')
}

module.exports = { startScript }
