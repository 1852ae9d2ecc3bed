'use strict'

/**
 * There is no <webview>: the first one in a page that may have it says so on the console. Found in the page's text, or, when
 * a script adds it, by an animation of its style: that costs a page without one nothing.
 */
exports.warnOfWebviews = ({ webviewTag, relayEvent }) => {
  if (!webviewTag) return
  const name = `webview-${relayEvent.replace(/\W/g, '-')}`
  let isTold = false
  const tell = () => {
    if (isTold) return
    isTold = true
    console.warn('<webview> is not supported: the element is there, and shows nothing. An <iframe>, or a window of its own, can take its place.')
  }

  const look = () => {
    if (document.getElementsByTagName('webview').length > 0) tell()
  }
  document.addEventListener('DOMContentLoaded', look, { once: true })
  globalThis.addEventListener('load', look, { once: true })
  document.addEventListener('animationstart', ({ animationName }) => {
    if (animationName === name) tell()
  }, true)
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`@keyframes ${name} { from { outline-color: initial } } webview { animation: ${name} 1ms }`)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
}
