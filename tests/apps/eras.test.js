'use strict'

// One app of each of Electron's eras, as its documentation showed how to write them; each is clicked through, on a screen
// with a mouse and headless.

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const path = require('path')
const { XDisplay } = require('../support/x-display')
const { DrivenApp } = require('../support/driven-app')
const stories = require('./eras/stories')

const timeout = 90_000
const folderOf = (name) => path.join(__dirname, 'eras', name)
const ended = { code: 0, signal: null }

describe('apps of each era', () => {
  let display
  before(async () => { display = await XDisplay.start() })
  after(() => display.stop())

  for (const [name, story] of Object.entries(stories)) {
    it(`${name} on a screen`, { timeout }, async (t) => {
      const app = new DrivenApp(t, folderOf(name), { display })
      const errors = await story(app) ?? /^$/
      assert.deepEqual(await app.ends(), ended)
      assert.match(app.program.stderr, errors)
    })

    it(`${name} headless`, { timeout }, async (t) => {
      const app = new DrivenApp(t, folderOf(name))
      const errors = await story(app) ?? /^$/
      assert.deepEqual(await app.ends(), ended)
      assert.match(app.program.stderr, errors)
    })
  }
})
