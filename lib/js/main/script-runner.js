'use strict'

const vm = require('vm')
const { ipcMainInternal } = require('./api/ipc-main')

const SCRIPT_RESULT = 'script-result'

// Of these a script is a declaration or a block, although it could be read as an expression.
const statementStart = /^(?:\s|\/\/[^\n]*\n|\/\*[^]*?\*\/)*(?:function|class|async\s+function|let\s*\[|\{)/

function parses (text) {
  try {
    return new vm.Script(text) instanceof vm.Script
  } catch {
    return false
  }
}

const isExpression = (text) => !statementStart.test(text) && parses(`(${text}\n)`)

/**
 * Splits a script into what comes before its last expression statement, and that expression: its value is the script's.
 * Null when the script does not end in one.
 */
function splitLastExpression (code) {
  const trimmed = code.replace(/[\s;]+$/, '')
  if (isExpression(trimmed)) return { head: '', tail: trimmed }
  for (let end = trimmed.length - 1; end > 0; end--) {
    const character = trimmed[end]
    if (character !== ';' && character !== '\n' && character !== '}') continue
    const head = trimmed.slice(0, end + 1)
    const tail = trimmed.slice(end + 1)
    if (tail.trim() && isExpression(tail) && parses(head)) return { head, tail }
  }
  return null
}

/**
 * Runs scripts in the page's main world and brings their values back. The page's content security policy forbids `eval`,
 * so the script itself goes in, with its last expression handed to the shim's function. One per WebContents.
 */
class ScriptRunner {
  #contents
  #pending = new Map()
  #cssKeys = 0

  constructor (contents) {
    this.#contents = contents
  }

  run (code) {
    const error = syntaxError(code)
    if (error) return Promise.reject(error)
    const id = require('crypto').randomUUID()
    const split = splitLastExpression(code)
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject })
      const start = () => this.#contents._runScriptWithResult(this.#source(id, code, split), 0, () => this.#onRan(id))
      // As Electron's, a script waits for a page that is being loaded.
      if (this.#contents._load_.loading) this.#contents.once('did-stop-loading', start)
      else start()
    })
  }

  #source (id, code, split) {
    const call = `;globalThis[Symbol.for('runtime:script')]`
    const name = `\n//# sourceURL=electron:executeJavaScript/${id}`
    return split
      ? `${split.head}${call}?.('${id}', () => (${split.tail}\n))${name}`
      : `${code}\n${call}?.('${id}', () => undefined)${name}`
  }

  // The script ended. If its value is not on its way, it threw, or the page has no shim.
  #onRan (id) {
    const pending = this.#pending.get(id)
    if (!pending || pending.begun) return
    setTimeout(() => {
      if (!this.#pending.delete(id)) return
      pending.reject(new Error('Script failed to execute, this normally means an error was thrown. Check the renderer console for the error.'))
    }, 1000)
  }

  onResult (id, kind, value) {
    const pending = this.#pending.get(id)
    if (!pending) return
    pending.begun = true
    if (kind === 'begun') return
    this.#pending.delete(id)
    if (kind === 'value') pending.resolve(value)
    else pending.reject(value)
  }

  /** Scripts of a document that is gone never answer. */
  onDocumentGone () {
    for (const [id, pending] of this.#pending) {
      if (!pending.begun) continue
      this.#pending.delete(id)
      pending.reject(new Error('The page was navigated or closed before the script had its result'))
    }
  }

  async insertCSS (css) {
    const key = `runtime-css-${++this.#cssKeys}`
    this.#contents._sendInternal('insert-css', key, css)
    return key
  }

  async removeInsertedCSS (key) {
    this.#contents._sendInternal('remove-css', key)
  }
}

function syntaxError (code) {
  try {
    return new vm.Script(code, { filename: 'executeJavaScript' }) && null
  } catch (error) {
    return error
  }
}

ipcMainInternal.on(SCRIPT_RESULT, (event, id, kind, value) => event.sender._scripts.onResult(id, kind, value))

module.exports = { ScriptRunner }
