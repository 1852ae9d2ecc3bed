'use strict'

// What of Node shows only in a whole program: how main scripts start, stdin, and what idling costs.

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const fs = require('fs')
const path = require('path')
const { certificate } = require('../support/certificate')
const { start, run, appFolder } = require('../support/program')
const { sleep } = require('../support/events')

const timeout = 60_000

async function outputOf (t, files, options) {
  const program = await run(t, ['--headless', appFolder(t, files)], options)
  assert.equal(program.result.code, 0, program.describe())
  return program.stdout
}

describe('NODE_EXTRA_CA_CERTS', () => {
  const files = {
    'index.js': `
      const https = require('https')
      const { certificate } = require(${JSON.stringify(path.join(__dirname, '..', 'support', 'certificate.js'))})
      const server = https.createServer(certificate, (request, response) => response.end()).listen(0, '127.0.0.1', () => {
        https.get({ port: server.address().port, host: 'localhost', family: 4 }, ({ statusCode }) => {
          console.log(statusCode, process.env.NODE_EXTRA_CA_CERTS !== undefined)
          process.exit()
        }).on('error', ({ code }) => {
          console.log(code)
          process.exit()
        })
      })`,
    'trusted.pem': certificate.cert
  }
  const tryWith = (t, file) => {
    const folder = appFolder(t, files)
    return run(t, ['--headless', folder], { env: { NODE_EXTRA_CA_CERTS: path.join(folder, file) } })
  }

  it('https trusts what the file has', { timeout }, async (t) => {
    assert.equal((await tryWith(t, 'trusted.pem')).stdout, '200 true\n')
  })

  it('a file that is not there is told, and nothing is trusted', { timeout }, async (t) => {
    const { stdout, stderr } = await tryWith(t, 'missing.pem')
    assert.equal(stdout, 'DEPTH_ZERO_SELF_SIGNED_CERT\n')
    assert.match(stderr, /Warning: Ignoring extra certs from `.*missing\.pem`/)
  })
})

describe('main scripts', () => {
  it('CommonJS: require, module, __dirname', { timeout }, async (t) => {
    const output = await outputOf(t, {
      'package.json': '{"main": "lib/main.js"}',
      'lib/main.js': `
        const { app } = require('electron')
        console.log(require('./other').name, module.id, require.main === module, __dirname === app.getAppPath() + '/lib')
        app.whenReady().then(() => app.quit())`,
      'lib/other.js': "exports.name = 'other'"
    })
    assert.equal(output, 'other . true true\n')
  })

  const esm = `
    import { app, BrowserWindow } from 'electron'
    import electron from 'electron'
    import * as all from 'electron/main'
    import { createRequire } from 'module'
    import other from './other.mjs'
    const value = await new Promise((resolve) => setTimeout(resolve, 5, 'awaited'))
    const required = createRequire(import.meta.url)('electron')
    console.log(other, value, app.isReady(), electron.app === app, all.app === app, required.app === app,
      new URL(import.meta.url).pathname.startsWith(app.getAppPath()))
    await 0
    app.on('ready', () => {
      console.log('ready', typeof new BrowserWindow({ show: false }).id)
      app.quit()
    })`
  for (const [what, manifest, main] of [['.mjs', '{"main": "main.mjs"}', 'main.mjs'], ['"type": "module"', '{"main": "main.js", "type": "module"}', 'main.js']]) {
    it(`ESM by ${what}: import { app } from 'electron', and ready waits for top-level await`, { timeout }, async (t) => {
      const output = await outputOf(t, { 'package.json': manifest, [main]: esm, 'other.mjs': "export default 'other'" })
      assert.equal(output, 'other awaited false true true true true\nready number\n')
    })
  }

  it('import() in a CommonJS main', { timeout }, async (t) => {
    const output = await outputOf(t, {
      'package.json': '{"main": "main.js"}',
      'main.js': `
        const { app } = require('electron')
        import('electron').then(async (electron) => {
          console.log(electron.app === app, (await import('./other.mjs')).default)
          app.quit()
        })`,
      'other.mjs': "export default 'other'"
    })
    assert.equal(output, 'true other\n')
  })

  it('packages beside the app, CommonJS and ESM', { timeout }, async (t) => {
    const output = await outputOf(t, {
      'package.json': '{"main": "main.mjs", "dependencies": {"tiny": "1.0.0"}}',
      'main.mjs': `
        import { app } from 'electron'
        import { createRequire } from 'module'
        import { kind } from 'tiny'
        console.log(kind, createRequire(import.meta.url)('tiny').kind)
        app.quit()`,
      'node_modules/tiny/package.json': '{"name": "tiny", "exports": {"import": "./index.mjs", "require": "./index.cjs"}}',
      'node_modules/tiny/index.mjs': "export const kind = 'import'",
      'node_modules/tiny/index.cjs': "exports.kind = 'require'"
    })
    assert.equal(output, 'import require\n')
  })

  it('v8Flags of package.json', { timeout }, async (t) => {
    const output = await outputOf(t, {
      'package.json': '{"main": "main.js", "v8Flags": "--expose-gc"}',
      'main.js': "console.log(typeof gc); require('electron').app.quit()"
    })
    assert.equal(output, 'function\n')
  })
})

describe('the start', () => {
  it("compiles none of Node's own scripts that the build has compiled", { timeout }, async (t) => {
    const program = await run(t, ['--headless', appFolder(t, {
      'index.js': `
        const { app } = require('electron')
        require('http2')
        app.whenReady().then(() => app.quit())`
    })], { env: { NODE_DEBUG_NATIVE: 'CODE_CACHE' } })
    const compiled = [...program.stderr.matchAll(/^Compiling (\S+) without code cache/gm)].map(([, id]) => id)
    assert.ok(compiled.includes('http2'), program.describe())
    assert.deepEqual(compiled.filter((id) => /^internal\/(bootstrap|per_context|modules|process)\//.test(id)), [])
  })
})

describe('standard streams', () => {
  it('stdin is read to its end', { timeout }, async (t) => {
    const output = await outputOf(t, {
      'package.json': '{"main": "main.js"}',
      'main.js': `
        const { app } = require('electron')
        let text = ''
        process.stdin.setEncoding('utf8')
        process.stdin.on('data', (part) => { text += part })
        process.stdin.on('end', () => { console.log(text.length, text.slice(0, 5)); app.quit() })`
    }, { input: 'line\n'.repeat(50_000) })
    assert.equal(output, '250000 line\n\n')
  })

  it('lines of stdin are answered one by one', { timeout }, async (t) => {
    const folder = appFolder(t, {
      'package.json': '{"main": "main.js"}',
      'main.js': `
        const { app } = require('electron')
        const lines = require('readline').createInterface({ input: process.stdin })
        lines.on('line', (line) => line === 'end' ? app.quit() : console.log('got ' + line))
        app.whenReady().then(() => console.log('up'))`
    })
    const program = start(t, ['--headless', folder], { openInput: true })
    await program.output('up\n')
    program.child.stdin.write('one\n')
    await program.output('got one\n')
    program.child.stdin.write('two\n')
    await program.output('got two\n')
    program.child.stdin.write('end\n')
    assert.equal((await program.end()).code, 0)
  })

  it('a large output arrives whole, however slowly it is read', { timeout }, async (t) => {
    const output = await outputOf(t, {
      'package.json': '{"main": "main.js"}',
      'main.js': "process.stdout.write('x'.repeat(3_000_000), () => require('electron').app.quit())"
    })
    assert.equal(output.length, 3_000_000)
  })
})

describe('idle', () => {
  // Ticks (10 ms) of CPU time in user and system mode.
  function cpuTicks (pid) {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return Number(fields[11]) + Number(fields[12])
  }

  it('two idle windows cost the main process no CPU', { timeout }, async (t) => {
    const folder = appFolder(t, {
      'package.json': '{"main": "main.js"}',
      'main.js': `
        const { app, BrowserWindow } = require('electron')
        app.whenReady().then(async () => {
          for (let i = 0; i < 2; i++) {
            const win = new BrowserWindow()
            win.loadURL('data:text/html,<title>idle</title>text')
            await new Promise((resolve) => win.webContents.once('did-finish-load', resolve))
          }
          console.log('up')
        })`
    })
    const program = start(t, ['--headless', folder])
    await program.output('up\n')
    // What follows a load (first paint, caches written) comes to rest; then 2 s of nothing. The best of some: other
    // programs on the machine cost this one no time, but a page's own housekeeping may fall into one of them.
    let best = Infinity
    for (let round = 0; round < 5 && best >= 2; round++) {
      const before = cpuTicks(program.pid)
      await sleep(2000)
      best = Math.min(best, cpuTicks(program.pid) - before)
    }
    assert.ok(best < 2, `${best} ticks in 2 s`)
  })
})
