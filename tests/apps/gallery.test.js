'use strict'

// apps/gallery on a screen: every demo's button is clicked, and what it says is read.

const { describe, it, before, after } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const path = require('path')
const { Bus } = require('../support/dbus')
const { DrivenApp } = require('../support/driven-app')
const { timeoutFactor, until } = require('../support/events')
const { tempFolder } = require('../support/temp-folder')
const { XDisplay } = require('../support/x-display')

const folder = path.join(__dirname, '../../apps/gallery')
const rooms = require(path.join(folder, 'rooms.js'))
const timeout = 240_000

const NOTES = /^Notes from notes:\/\/today\/; its page got: bread, cheese$/
const PICTURE = /^<img .*src="data:image\/png;base64,/

/** A dialog's window appears, gets the keys, and goes. */
const keysFor = (title, ...keys) => async ({ display }) => {
  const [window] = await display.waitForWindows(title)
  await display.raise(window.id)
  await display.xdotool('key', ...keys)
}

const closes = (title) => async ({ display }) => {
  const [window] = await display.waitForWindows(title)
  await display.closeWindow(window.id)
}

/** Room/demo → what it says, and what the user does between click and result; with `again`, what the next click says. */
const demos = {
  'menus/context-menu': { act: ({ display }) => chooseInMenu(display), says: /^Bread was chosen$/ },
  'menus/application-menu': { says: /^The menu bar is there$/, act: ({ display }) => display.xdotool('key', 'ctrl+d'), then: /^With dessert: false$/ },
  'dialogs/open-file': { act: keysFor(/^Open files$/, 'Escape'), says: /^Cancelled$/ },
  'dialogs/save-file': { act: keysFor(/^Save/, 'Return'), says: /\/Letter\.txt$/ },
  'dialogs/message-box': { act: keysFor(/^Gallery$/, 'Return'), says: /^Save$/ },
  'dialogs/error-box': { act: keysFor(/^The letter is lost$/, 'Return'), says: /^Closed$/ },
  'notifications/notify': { says: /^Shown$/ },
  'notifications/from-page': { says: /^Asked for$/ },
  'tray/show-icon': { says: /^The icon is there$/, again: /^The icon is gone$/ },
  'shortcuts/register': { says: /^Waiting for Ctrl\+Alt\+G$/, act: ({ display }) => display.xdotool('key', 'ctrl+alt+g'), then: /^Pressed at / },
  'windows/modal': { act: closes(/^Modal$/), says: /^Closed$/ },
  'windows/frameless': { act: closes(/^Frameless$/), says: /^Closed$/ },
  'windows/transparent': { act: closes(/^Transparent$/), says: /^Closed$/ },
  'windows/attention': { says: /^100 %$/ },
  'views/browser-view': { says: /^There$/, again: /^Taken away$/ },
  'themes/switch': { says: /^From light to dark$/, again: /^From dark to light$/ },
  'screens/displays': { says: /^Display \d+: 1400 × 1000 at 0, 0; .*\nThe pointer is at \d+, \d+$/ },
  'pages/find': { says: /^“page” is here \d\d times$/ },
  'pages/zoom': { says: /^125 %$/, again: /^150 %$/ },
  'pages/capture': { says: PICTURE },
  'printing/to-pdf': { says: /\/gallery\.pdf: \d{5,} bytes, %PDF-1\.\d$/ },
  'printing/printers': { says: /./ },
  'downloads/progress': { says: /^completed: .*\/gallery\.bin, 10000000 bytes$/ },
  'messages/handle': { says: /^Pages may ask$/ },
  'messages/invoke': { says: /^ping, and pong; a Date came along, and .*#messages$/ },
  'clipboard/copy': { says: /^Copied as .*text\/html/ },
  'clipboard/paste': { says: /^Bread and cheese$/ },
  'images/resize': { says: PICTURE },
  'protocols/serve': { says: NOTES, act: closes(/^Notes$/), then: NOTES },
  'sessions/cookies': { says: /^bread=rye for gallery\.example; 0 left$/ },
  'sessions/permissions': { says: /^(media|Nothing) was asked for: Not(Allowed|Found)Error$/ },
  'sessions/requests': { says: /^X-Gallery: yes; \/blocked: Failed to fetch$/ },
  'network/request': { says: /^200: POST \/shop$/ },
  'secrets/encrypt': { says: /^There is no keyring$/ },
  'shell/open': { says: /\/home is open$/ },
  'shell/trash': { says: /\/gallery-leftover\.txt is in the trash$/ },
  'power/idle': { says: /^Idle for \d+ s: (active|idle)\nOn (battery|mains)$/ },
  'power/stay-awake': { says: /^The display stays on$/, again: /^The display may sleep$/ },
  'processes/metrics': { says: /^Browser \(\d+\): \d+ MB, [\d.]+ %\nTab / }
}

/** The first item of the menu that has just opened. */
async function chooseInMenu (display) {
  await until(() => display.xdotool('search', '--onlyvisible', '--class', 'runtime').then((ids) => ids.split('\n').length > 1))
  await display.xdotool('key', 'Down', 'Return')
}

/** A folder with an xdg-open that opens `home` and nothing else. */
function opener (home) {
  const bin = path.join(path.dirname(home), 'bin')
  for (const made of [home, bin]) fs.mkdirSync(made)
  fs.writeFileSync(path.join(bin, 'xdg-open'), `#!/bin/sh\n[ "$1" = '${home}' ]\n`, { mode: 0o755 })
  return bin
}

describe('apps/gallery', () => {
  let bus
  let display
  before(async () => {
    [bus, display] = await Promise.all([Bus.start(), XDisplay.start()])
    await bus.mock('notification_daemon', 'org.freedesktop.Notifications')
  })
  after(() => Promise.all([bus.stop(), display.stop()]))

  it('has a row here for each demo', () => {
    assert.deepEqual(Object.keys(demos), rooms.flatMap((room) => room.demos.map((demo) => `${room.id}/${demo.id}`)))
  })

  it('does and says what each demo promises', { timeout }, async (t) => {
    const home = path.join(tempFolder('gallery'), 'home')
    const app = new DrivenApp(t, folder, { display, env: { ...bus.env, LANG: 'C.UTF-8', HOME: home, PATH: `${opener(home)}:${process.env.PATH}` } })
    let title = `${rooms[0].title} - Gallery`
    await app.windows(title)

    const answer = async (selector, expected) => {
      let seen
      await until(async () => {
        let isWrong
        ;[seen, isWrong] = await app.evaluate(title, `(({ textContent, innerHTML, className }) => [textContent || innerHTML, className === 'wrong'])(document.querySelector('${selector} output'))`)
        return !isWrong && expected.test(seen)
      }, 15_000 * timeoutFactor, `${selector} says ${expected}`).catch((error) => { throw new Error(`${error.message}; it says ${seen}\n${app.describe()}`) })
    }
    const run = async (selector) => {
      await app.evaluate(title, `document.querySelector('${selector}').scrollIntoView({ block: 'center' }); document.querySelector('${selector} output').replaceChildren()`)
      await app.click(title, `${selector} button`)
    }

    for (const room of rooms) {
      const link = `#rooms a[href="#${room.id}"]`
      await app.evaluate(title, `document.querySelector('${link}').scrollIntoView({ block: 'nearest' })`)
      await app.click(title, link)
      title = `${room.title} - Gallery`
      await app.windows(title)
      for (const demo of room.demos) {
        const { act = () => {}, says, then, again } = demos[`${room.id}/${demo.id}`]
        const selector = `#${room.id}-${demo.id}`
        await run(selector)
        if (then || says.test('')) await answer(selector, says)
        await act(app)
        await answer(selector, then ?? says)
        if (!again) continue
        await run(selector)
        await answer(selector, again)
      }
    }
    await display.closeWindow((await display.windows(/ - Gallery$/))[0].id)
    assert.deepEqual(await app.ends(), { code: 0, signal: null })
    // Chromium's complaint where other programs have taken all that the system has.
    assert.equal(app.program.stderr.replace(/^.*inotify_init.*\n/gm, ''), '')
  })

  it('is reached with the keyboard alone', { timeout }, async (t) => {
    const app = new DrivenApp(t, folder, { display, env: bus.env })
    await app.windows('Menus - Gallery')
    const [{ id }] = await display.windows(/ - Gallery$/)
    await display.raise(id)
    const focused = (code) => until(() => app.evaluate('Menus - Gallery', `(({ activeElement }) => ${code})(document)`), undefined, code)
    await display.xdotool('key', 'Tab')
    await focused("activeElement.id === 'filter'")
    await display.xdotool('key', 'Down')
    await focused("activeElement.hash === '#menus'")
    await display.xdotool('key', 'Down', 'Return')
    await app.windows('Dialogs - Gallery')
  })
})
