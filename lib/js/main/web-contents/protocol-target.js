'use strict'

// By what Chromium's DevTools protocol knows a page. The engine tells the page's inspector only: a hidden one that is there for that
// moment, or the DevTools where they have its place.

const QUESTION = JSON.stringify({ id: 1, method: 'Target.getTargetInfo' })
const INTERVAL = 50 // milliseconds between two looks at what is not there yet

// The DevTools' own number of a command never gets that high, and they do not see the answer.
const ASK_DEV_TOOLS = `(() => {
  const id = 1e9
  const api = window.DevToolsAPI
  const kept = Symbol.for('runtime-target')
  if (!api[kept]) {
    api[kept] = { target: '' }
    const { dispatchMessage } = api
    api.dispatchMessage = (message) => {
      const answer = typeof message === 'string' ? JSON.parse(message) : message
      if (answer.id !== id) return dispatchMessage.call(api, message)
      api.dispatchMessage = dispatchMessage
      api[kept].target = answer.result.targetInfo.targetId
    }
    DevToolsHost.sendMessageToEmbedder(JSON.stringify({ id: 0, method: 'dispatchProtocolMessage', params: [JSON.stringify({ id, method: 'Target.getTargetInfo' })] }))
  }
  return api[kept].target
})()`

const delay = () => new Promise((resolve) => setTimeout(resolve, INTERVAL))

/** '' when the inspector had to go. */
const askInspector = (contents) => new Promise((resolve) => {
  contents._onTarget = (id) => {
    contents._onTarget = null
    if (!contents.isDestroyed()) contents._closeProtocol()
    resolve(id)
  }
  contents._openProtocol()
  contents._sendProtocol(QUESTION)
})

/** '' when they do not say, or not yet. */
async function askDevTools (tools) {
  await delay()
  if (tools.isDestroyed()) return ''
  return tools.executeJavaScript(ASK_DEV_TOOLS).catch(() => '')
}

async function find (contents) {
  while (!contents.isDestroyed()) {
    const tools = contents._devTools?.tools
    const id = await (contents._isExpected ? delay() : tools ? askDevTools(tools) : askInspector(contents))
    if (id) return id
  }
  throw new Error('The page is gone')
}

/**
 * @param {WebContents} contents
 * @returns {Promise<string>} the same for as long as the page lives. Rejected when the page is gone before
 */
function targetOf (contents) {
  contents._target ??= find(contents).then((id) => {
    contents._targetId = id
    return id
  })
  return contents._target
}

const methods = {
  _onProtocol (text) {
    if (text === '') this._onTarget?.('')
    else if (text.startsWith('{')) this._onTarget?.(JSON.parse(text).result.targetInfo.targetId)
  },

  /** The inspector's place is needed, or the page is about to go. */
  _dropInspector () {
    this._onTarget?.('')
  }
}

module.exports = { methods, targetOf }
