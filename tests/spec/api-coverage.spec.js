'use strict'

const { before, describe, it } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const path = require('path')
const { makeDocument, withNumbers } = require('../coverage/document')
const { readStatus, root } = require('../coverage/status')
const { apart } = require('../coverage/rooms')
const { mainTargets, pageTargets } = require('../coverage/targets')
const { openPage } = require('../support/windows')

const { rows, strangers, ...rest } = readStatus()
const keys = (list) => list.map((row) => `${row.tier} ${row.kind} ${row.key}`)

/** The kind of value that `name` (which may have dots) has in `target`: undefined where it is not there. */
function kindIn (target, name) {
  const parts = name.split('.')
  const last = parts.pop()
  const owner = parts.reduce((object, part) => object?.[part], target)
  if (owner === undefined || owner === null || !(last in Object(owner))) return undefined
  try {
    return typeof owner[last]
  } catch {
    return 'throws'
  }
}

/** Where a row's name is looked for, or undefined. */
const targetOf = (targets, { module, kind }) => kind === 'static' ? targets[`static ${module}`] ?? targets[module] : targets[module]

const needsFunction = ({ kind, name, signature }) => kind === 'method' || kind === 'static' || (kind === 'instance' && signature.includes('(') && name !== '')

function isThere (row, target) {
  if (row.kind === 'static' && row.name === 'new') return typeof target === 'function'
  const kind = kindIn(target, row.name)
  if (kind === undefined) return row.linux === 'absent' && (row.kind === 'property' || row.status === 'refused')
  return !needsFunction(row) || kind === 'function' || kind === 'throws'
}

const isWalked = ({ kind, status, linux }) => kind !== 'event' && kind !== 'option' && !(status === 'elsewhere' && linux !== 'there')

describe("Electron's API", () => {
  let targets
  let win

  before(async () => {
    win = await openPage('<!DOCTYPE html>', { webPreferences: { nodeIntegration: true, contextIsolation: false } })
    targets = await mainTargets(win)
  })

  it('is there by name and kind in the main process', () => {
    const walked = rows.filter((row) => row.process.includes('main') && isWalked(row))
    assert.ok(walked.length > 500)
    const missing = walked.filter((row) => {
      const target = targetOf(targets, row)
      // A class of which no object can be made is refused where one would be made.
      return target === undefined || target === null ? row.status !== 'refused' : !isThere(row, target)
    })
    assert.deepEqual(keys(missing), [])
  })

  it('is there by name and kind in pages', async () => {
    const walked = rows.filter((row) => row.process.includes('renderer') && isWalked(row) && row.page === 'there')
    assert.ok(walked.length > 50)
    const missing = await win.webContents.executeJavaScript(`(${walked => walked.filter(([script, name]) => {
      const target = (0, eval)(script)
      const owner = name.split('.').slice(0, -1).reduce((object, part) => object?.[part], target)
      return !(name.split('.').at(-1) in Object(owner))
    }).map(([script, name]) => `${script}.${name}`)})(${JSON.stringify(walked.map((row) => [pageTargets[row.module], row.name]))})`)
    assert.deepEqual(missing, [])
  })

  it('has its events and options in the code', () => {
    const read = (folder) => fs.readdirSync(path.join(root, folder), { withFileTypes: true })
      .flatMap((entry) => entry.isDirectory() ? read(path.join(folder, entry.name)) : /\.(js|cc)$/.test(entry.name) ? [fs.readFileSync(path.join(root, folder, entry.name), 'utf8')] : [])
    const sources = ['lib/js', 'bindings', 'runtime'].flatMap(read).join('\n')
    const isNamed = ({ kind, name }) => kind === 'event'
      ? new RegExp(`['"\`]${name}['"\`]`).test(sources)
      : new RegExp(`\\b${name}\\b`).test(sources)
    const named = rows.filter((row) => (row.kind === 'event' || row.kind === 'option') && (row.status === 'supported' || row.status === 'partly'))
    assert.ok(named.length > 150)
    assert.deepEqual(keys(named.filter((row) => !isNamed(row))), [])
  })

  it('says so by name and with the reason where it is refused', async () => {
    const refused = rows.filter((row) => row.status === 'refused' && row.linux !== 'absent' && row.kind !== 'event' && row.kind !== 'option' && row.process.includes('main'))
    const silent = []
    for (const row of refused) {
      const target = targetOf(targets, row)
      if (target === undefined || target === null) continue
      const use = row.name === 'new' ? () => new target() : needsFunction(row) ? () => target[row.name](() => {}) : () => target[row.name] // eslint-disable-line new-cap
      try {
        // What has no effect warns instead, and answers nothing.
        if (await use() !== undefined) silent.push(row)
      } catch (error) {
        if (!/ is not supported: ./.test(error.message)) silent.push(row)
      }
    }
    assert.deepEqual(keys(silent), [])
  })

  it('is called supported only where a spec of its room uses it', () => {
    assert.deepEqual(keys(rows.filter((row) => row.status === 'supported' && !row.tested)), [])
  })

  it('has notes of its own names only', () => {
    assert.deepEqual(strangers, [])
  })

  it('is supported in tier A but for what is named here, and in tier B to four fifths, to nine tenths in part', () => {
    assert.deepEqual(rows.filter((row) => row.tier === 'A' && row.status !== 'supported').map((row) => row.key), [
      'ipcRenderer.sendToHost', 'WebContents.setVisualZoomLevelLimits', 'webFrame.setVisualZoomLevelLimits',
      'WebPreferences.offscreen', 'WebPreferences.webSecurity', 'WebPreferences.webviewTag'
    ])
    const all = rows.filter((row) => row.tier === 'B' && !apart.has(row.module))
    const part = (...statuses) => all.filter((row) => statuses.includes(row.status)).length / all.length
    assert.ok(part('supported', 'elsewhere') >= 0.8, `supported: ${part('supported', 'elsewhere')}`)
    assert.ok(part('supported', 'elsewhere', 'partly') >= 0.9, `in part: ${part('supported', 'elsewhere', 'partly')}`)
  })

  it('is what docs/api-coverage.md and the README say', () => {
    const written = fs.readFileSync(path.join(root, 'docs', 'api-coverage.md'), 'utf8')
    assert.equal(written, makeDocument({ rows, ...rest }), 'scripts/api-coverage writes it anew')
    const readme = fs.readFileSync(path.join(root, 'README.md'), 'utf8')
    assert.equal(readme, withNumbers(readme, { rows }), 'scripts/api-coverage writes it anew')
  })
})
