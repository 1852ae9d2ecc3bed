'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const { before, describe, it } = require('node:test')
const { once, until } = require('../support/events')
const { openNodePage } = require('../support/node-page')
const { tempFolder } = require('../support/temp-folder')
const { loadPage, openPage, openWindow } = require('../support/windows')

// `fs` in a page does what it does in the main process: each case runs in both, in a folder of its own.

describe('fs in a page', () => {
  let win
  let same
  let inPage

  before(async () => {
    ({ win, same, inPage } = await openNodePage())
  })

  it('has what Node\'s has', async () => {
    const names = (module) => Object.keys(module).filter((key) => module[key] !== undefined).sort()
    const missing = []
    for (const name of ['fs', 'fs/promises']) {
      const ours = await inPage((name) => Object.keys(require(name)), name)
      missing.push(...names(require(name)).filter((key) => !ours.includes(key)))
    }
    assert.deepEqual(missing.filter((name) => !['openAsBlob', 'lchmod', 'lchmodSync'].includes(name)), [])
    assert.equal(await inPage(() => require('fs') === require('node:fs') && require('fs').promises === require('fs/promises')), true)
    assert.equal(await inPage(() => JSON.stringify(require('fs').constants)), JSON.stringify(fs.constants))
  })

  it('reads and writes files, in any encoding', () => same((folder) => {
    const fs = require('fs')
    const file = `${folder}/file`
    fs.writeFileSync(file, 'héllo \ud83d\ude00')
    fs.appendFileSync(file, Buffer.from('…bytes…').subarray(3, 8))
    fs.appendFileSync(file, new Uint16Array([0x6261, 0x6463]))
    return [fs.readFileSync(file), fs.readFileSync(file, 'utf8'), fs.readFileSync(file, { encoding: 'hex' }), fs.readFileSync(file, 'latin1'),
      Buffer.isBuffer(fs.readFileSync(file)), fs.readFileSync(Buffer.from(file), 'base64')]
  }))

  it('takes file: URLs', () => same((folder) => {
    const fs = require('fs')
    fs.writeFileSync(new URL(`file://${folder}/a%20b`), 'text')
    return [fs.readdirSync(new URL(`file://${folder}`)), fs.existsSync(new URL(`file://${folder}/a%20b`))]
  }))

  it('keeps every byte of a megabyte', async () => {
    const file = path.join(tempFolder(), 'megabyte')
    const bytes = require('crypto').randomBytes((1 << 20) + 1)
    fs.writeFileSync(file, bytes)
    assert.equal(await inPage((file) => {
      const fs = require('fs')
      const bytes = fs.readFileSync(file)
      fs.writeFileSync(`${file}2`, bytes)
      return bytes.length
    }, file), bytes.length)
    assert.equal(fs.readFileSync(`${file}2`).equals(bytes), true)
  })

  it('makes, lists, moves and removes', () => same((folder) => {
    const fs = require('fs')
    const seen = [fs.mkdirSync(`${folder}/a/b/c`, { recursive: true })]
    fs.writeFileSync(`${folder}/a/one`, '1')
    fs.copyFileSync(`${folder}/a/one`, `${folder}/a/two`)
    fs.symlinkSync('one', `${folder}/a/link`)
    fs.renameSync(`${folder}/a/two`, `${folder}/a/three`)
    fs.linkSync(`${folder}/a/one`, `${folder}/a/hard`)
    seen.push(fs.readdirSync(`${folder}/a`), fs.readdirSync(`${folder}/a`, { withFileTypes: true }).map((entry) =>
      [entry.name, entry.isFile(), entry.isDirectory(), entry.isSymbolicLink(), entry instanceof fs.Dirent]))
    seen.push(fs.readlinkSync(`${folder}/a/link`), fs.realpathSync(`${folder}/a/link`), fs.realpathSync.native(`${folder}/a/link`))
    fs.cpSync(`${folder}/a`, `${folder}/copy`, { recursive: true })
    fs.rmSync(`${folder}/a`, { recursive: true })
    fs.truncateSync(`${folder}/copy/one`)
    fs.chmodSync(`${folder}/copy/one`, 0o600)
    fs.utimesSync(`${folder}/copy/one`, 10, new Date(20000))
    fs.unlinkSync(`${folder}/copy/three`)
    seen.push(fs.readdirSync(`${folder}/copy`), fs.statSync(`${folder}/copy/one`).mtimeMs, fs.statSync(`${folder}/copy/one`).mode)
    seen.push(typeof fs.mkdtempSync(`${folder}/temp-`), fs.accessSync(folder), fs.existsSync(folder), fs.existsSync(`${folder}/nope`), fs.existsSync({}))
    return seen
  }))

  it('gives Stats with methods and Dates, also as BigInts', () => same((folder) => {
    const fs = require('fs')
    fs.writeFileSync(`${folder}/file`, 'x')
    const stats = fs.statSync(`${folder}/file`)
    const big = fs.lstatSync(`${folder}/file`, { bigint: true })
    return [Object.keys(stats).sort(), stats.isFile(), stats.isDirectory(), stats.isSymbolicLink(), stats instanceof fs.Stats, stats.mtime instanceof Date,
      stats.mtime.getTime() === Math.round(stats.mtimeMs), stats.size, big.size, typeof big.mtimeNs, big.isFile(), fs.statSync('/dev/null').isCharacterDevice(),
      fs.statSync(`${folder}/nope`, { throwIfNoEntry: false })]
  }))

  it('fails as Node fails', () => same((folder) => {
    const fs = require('fs')
    const told = (act) => {
      try {
        return act()
      } catch ({ name, message, code, errno, syscall, path, dest }) {
        return { name, message, code, errno, syscall, path, dest }
      }
    }
    return [
      told(() => fs.readFileSync(`${folder}/nope`)), told(() => fs.readdirSync(`${folder}/nope`)), told(() => fs.mkdirSync(folder)),
      told(() => fs.renameSync(`${folder}/nope`, `${folder}/other`)), told(() => fs.readFileSync(folder)), told(() => fs.readSync(12345, Buffer.alloc(3))),
      told(() => fs.closeSync(99999)), told(() => fs.readFileSync(5.5)), told(() => fs.readFileSync(`${folder}/a\0b`)), told(() => fs.readFileSync()),
      told(() => fs.readFileSync(folder, 'no such encoding')), told(() => fs.rmdirSync(`${folder}/nope`)), told(() => fs.accessSync(`${folder}/nope`)),
      told(() => fs.mkdtempSync(`${folder}/no/such/`)), told(() => fs.writeFileSync(`${folder}/x`, undefined))
    ]
  }))

  it('throws errors of the page, with the page\'s stack', async () => {
    const [isError, stack] = await inPage(() => {
      try {
        require('fs').readFileSync('/no/such/file')
      } catch (error) {
        return [error instanceof Error, error.stack]
      }
    })
    assert.equal(isError, true)
    assert.match(stack, /^Error: ENOENT: no such file or directory, open '\/no\/such\/file'\n {4}at /)
    assert.doesNotMatch(stack, /renderer\/builtins|main\/node/)
  })

  it('has file descriptors', () => same((folder) => {
    const fs = require('fs')
    const fd = fs.openSync(`${folder}/file`, 'w+')
    const seen = [fs.writeSync(fd, 'hello '), fs.writeSync(fd, Buffer.from('..world..'), 2, 5), fs.writeSync(fd, 'H', 0), fs.writevSync(fd, [Buffer.from('!'), Buffer.from('?')])]
    const buffer = Buffer.alloc(8)
    seen.push(fs.readSync(fd, buffer, 1, 5, 0), buffer, fs.readSync(fd, buffer, { position: 6 }), buffer.toString(), fs.fstatSync(fd).size)
    const [a, b] = [Buffer.alloc(2), Buffer.alloc(3)]
    seen.push(fs.readvSync(fd, [a, b], 0), a, b)
    fs.ftruncateSync(fd, 4)
    fs.fsyncSync(fd)
    fs.closeSync(fd)
    return [...seen, fs.readFileSync(`${folder}/file`, 'utf8')]
  }))

  it('has callbacks, after the call has returned', () => same(async (folder) => {
    const fs = require('fs')
    const log = []
    const call = (name, ...args) => new Promise((resolve) => {
      let isLate = false
      fs[name](...args, (error, ...values) => resolve(log.push([name, isLate, error ? [error.message, error.code, error.stack === `Error: ${error.message}`] : error, ...values])))
      isLate = true
    })
    await call('mkdir', `${folder}/a`)
    await call('writeFile', `${folder}/a/f`, 'text', 'utf8')
    await call('readFile', `${folder}/a/f`)
    await call('readFile', `${folder}/a/f`, 'utf8')
    await call('readFile', `${folder}/nope`)
    await call('readdir', `${folder}/a`)
    await call('access', `${folder}/a`, fs.constants.R_OK)
    await call('rename', `${folder}/a/f`, `${folder}/a/g`)
    await call('rm', `${folder}/a`, { recursive: true })
    await call('stat', `${folder}/a`)
    log.push(await new Promise((resolve) => fs.exists(folder, resolve)))
    const fd = fs.openSync(`${folder}/b`, 'w+')
    await call('write', fd, Buffer.from('abcdef'), 1, 3)
    await call('write', fd, 'xyz', 1)
    await call('read', fd, Buffer.alloc(4), 0, 4, 0)
    await call('close', fd)
    try {
      fs.readFile(folder)
    } catch (error) {
      log.push(error.code)
    }
    return log
  }))

  it('has promises, and FileHandles', () => same(async (folder) => {
    const { promises } = require('fs')
    await promises.writeFile(`${folder}/f`, 'one\ntwo\nthree')
    await promises.appendFile(`${folder}/f`, (function * () { yield '\nfour'; yield '\nfive' })())
    const handle = await promises.open(`${folder}/f`, 'r+')
    const seen = [await handle.read(Buffer.alloc(5), 0, 5, 0), (await handle.stat()).size, await handle.readFile('utf8'), await handle.write('ONE', 0)]
    await handle.truncate(11)
    await handle.close()
    seen.push(handle.fd, await promises.readFile(`${folder}/f`, 'utf8'))
    const lines = []
    for await (const line of (await promises.open(`${folder}/f`)).readLines()) lines.push(line)
    const names = []
    for await (const entry of await promises.opendir(folder)) names.push(entry.name)
    const failure = await promises.readFile(`${folder}/nope`).catch(({ message, code, syscall, path }) => ({ message, code, syscall, path }))
    const aborted = await promises.readFile(`${folder}/f`, { signal: AbortSignal.abort() }).catch(({ name, code }) => ({ name, code }))
    return [seen, lines, names, failure, aborted]
  }))

  it('promisify knows read, write and exists', () => same(async (folder) => {
    const fs = require('fs')
    const { promisify } = require('util')
    const fd = fs.openSync(`${folder}/f`, 'w+')
    const seen = [await promisify(fs.write)(fd, Buffer.from('abc')), await promisify(fs.read)(fd, Buffer.alloc(2), 0, 2, 0), await promisify(fs.exists)(folder)]
    fs.closeSync(fd)
    return seen
  }))

  it('createReadStream gives a file in pieces', () => same(async (folder) => {
    const fs = require('fs')
    fs.writeFileSync(`${folder}/f`, Buffer.alloc(300000, 'abc'))
    const log = []
    const stream = fs.createReadStream(`${folder}/f`, { start: 5, end: 150004, highWaterMark: 40000 })
    for (const name of ['open', 'ready', 'close']) stream.on(name, (value) => log.push([name, typeof value]))
    for await (const chunk of stream) log.push(chunk.length)
    const text = []
    for await (const chunk of fs.createReadStream(`${folder}/f`, { encoding: 'utf8', end: 5 })) text.push(chunk)
    const failure = await new Promise((resolve) => fs.createReadStream(`${folder}/nope`).on('error', ({ code, path }) => resolve([code, path])))
    return [log, text, failure, stream.bytesRead, stream.path, stream instanceof fs.ReadStream, stream instanceof require('stream').Readable]
  }))

  it('createWriteStream writes one', () => same(async (folder) => {
    const fs = require('fs')
    const stream = fs.createWriteStream(`${folder}/f`)
    const log = []
    for (const name of ['open', 'ready', 'finish', 'close']) stream.on(name, () => log.push(name))
    for (let i = 0; i < 500; i++) if (!stream.write(`${i} `.repeat(50))) await new Promise((resolve) => stream.once('drain', resolve))
    await new Promise((resolve) => stream.end('end', resolve))
    await new Promise((resolve) => stream.closed ? resolve() : stream.once('close', resolve))
    const appended = fs.createWriteStream(`${folder}/f`, { flags: 'a' })
    await new Promise((resolve) => appended.end(Buffer.from('!')).on('close', resolve))
    const failure = await new Promise((resolve) => fs.createWriteStream(`${folder}/no/file`).on('error', ({ code }) => resolve(code)))
    return [log, stream.bytesWritten, require('crypto').createHash('md5').update(fs.readFileSync(`${folder}/f`)).digest('hex'), failure]
  }))

  it('streams of files are piped', () => same(async (folder) => {
    const fs = require('fs')
    fs.writeFileSync(`${folder}/from`, Buffer.alloc(500000, 'text'))
    await require('stream/promises').pipeline(fs.createReadStream(`${folder}/from`), fs.createWriteStream(`${folder}/to`))
    return fs.readFileSync(`${folder}/to`).equals(fs.readFileSync(`${folder}/from`))
  }))

  it('watch tells of changes until it is closed', async () => {
    const folder = tempFolder()
    await inPage((folder) => {
      globalThis.seen = []
      globalThis.watcher = require('fs').watch(folder, (type, name) => globalThis.seen.push([type, name]))
    }, folder)
    fs.writeFileSync(path.join(folder, 'new'), 'x')
    await until(() => inPage(() => globalThis.seen.some(([type, name]) => type === 'rename' && name === 'new')))
    assert.equal(await inPage(() => new Promise((resolve) => {
      globalThis.watcher.on('close', () => resolve('closed'))
      globalThis.watcher.close()
    })), 'closed')
    assert.equal(await inPage(() => {
      try {
        require('fs').watch('/no/such/file')
      } catch (error) {
        return error.code
      }
    }), 'ENOENT')
  })

  it('watchFile gives the Stats of before and after', async () => {
    const file = path.join(tempFolder(), 'file')
    fs.writeFileSync(file, 'x')
    await inPage((file) => {
      require('fs').watchFile(file, { interval: 20 }, (now, before) => { globalThis.stats = [now.size, before.size, now.isFile()] })
    }, file)
    // What happens before the first look at the file is no change.
    await until(() => {
      fs.appendFileSync(file, 'y')
      return inPage(() => globalThis.stats !== undefined)
    })
    const [now, before, isFile] = await inPage((file) => {
      require('fs').unwatchFile(file)
      return globalThis.stats
    }, file)
    assert.ok(now > before && before >= 1, `${before} bytes, then ${now}`)
    assert.equal(isFile, true)
  })

  it('what a page opened is closed when its document ends', async () => {
    const own = await openPage(undefined, { webPreferences: { nodeIntegration: true } })
    const folder = tempFolder()
    const open = () => fs.readdirSync('/proc/self/fd').filter((fd) => {
      try {
        return fs.readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder)
      } catch {
        return false
      }
    }).length
    await own.webContents.executeJavaScript(`
      const fs = require('fs')
      fs.openSync('${folder}/a', 'w')
      fs.watch('${folder}')
      fs.promises.open('${folder}/b', 'w').then((handle) => { globalThis.handle = handle })`)
    assert.equal(open(), 2)
    await loadPage(own)
    await until(() => open() === 0)
  })

  it('a page that crashes leaves nothing open', async () => {
    const own = await openPage(undefined, { webPreferences: { nodeIntegration: true } })
    const file = path.join(tempFolder(), 'file')
    const fd = await own.webContents.executeJavaScript(`require('fs').openSync('${file}', 'w')`)
    const gone = once(own.webContents, 'render-process-gone')
    own.webContents.forcefullyCrashRenderer()
    await gone
    await until(() => {
      try {
        return fs.readlinkSync(`/proc/self/fd/${fd}`) !== file
      } catch {
        return true
      }
    })
  })

  it('a navigation in the middle of a stream ends it', async () => {
    const own = await openPage(undefined, { webPreferences: { nodeIntegration: true } })
    const file = path.join(tempFolder(), 'file')
    fs.writeFileSync(file, Buffer.alloc(4 << 20))
    await own.webContents.executeJavaScript(`new Promise((resolve) => require('fs').createReadStream('${file}').once('data', resolve).once('data', () => {})); 1`)
    await loadPage(own)
    assert.equal(await own.webContents.executeJavaScript(`require('fs').statSync('${file}').size`), 4 << 20)
  })

  it('a file is written while the page is being left', async () => {
    const own = await openPage(undefined, { webPreferences: { nodeIntegration: true } })
    const file = path.join(tempFolder(), 'file')
    await own.webContents.executeJavaScript(`addEventListener('beforeunload', () => require('fs').writeFileSync('${file}', 'last words')); require('fs'); 1`)
    await loadPage(own)
    await until(() => fs.existsSync(file) && fs.readFileSync(file, 'utf8') === 'last words')
  })

  it('works in a page whose policy forbids eval', async () => {
    const own = await openPage(`<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="default-src 'self' 'unsafe-inline'; script-src 'unsafe-inline'">
      <script>document.title = require('fs').readFileSync('/proc/self/comm', 'utf8').length > 0 && require('fs').createReadStream ? 'read' : ''</script>`,
    { webPreferences: { nodeIntegration: true } })
    assert.equal(own.webContents.getTitle(), 'read')
  })

  it('a page with isolation has it in its preload script only', async () => {
    const folder = tempFolder()
    const preload = path.join(folder, 'preload.js')
    fs.writeFileSync(preload, `const fs = require('fs'); fs.writeFileSync('${folder}/out', String(fs.readFileSync(__filename).length))`)
    const own = openWindow({ webPreferences: { preload, nodeIntegration: false, contextIsolation: true, sandbox: false } })
    await loadPage(own)
    assert.equal(fs.readFileSync(path.join(folder, 'out'), 'utf8'), String(fs.statSync(preload).size))
    assert.equal(await own.webContents.executeJavaScript('typeof require'), 'undefined')
  })
})
