'use strict'

const assert = require('node:assert/strict')
const { before, describe, it } = require('node:test')
const { once } = require('../support/events')
const { openPage, untilInPage } = require('../support/windows')

describe('findInPage', () => {
  let webContents
  before(async () => {
    const win = await openPage(`<!DOCTYPE html><title>t</title><style>body { margin: 0; font: 20px monospace } p { margin: 0 }</style>
      <p>one two One</p><p id=second><a href="#" onclick="document.title = 'clicked'; return false">one</a></p><p hidden>one</p>`, { show: true })
    webContents = win.webContents
  })
  const find = async (text, options) => {
    const found = once(webContents, 'found-in-page')
    const requestId = webContents.findInPage(text, options)
    const [event, result] = await found
    assert.equal(event.sender, webContents)
    assert.equal(result.requestId, requestId)
    assert.equal(result.finalUpdate, true)
    return result
  }
  const ordinal = async (...args) => (await find(...args)).activeMatchOrdinal

  it("tells 'found-in-page' the number of matches, the active one and where it is", async () => {
    const first = await find('one')
    assert.deepEqual([first.matches, first.activeMatchOrdinal], [3, 1])
    const { x, y, width, height } = first.selectionArea
    assert.equal(x, 0)
    assert.ok(y >= 0 && y < 10 && width > 20 && width < 60 && height > 10 && height < 40, JSON.stringify(first.selectionArea))
    const second = await find('one', { findNext: true })
    assert.ok(second.selectionArea.x > x && second.selectionArea.y === y, JSON.stringify(second))
    assert.ok((await find('one')).selectionArea.y > y)
    webContents.stopFindInPage('clearSelection')
  })

  it('goes on with each request, backwards with forward: false', async () => {
    assert.deepEqual([await ordinal('one'), await ordinal('one'), await ordinal('one', { forward: false })], [1, 2, 1])
    webContents.stopFindInPage('clearSelection')
  })

  it('tells cases apart with matchCase', async () => {
    assert.equal((await find('One', { matchCase: true })).matches, 1)
    assert.equal((await find('ONE', { matchCase: true })).matches, 0)
    assert.deepEqual((await find('nothing')).selectionArea, { x: 0, y: 0, width: 0, height: 0 })
    webContents.stopFindInPage('clearSelection')
  })

  it("keeps, clears or activates what was found in stopFindInPage", async () => {
    await find('two')
    webContents.stopFindInPage('keepSelection')
    await untilInPage({ webContents }, "getSelection().toString() === 'two'")
    await find('two')
    webContents.stopFindInPage('clearSelection')
    await untilInPage({ webContents }, "getSelection().toString() === ''")
    await find('one')
    await find('one')
    await find('one')
    webContents.stopFindInPage('activateSelection')
    await untilInPage({ webContents }, "document.title === 'clicked'")
  })

  it('throws for bad arguments', () => {
    assert.throws(() => webContents.findInPage(''), { message: 'Must provide a non-empty search content' })
    assert.throws(() => webContents.findInPage(), { message: 'Insufficient number of arguments.' })
    assert.throws(() => webContents.stopFindInPage('x'), { message: 'Invalid action' })
  })
})
