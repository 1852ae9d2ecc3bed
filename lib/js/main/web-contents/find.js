'use strict'

const { checkArguments } = require('../argument-error')
const { emitEvent } = require('../event')

const NOWHERE = { x: 0, y: 0, width: 0, height: 0 }

/**
 * Where the engine has its active match: it does not tell. The text of the document is searched as the engine searches it; when
 * that does not come to the same number of matches (hidden text, frames), the place is not known.
 */
const locate = (text, matchCase, matches, ordinal) => `(() => {
  const fold = (text) => ${matchCase} ? text : text.toLowerCase()
  const nodes = []
  let all = ''
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) => {
    const parent = node.parentElement
    return parent.getClientRects().length > 0 && getComputedStyle(parent).visibility === 'visible' ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT
  })
  while (walker.nextNode()) {
    nodes.push([all.length, walker.currentNode])
    all += fold(walker.currentNode.data)
  }
  const wanted = fold(${JSON.stringify(text)})
  const places = []
  for (let at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + wanted.length)) places.push(at)
  if (places.length !== ${matches}) return null
  const start = places[${ordinal} - 1]
  const place = (offset) => {
    const [begin, node] = nodes.filter(([begin]) => begin <= offset).pop()
    return [node, offset - begin]
  }
  const range = document.createRange()
  range.setStart(...place(start))
  const [node, offset] = place(start + wanted.length - 1)
  range.setEnd(node, offset + 1)
  const { x, y, width, height } = range.getBoundingClientRect()
  return [x, y, width, height]
})()`

/** A click on what was found last, as the engine leaves it selected. */
const activate = `(() => {
  const { focusNode } = getSelection()
  const target = focusNode?.parentElement?.closest('a, button, input, select, textarea, label, summary, [tabindex]') ?? focusNode?.parentElement
  target?.focus()
  target?.click()
})()`

const methods = {
  /** @returns {number} the id that 'found-in-page' has for this request */
  findInPage (...args) {
    checkArguments(args, 'string')
    const [text, options] = args
    const { forward = true, matchCase = false } = options ?? {}
    if (text === '') throw new Error('Must provide a non-empty search content')
    const requestId = ++this._lastFind
    this._findText(text, Boolean(forward), Boolean(matchCase), (matches, activeMatchOrdinal) => {
      if (this.isDestroyed()) return
      const tell = (selectionArea) => {
        if (!this.isDestroyed()) emitEvent(this, 'found-in-page', { requestId, activeMatchOrdinal, matches, selectionArea, finalUpdate: true })
      }
      if (matches === 0 || activeMatchOrdinal === 0) tell({ ...NOWHERE })
      else this._locateMatch(locate(text, Boolean(matchCase), matches, activeMatchOrdinal), tell)
    })
    return requestId
  },

  _locateMatch (script, tell) {
    this._evaluate(script, this._shimWorld, (answer) => {
      const place = answer ? JSON.parse(answer) : null
      if (this.isDestroyed() || !Array.isArray(place)) return tell({ ...NOWHERE })
      const [x, y, width, height] = place.map((length) => Math.round(length * this._getZoomFactor()))
      tell({ x, y, width, height })
    })
  },

  stopFindInPage (...args) {
    checkArguments(args, 'string')
    if (!['clearSelection', 'keepSelection', 'activateSelection'].includes(args[0])) throw new Error('Invalid action')
    this._stopFinding() // what was found stays selected
    if (args[0] === 'clearSelection') this._runScript('getSelection().removeAllRanges()', this._shimWorld)
    else if (args[0] === 'activateSelection') this._runScript(activate, this._shimWorld)
  }
}

module.exports = { methods }
