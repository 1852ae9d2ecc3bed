'use strict'

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const path = require('path')
const { within } = require('../support/events')
const { openPage } = require('../support/windows')
const { tempFolder } = require('../support/temp-folder')

describe('webContents.takeHeapSnapshot', () => {
  it('writes what the DevTools read, of the page', async () => {
    const win = await openPage('<script>class FoundInTheHeap {}; kept = new FoundInTheHeap()</script>')
    const file = path.join(tempFolder('heap'), 'page.heapsnapshot')
    assert.equal(await win.webContents.takeHeapSnapshot(file), undefined)
    const { snapshot, nodes, edges, strings } = JSON.parse(fs.readFileSync(file, 'utf8'))
    assert.equal(nodes.length, snapshot.node_count * snapshot.meta.node_fields.length)
    assert.equal(edges.length, snapshot.edge_count * snapshot.meta.edge_fields.length)
    assert.ok(strings.includes('FoundInTheHeap'))
  })

  it('rejects what cannot be, and throws for what is no path', async () => {
    const win = await openPage()
    const { webContents } = win
    assert.throws(() => webContents.takeHeapSnapshot(), TypeError)
    assert.throws(() => webContents.takeHeapSnapshot(5), TypeError)
    await assert.rejects(webContents.takeHeapSnapshot('/nonexistent/x.heapsnapshot'), { message: 'Failed to take heap snapshot with invalid file path /nonexistent/x.heapsnapshot' })
    await assert.rejects(within(webContents.takeHeapSnapshot('/dev/full')), { message: 'takeHeapSnapshot failed' })
    for (const delay of [() => {}, () => new Promise(setImmediate), () => new Promise((resolve) => setTimeout(resolve, 5))]) {
      const page = await openPage()
      const cut = assert.rejects(within(page.webContents.takeHeapSnapshot(path.join(tempFolder('heap'), 'x.heapsnapshot'))), { message: 'takeHeapSnapshot failed' })
      await delay()
      page.destroy()
      await cut
    }
  })
})
