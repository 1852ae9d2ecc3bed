'use strict'

// What the app emulates holds beside the page's DevTools too. The engine keeps one value of a page for all clients: the DevTools set
// theirs to nothing as they begin, and when their user takes back what he has set.

/** In the DevTools' page. `isFirst`: they have not set anything yet. */
function listen (isFirst) {
  const { sendMessageToEmbedder } = window.DevToolsHost
  const isForPage = /^(Emulation\.(set|clear)|Network\.emulateNetworkConditions$)/
  const asked = new Set()
  const isNothing = (value) => [undefined, null, '', false, 0, -1].includes(value) ||
    (typeof value === 'object' && Object.entries(value).every(([key, part]) => key === 'name' || isNothing(part)))
  const state = { count: 0, tell: () => {} }
  window[Symbol.for('runtime-emulation')] = state

  /** Whether the engine needs to know. */
  const take = ({ id, method, params, sessionId }) => {
    if (sessionId || !isForPage.test(method)) return true
    const name = method.replace('.clear', '.set')
    if (!isNothing(params)) {
      asked.add(name)
      return true
    }
    if (isFirst && !asked.has(name)) {
      queueMicrotask(() => window.DevToolsAPI.dispatchMessage(JSON.stringify({ id, result: {} })))
      return false
    }
    asked.delete(name)
    queueMicrotask(() => {
      state.count++
      state.tell()
    })
    return true
  }
  window.DevToolsHost.sendMessageToEmbedder = (text) => {
    const { method, params } = JSON.parse(text)
    if (method !== 'dispatchProtocolMessage' || take(JSON.parse(params[0]))) sendMessageToEmbedder.call(window.DevToolsHost, text)
  }
}

/** In the DevTools' page: how often they have taken something back, once it is more than `seen`. */
const wait = (seen) => new Promise((resolve) => {
  const state = window[Symbol.for('runtime-emulation')]
  state.tell = () => {
    if (state.count > seen) resolve(state.count)
  }
  state.tell()
})

async function follow (contents, state) {
  state.isFollowed = true
  const isLive = () => !contents.isDestroyed() && contents._devTools === state && contents._protocol().isOpen
  for (let seen = 0; seen >= 0 && isLive();) {
    contents._protocol().giveAnew()
    seen = await state.tools.executeJavaScript(`(${wait})(${seen})`).catch(() => -1)
  }
  state.isFollowed = false
}

module.exports = {
  /** The document of a page's DevTools is there, as it is before they say anything. */
  begin (contents, state) {
    state.tools._runScript(`(${listen})(${!state.opened})`, 0)
  },

  /** The line of the page is open, or its DevTools are. */
  follow (contents) {
    const state = contents._devTools
    if (state?.opened && !state.isFollowed && contents._protocolLine?.isOpen) follow(contents, state)
  }
}
