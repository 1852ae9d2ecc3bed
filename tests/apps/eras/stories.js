'use strict'

const assert = require('node:assert/strict')
const fs = require('fs')
const path = require('path')

/** What Electron prints when a handler of `invoke` throws. */
const handlerError = (channel, error) => new RegExp(`^Error occurred in handler for '${channel}': ${error}\\n( {4}at .*\\n)+$`)

// What a user does with each app, and what he sees. Each answers what the app writes to stderr.
module.exports = {
  async 'v1-notes' (app) {
    await app.windows('Notes')
    await app.shows('Notes', 'Welcome, writer')
    assert.match(await app.text('Notes', 'body'), /This is Electron 1\.8\.4 with Node 18\./)
    await app.type('Notes', '#note', 'three small words')
    await app.click('Notes', '#count')
    await app.shows('Notes', '3 words, the longest is three, says the browser')
    await app.click('Notes', '#save')
    await app.shows('Notes', 'Saved 18 bytes in note.txt')
    await app.type('Notes', '#note', 'lost')
    await app.click('Notes', '#load')
    await app.shows('Notes', 'Loaded three small words')
    await app.click('Notes', '#about')
    await app.windows('Notes', 'Notes: about')
    await app.shows('Notes: about', '1.0.0', '#version')
    await app.click('Notes: about', '#close')
    await app.windows('Notes')
    await app.shows('Notes', 'About was closed')
    await app.click('Notes', '#help')
    await app.windows('Notes', 'Notes: help')
    assert.deepEqual(app.output, ['new-window  help.html'])
    await app.click('Notes', '#page')
    await app.windows('Notes, page 2', 'Notes: help')
    await app.shows('Notes, page 2', 'Page 2 of 2')
    await app.click('Notes, page 2', '#quit')
  },

  async 'v9-tasks' (app) {
    await app.windows('Tasks')
    assert.match(await app.text('Tasks', 'body'), /We are using node 18\.[\d.]+, Chrome 102\.[\d.]+, and Electron 9\.4\.0\./)
    for (const [index, task] of ['write', 'read'].entries()) {
      await app.type('Tasks', '#task', task)
      await app.click('Tasks', '#add')
      await app.shows('Tasks', `${index + 1} tasks`)
    }
    await app.click('Tasks', '#save')
    await app.shows('Tasks', 'Saved 2 tasks from this window')
    await app.click('Tasks', '#check')
    await app.shows('Tasks', 'As saved: write, read')
    await app.click('Tasks', '#remove')
    await app.shows('Tasks', "Error invoking remote method 'remove-task': RangeError: There is no task 99")
    await app.click('Tasks', '#large')
    await app.shows('Tasks', '700,460 on linux')
    await app.click('Tasks', '#more')
    await app.windows('Tasks', 'Tasks: more')
    await app.shows('Tasks: more', 'Node here: function', '#text')
    await app.evaluate('Tasks: more', 'window.close()')
    await app.windows('Tasks')
    await app.evaluate('Tasks', 'window.close()')
    return handlerError('remove-task', 'RangeError: There is no task 99')
  },

  async 'v12-viewer' (app) {
    await app.windows('Viewer')
    await app.shows('Viewer', 'undefined,undefined,function,undefined', '#kinds')
    assert.match(await app.text('Viewer', 'body'), /We are using Node\.js 18\.[\d.]+, Chromium 102\.[\d.]+, and Electron 12\.0\.0\./)
    await app.type('Viewer', '#name', 'renderer.js')
    await app.click('Viewer', '#open')
    await app.windows('Viewer: renderer.js')
    await app.shows('Viewer: renderer.js', 'Opened renderer.js, counted from 1970')
    assert.match(await app.text('Viewer: renderer.js', '#text'), /^RENDERER\n\/\* global files \*\/\n/)
    const title = 'Viewer: renderer.js'
    await app.click(title, '#size')
    const { size } = fs.statSync(path.join(__dirname, 'v12-viewer/renderer.js'))
    await app.shows(title, `${size} bytes, one of 4 files`)
    await app.click(title, '#missing')
    await app.shows(title, 'There is no such file')
    await app.click(title, '#each')
    await app.shows(title, '0:index.html 1:lib 2:main.js 3:package.json 4:preload.js 5:renderer.js')
    await app.evaluate(title, 'window.close()')
  },

  async 'v20-rooms' (app) {
    const [first, second] = ['First room', 'Second room']
    await app.windows(first)
    assert.equal(await app.text(first, '#versions'), `${await app.evaluate(first, 'rooms.versions.electron')}, sandboxed true, isolated true, undefined`)
    await app.click(first, '#enter')
    await app.shows(first, "Error invoking remote method 'rooms:enter': TypeError: A guest needs a name")
    await app.type(first, '#name', 'Ada')
    await app.click(first, '#enter')
    await app.shows(first, 'Hello Ada, you are number 1 of 1')
    await app.click(first, '#outside')
    await app.shows(first, 'There is nothing outside')
    await app.click(first, '#rules')
    await app.shows(first, 'The rules are open')
    await app.windows(first, 'Rules')
    await app.click(first, '#door')
    await app.windows(first, 'Rules', second)
    await app.shows(first, 'The door to the second room is open')
    await app.shows(second, 'The door to the first room is open')
    await app.click(first, '#knock')
    await app.shows(first, 'They say: come in, guest 1')
    await app.shows(second, 'Somebody knocks 1 times')
    await app.click(second, '#knock')
    await app.shows(second, 'They say: come in, guest 1')
    await app.click(second, '#leave')
    await app.windows(first, 'Rules')
    await app.evaluate(first, 'window.close()')
    return handlerError('rooms:enter', 'TypeError: A guest needs a name')
  },

  async 'v28-clock' (app) {
    await app.windows('Clock')
    await app.program.output('loaded Clock\n')
    for (const laps of [1, 2]) {
      await app.click('Clock', '#lap')
      await app.shows('Clock', `Lap ${laps}`)
    }
    await app.type('Clock', '#seconds', '125')
    await app.click('Clock', '#format')
    await app.shows('Clock', '2:05')
    await app.click('Clock', '#about')
    await app.shows('Clock', 'A clock, as one writes it for Electron 28 and later: ECMAScript modules')
    await app.click('Clock', '#stop')
    await app.shows('Clock', 'Stopped')
    await app.click('Clock', '#lap')
    await app.click('Clock', '#format')
    await app.shows('Clock', '2:05')
    await app.evaluate('Clock', 'window.close()')
  }
}
