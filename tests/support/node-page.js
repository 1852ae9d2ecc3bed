'use strict'

const assert = require('node:assert/strict')
const { inspect } = require('node:util')
const { openPage } = require('./windows')
const { tempFolder } = require('./temp-folder')

/**
 * A page with Node, to compare with the main process: what is called here and there has to give the same.
 *
 * @returns {Promise<{win, inPage, same}>}
 */
async function openNodePage (options = {}) {
  const win = await openPage(undefined, { webPreferences: { nodeIntegration: true, contextIsolation: false, ...options } })

  /** What `act`, a function without a closure, gives in the page for `args`. */
  const inPage = (act, ...args) => win.webContents.executeJavaScript(`(${act})(...${JSON.stringify(args)})`)

  /** Runs `act` in main and in the page, each with an empty folder of its own. @returns what it gave in main */
  const same = async (act, ...args) => {
    const tell = (value, folder) => inspect(value, { depth: 9, sorted: true }).replaceAll(folder, '<folder>')
    const [here, there] = [tempFolder('main'), tempFolder('page')]
    const value = await act(here, ...args)
    const answer = await win.webContents.executeJavaScript(`(async () => {
      const value = await (${act})(...${JSON.stringify([there, ...args])})
      return require('util').inspect(value, { depth: 9, sorted: true })
    })()`)
    assert.equal(answer.replaceAll(there, '<folder>'), tell(value, here))
    return value
  }

  return { win, inPage, same }
}

module.exports = { openNodePage }
