'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const { after, before, describe, it } = require('node:test')
const { pathToFileURL } = require('node:url')
const { installPackages } = require('../support/packages')
const { openWindow } = require('../support/windows')

// Popular npm packages, unmodified, required by a page.
describe('npm packages in a page', () => {
  let folder
  let win
  const inPage = (act) => win.webContents.executeJavaScript(`(${act})()`)

  before(async () => {
    folder = fs.mkdtempSync(path.join(await installPackages(), 'page-'))
    fs.writeFileSync(path.join(folder, 'page.html'), '<!DOCTYPE html><title>page</title><body><div id="root"></div></body>')
    win = openWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } })
    await win.loadURL(pathToFileURL(path.join(folder, 'page.html')).href)
  }, { timeout: 300_000 })
  after(() => fs.rmSync(folder, { recursive: true, force: true }))

  it('lodash', async () => {
    assert.deepEqual(await inPage(() => {
      const _ = require('lodash')
      return [_.chunk([1, 2, 3], 2), require('lodash/fp').map((x) => x + 1)([1]), _.isBuffer(Buffer.alloc(1)), _.cloneDeep({ a: [1] })]
    }), [[[1, 2], [3]], [2], true, { a: [1] }])
  })

  it('semver', async () => {
    assert.deepEqual(await inPage(() => {
      const semver = require('semver')
      return [semver.satisfies('1.2.3', '^1.0.0'), semver.inc('1.2.3', 'minor'), require('semver/functions/gt')('2.0.0', '1.9.9')]
    }), [true, '1.3.0', true])
  })

  it('dayjs, with plugins', async () => {
    assert.equal(await inPage(() => {
      const dayjs = require('dayjs')
      dayjs.extend(require('dayjs/plugin/utc'))
      return dayjs.utc(0).add(1, 'day').format('YYYY-MM-DD')
    }), '1970-01-02')
  })

  it('safe-buffer and inherits take Node\'s own', async () => {
    assert.deepEqual(await inPage(() => {
      const { Buffer: SafeBuffer } = require('safe-buffer')
      function Base () {}
      function Derived () {}
      require('inherits')(Derived, Base)
      return [SafeBuffer === Buffer, Derived.super_ === Base, new Derived() instanceof Base]
    }), [true, true, true])
  })

  it('iconv-lite, with its streams', async () => {
    assert.deepEqual(await inPage(() => {
      const iconv = require('iconv-lite')
      return new Promise((resolve, reject) => {
        const decoder = iconv.decodeStream('win1251')
        let text = ''
        decoder.on('data', (part) => { text += part }).on('error', reject).on('end', () => resolve([iconv.decode(Buffer.from([0xcf, 0xf0]), 'win1251'), iconv.encode('日本', 'shift_jis').toString('hex'), text]))
        decoder.write(Buffer.from([0xcf]))
        decoder.end(Buffer.from([0xf0]))
      })
    }), ['Пр', '93fa967b', 'Пр'])
  })

  it('through2, whose readable-stream has cycles of its own', async () => {
    assert.equal(await inPage(() => new Promise((resolve, reject) => {
      const through2 = require('through2')
      let text = ''
      const upper = through2((chunk, encoding, done) => done(null, chunk.toString().toUpperCase()))
      require('stream').Readable.from(['a', 'b']).pipe(upper).on('data', (chunk) => { text += chunk }).on('end', () => resolve(text)).on('error', reject)
    })), 'AB')
  })

  it('rxjs, by its exports', async () => {
    assert.deepEqual(await inPage(() => {
      const { lastValueFrom, of } = require('rxjs')
      const { map, toArray } = require('rxjs/operators')
      return lastValueFrom(of(1, 2).pipe(map((x) => x * 2), toArray()))
    }), [2, 4])
  })

  it('uuid, by its exports', async () => {
    assert.match(await inPage(() => require('uuid').v4()), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('js-yaml and handlebars', async () => {
    assert.deepEqual(await inPage(() => [
      require('js-yaml').load('a: [1, {b: 2}]'), require('js-yaml').load('!!binary aGk=').toString(), require('handlebars').compile('{{#each list}}<{{this}}>{{/each}}')({ list: [1, 2] })
    ]), [{ a: [1, { b: 2 }] }, '104,105', '<1><2>'])
  })

  it('jquery takes the page\'s document', async () => {
    assert.deepEqual(await inPage(() => {
      const $ = require('jquery')
      $('#root').append($('<b>').text('bold'))
      return [$('#root b').text(), $.fn.jquery.split('.')[0]]
    }), ['bold', '3'])
  })

  it('react and react-dom', async () => {
    assert.equal(await inPage(() => {
      const React = require('react')
      const element = document.createElement('div')
      require('react-dom').flushSync(() => require('react-dom/client').createRoot(element).render(React.createElement('i', { title: 'x' }, 'text')))
      return element.innerHTML
    }), '<i title="x">text</i>')
  })

  it('react-dom/server', async () => {
    assert.equal(await inPage(() => require('react-dom/server').renderToString(require('react').createElement('i', null, 'text'))), '<i>text</i>')
  })
})
