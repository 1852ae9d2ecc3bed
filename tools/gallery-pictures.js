'use strict'

// Makes the pictures of apps/gallery in docs/:  ELECTRON_RUN_AS_NODE=1 build/release/bin/runtime tools/gallery-pictures.js

const { execFileSync } = require('child_process')
const fs = require('fs')
const path = require('path')
const { Bus } = require('../tests/support/dbus')
const { DrivenApp } = require('../tests/support/driven-app')
const { until } = require('../tests/support/events')
const { XDisplay } = require('../tests/support/x-display')

const root = path.join(__dirname, '..')
const folder = path.join(root, 'docs', 'gallery')

/** room → demos that are run before its picture is taken, and whether it is dark */
const pictures = [
  ['menus', ['application-menu'], false],
  ['clipboard', ['copy', 'paste'], false],
  ['images', ['resize'], false],
  ['screens', ['displays'], true],
  ['sessions', ['cookies', 'permissions', 'requests'], true],
  ['views', ['browser-view'], true]
]

async function main () {
  const ends = []
  const [bus, display] = await Promise.all([Bus.start(), XDisplay.start()])
  try {
    const app = new DrivenApp({ after: (end) => ends.push(end) }, path.join(root, 'apps/gallery'), { display, env: { ...bus.env, LANG: 'C.UTF-8' } })
    let title = 'Menus - Gallery'
    await app.windows(title)
    const go = async (room) => {
      await app.evaluate(title, `document.querySelector('a[href="#${room}"]').click()`)
      title = (await until(async () => (await app.titles()).find((text) => text !== title || room === 'menus')))
    }
    const run = async (room, demo) => {
      const selector = `#${room}-${demo}`
      await app.evaluate(title, `document.querySelector('${selector}').scrollIntoView({ block: 'center' })`)
      await app.click(title, `${selector} button`)
      await until(() => app.evaluate(title, `document.querySelector('${selector} output').hasChildNodes()`))
    }
    fs.mkdirSync(folder, { recursive: true })
    let isDark = false
    for (const [room, demos, dark] of pictures) {
      if (dark !== isDark) {
        await go('themes')
        await run('themes', 'switch')
        isDark = dark
      }
      await go(room)
      for (const demo of demos) await run(room, demo)
      await app.evaluate(title, "document.activeElement.blur(); document.getElementById('room').scrollTop = 0; new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 300))))")
      const [{ id }] = await display.windows(/ - Gallery$/)
      execFileSync('import', ['-silent', '-window', id, '-frame', '+dither', '-colors', '64', '-strip', `PNG8:${path.join(folder, `${room}.png`)}`], { env: display.env })
    }
  } finally {
    for (const end of ends) await end()
    await Promise.all([bus.stop(), display.stop()])
  }
}

main().catch((error) => {
  console.error(error)
  process.exitCode = 1
})
