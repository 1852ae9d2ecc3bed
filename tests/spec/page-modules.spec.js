'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const Module = require('node:module')
const path = require('node:path')
const { before, describe, it } = require('node:test')
const { pathToFileURL } = require('node:url')
const { once } = require('../support/events')
const { openWindow } = require('../support/windows')
const { tempFolder } = require('../support/temp-folder')

// `require` in a page, beside Node's own in the same folder: what one says, the other must say.

const files = {
  'page.html': '<!DOCTYPE html><title>page</title>',
  'value.js': 'module.exports = { value: 1 }',
  'data.json': '{ "json": [1, 2] }',
  'bad.json': '{ "json": ',
  'bad-syntax.js': "'use strict'\n\nlet x = = 1\n",
  'throws.js': "\nfunction fail () {\n  throw new RangeError('as asked')\n}\nfail()\n",
  'missing-child.js': "require('./not/there')",
  'folder/index.js': "exports.name = 'folder'; exports.dirname = __dirname",
  'with-main/package.json': '{ "main": "lib/entry" }',
  'with-main/lib/entry.js': "module.exports = 'main'",
  'wrapper.js': 'module.exports = { args: [...arguments], exports, require, module, __filename, __dirname, self: this }',
  'a.js': "exports.done = false; const b = require('./b.js'); exports.sawB = b.done; exports.done = true",
  'b.js': "exports.done = false; const a = require('./a.js'); exports.sawA = a.done; exports.done = true",
  'parent.js': "exports.child = require('./child'); exports.module = module",
  'child.js': 'exports.parent = module.parent; exports.module = module; exports.loadedInside = module.loaded',
  'counted.js': 'globalThis.counted = (globalThis.counted || 0) + 1; module.exports = globalThis.counted',
  'hash-bang.js': "#!/usr/bin/env node\nmodule.exports = 'after the bang'",
  'bom.js': "\ufeffmodule.exports = 'after the mark'",
  'text.txt': 'exports.text = true',
  'none': "module.exports = 'no extension'",
  'esm.mjs': 'export default 1',
  'name with space é.js': 'module.exports = __filename',
  'strict-free.js': 'module.exports = (function () { return typeof this })()',
  'deep/one.js': "exports.next = require('./two'); exports.order = globalThis.order = [...(globalThis.order || []), 'one']",
  'deep/two.js': "globalThis.order = ['two']; exports.again = require('./three'); exports.json = require('./data')",
  'deep/three.js': "exports.up = require('./one').next === undefined; exports.word = \"require('./not-there')\"",
  'deep/data.json': '[1]',
  'return-early.js': 'exports.before = 1; return; exports.after = 1',
  'declares.js': 'const process = 1, Buffer = 2, global = 3; let setImmediate; module.exports = process + Buffer + global',
  'node_modules/plain/package.json': '{ "name": "plain", "version": "1.2.3" }',
  'node_modules/plain/index.js': "module.exports = 'plain'",
  'node_modules/plain/sub/thing.js': "module.exports = 'plain sub'",
  'node_modules/conditions/package.json': JSON.stringify({
    name: 'conditions',
    exports: {
      '.': { browser: './browser.js', import: './esm.mjs', require: './required.js', default: './default.js' },
      './feature/*': './features/*.js',
      './package.json': './package.json',
      './hidden/*': null
    },
    imports: { '#inner': './inner.js' }
  }),
  'node_modules/conditions/required.js': "module.exports = ['required', require('#inner'), require('conditions/feature/one')]",
  'node_modules/conditions/browser.js': "module.exports = 'browser'",
  'node_modules/conditions/default.js': "module.exports = 'default'",
  'node_modules/conditions/inner.js': "module.exports = 'inner'",
  'node_modules/conditions/features/one.js': "module.exports = 'feature one'",
  'node_modules/conditions/secret.js': '',
  'node_modules/@scope/name/package.json': '{ "main": "./main.cjs" }',
  'node_modules/@scope/name/main.cjs': "module.exports = 'scoped'",
  'node_modules/nested/index.js': "module.exports = require('plain')",
  'node_modules/nested/node_modules/plain/index.js': "module.exports = 'nested plain'",
  'node_modules/esm-only/package.json': '{ "type": "module", "main": "index.js" }',
  'node_modules/esm-only/index.js': 'export default 1',
  'node_modules/url/index.js': "module.exports = 'not the built-in one'"
}

describe('require in a page', () => {
  let folder
  let win
  let nodeRequire

  /** Runs a function in the page. */
  const inPage = (act, ...args) => win.webContents.executeJavaScript(`(${act})(...${JSON.stringify(args)})`)

  /** The same function in main, with a `require` of the page's folder, and in the page. */
  const same = async (act, ...args) => {
    const here = await new Function('require', 'folder', `return (${act})`)(nodeRequire, folder)(...args)
    const there = await win.webContents.executeJavaScript(`(function (require, folder) { return (${act})(...${JSON.stringify(args)}) })(require, ${JSON.stringify(folder)})`)
    assert.deepEqual(there, here)
    return there
  }

  before(async () => {
    folder = fs.realpathSync(tempFolder('modules'))
    for (const [name, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
      fs.writeFileSync(path.join(folder, name), text)
    }
    nodeRequire = Module.createRequire(path.join(folder, 'page.html'))
    win = openWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } })
    await win.loadURL(pathToFileURL(path.join(folder, 'page.html')).href)
  })

  const requests = {
    'a relative file': './value.js',
    'a relative file without its extension': './value',
    'a JSON file': './data.json',
    'a JSON file without its extension': './data',
    'a folder with index.js': './folder',
    'a folder by its slash': './folder/',
    'a folder with "main"': './with-main',
    'a file without extension': './none',
    'a file with an unknown extension': './text.txt',
    'a file with spaces and accents in its name': './name with space é.js',
    'a file with a hash-bang': './hash-bang',
    'a file with a byte order mark': './bom',
    'a package': 'plain',
    'a file of a package': 'plain/sub/thing',
    'the package.json of a package': 'plain/package.json',
    'a package with exports: the condition "require"': 'conditions',
    'a package with exports: a pattern': 'conditions/feature/one',
    'a scoped package': '@scope/name',
    'a package of a package': 'nested'
  }
  for (const [name, request] of Object.entries(requests)) {
    it(`finds ${name}`, () => same((request) => JSON.stringify(require(request)), request))
    it(`require.resolve finds ${name}`, () => same((request) => require.resolve(request), request))
  }

  it('finds a file by its absolute path', () => same(() => require(folder + '/value').value))

  it('runs sloppy code as such', () => same(() => require('./strict-free')))

  it('lets a module return early', () => same(() => require('./return-early')))

  it('lets a module declare names of Node itself', () => same(() => require('./declares')))

  it('finds built-in modules with and without node:, before packages of their name', async () => {
    assert.deepEqual(await inPage(() => [require('url') === require('node:url'), typeof require('url').parse]), [true, 'function'])
    await same(() => [require.resolve('url'), require.resolve('node:url'), require.resolve.paths('url')])
  })

  it('gives each module once', () => same(() => [require('./counted'), require('./counted.js'), require(folder + '/counted')]))

  it('gives a cycle what is there so far', () => same(() => [require('./a'), require('./b')]))

  it('runs the modules of a tree in their order', () => same(() => {
    const { next, order } = require('./deep/one')
    delete globalThis.order
    return [next, order]
  }))

  it('gives a module its five names', async () => {
    await same(() => {
      const { args, exports, require: own, module, __filename, __dirname, self } = require('./wrapper')
      return [args.length, typeof own, __filename, __dirname, self === exports, args[0] === exports, args[1] === own, args[2] === module,
        args[3], args[4], module.id, module.path, module.filename, module.loaded, module.paths]
    })
  })

  it('links modules to their parents and children', async () => {
    await same(() => {
      const { child, module } = require('./parent')
      return [child.parent === module, child.parent.filename, module.children.includes(child.module), child.loadedInside, child.module.loaded]
    })
  })

  it('has require.cache, from which a module can be taken', async () => {
    await same(() => {
      const first = require('./value')
      const file = require.resolve('./value')
      const isThere = require.cache[file].exports === first
      delete require.cache[file]
      return [isThere, require('./value') === first, require('./value') === require('./value')]
    })
  })

  it('takes exports from require.cache', async () => {
    await same(() => {
      require('./value')
      require.cache[require.resolve('./value')].exports = 'replaced'
      const result = require('./value')
      delete require.cache[require.resolve('./value')]
      return result
    })
  })

  it('has require.resolve.paths, module.paths and require.extensions', async () => {
    await same(() => [require.resolve.paths('some-package'), require.resolve.paths('./x'), Object.keys(require.extensions), typeof require.main])
    assert.deepEqual(await inPage(() => module.paths), Module._nodeModulePaths(folder))
  })

  it('resolves with the option paths', () => same(() => require.resolve('plain', { paths: [folder + '/node_modules/nested'] })))

  it('Module.createRequire makes one of another folder', () =>
    same(() => require('module').createRequire(folder + '/node_modules/nested/index.js')('plain')))

  it('Module has isBuiltin, builtinModules, _nodeModulePaths and wrap', async () => {
    await same(() => {
      const Module = require('module')
      return [Module.isBuiltin('fs'), Module.isBuiltin('node:fs'), Module.isBuiltin('./fs'), Module.builtinModules.includes('fs'),
        Module._nodeModulePaths('/a/node_modules/b'), Module.wrap('code').trim()]
    })
  })

  it('a hooked Module._load sees what is required', () => same(() => {
    const Module = require('module')
    const { _load } = Module
    const seen = []
    Module._load = (request, parent, ...rest) => {
      seen.push(request)
      return request === 'virtual' ? 'made up' : _load(request, parent, ...rest)
    }
    try {
      return [require('virtual'), require('./value').value, seen]
    } finally {
      Module._load = _load
    }
  }))

  describe('fails as Node', () => {
    const failure = (request) => {
      try {
        require(request)
        return 'no error'
      } catch (error) {
        return [error.name, error.code, error.message, error.requireStack]
      }
    }
    const fails = {
      'a missing file': './not-there',
      'a missing package': 'not-installed',
      'a missing file of a package': 'plain/not-there',
      'a missing file that a module requires': './missing-child',
      'a package without that export': 'conditions/secret.js',
      'a hidden export': 'conditions/hidden/thing',
      'an ES module': './esm.mjs',
      'a package of ES modules': 'esm-only',
      'a built-in module that is none': 'node:nothing',
      'an empty name': ''
    }
    for (const [name, request] of Object.entries(fails)) {
      it(name, async () => {
        const [, code, message] = await same(failure, request)
        assert.ok(code)
        assert.ok(message)
      })
    }

    it('a name that is no string', () => same((request) => {
      try {
        require(request)
      } catch (error) {
        return [error.name, error.code, error.message]
      }
    }, 5))

    it('bad JSON names the file', async () => {
      const [name, , message] = await inPage(failure, './bad.json')
      assert.equal(name, 'SyntaxError')
      assert.ok(message.startsWith(`${folder}/bad.json: Unexpected end of JSON input`), message)
    })

    it('bad syntax names the file and the line', async () => {
      const stack = await inPage(() => {
        try {
          require('./bad-syntax')
        } catch (error) {
          return `${error.name}\n${error.stack}`
        }
      })
      assert.match(stack, /^SyntaxError\n/)
      assert.ok(stack.includes(`${folder}/bad-syntax.js:3`), stack)
    })

    it('what a module throws comes as it is, with the file and line in its stack', async () => {
      const [name, message, stack, isCached] = await inPage(() => {
        try {
          require('./throws')
        } catch (error) {
          return [error.name, error.message, error.stack, require.resolve('./throws') in require.cache]
        }
      })
      assert.deepEqual([name, message, isCached], ['RangeError', 'as asked', false])
      assert.match(stack, /at fail \(.*\/throws\.js:3:9\)/)
      assert.match(stack, /\/throws\.js:5:1\)/)
    })
  })

  it('a hooked Module._resolveFilename decides what is loaded', () => same(() => {
    const Module = require('module')
    const { _resolveFilename } = Module
    Module._resolveFilename = function (request, ...rest) { return _resolveFilename.call(this, request === 'alias' ? './value' : request, ...rest) }
    try {
      return [require('alias').value, require('url') === require('node:url'), require('plain'), require.resolve('alias') === require.resolve('./value')]
    } finally {
      Module._resolveFilename = _resolveFilename
    }
  }))

  it('a hooked Module.prototype._compile and require.extensions see the files', () => same(() => {
    const Module = require('module')
    const { _compile } = Module.prototype
    const seen = []
    Module.prototype._compile = function (source, filename) {
      seen.push(filename.slice(folder.length))
      return _compile.call(this, source.replace('no extension', 'changed'), filename)
    }
    require.extensions['.txt'] = (module) => { module.exports = 'by the extension' }
    delete require.cache[require.resolve('./none')]
    delete require.cache[require.resolve('./text.txt')]
    try {
      return [require('./none'), require('./text.txt'), seen]
    } finally {
      Module.prototype._compile = _compile
      delete require.extensions['.txt']
      delete require.cache[require.resolve('./none')]
      delete require.cache[require.resolve('./text.txt')]
    }
  }))

  it('a page without a file requires from the app\'s folder', async () => {
    const other = openWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } })
    await other.loadURL('data:text/html,page')
    const paths = await other.webContents.executeJavaScript('module.paths')
    assert.deepEqual(paths, Module._nodeModulePaths(require('electron').app.getAppPath()))
  })

  it('a file is read when it is required, not when a file that may require it is', async () => {
    fs.writeFileSync(path.join(folder, 'late.js'), "module.exports = 'early'")
    fs.writeFileSync(path.join(folder, 'lazy.js'), "exports.get = () => require('./late')")
    await inPage(() => { require('./lazy') })
    fs.writeFileSync(path.join(folder, 'late.js'), "module.exports = 'late'")
    assert.equal(await inPage(() => new Promise((resolve) => setTimeout(() => resolve(require('./lazy').get()), 1))), 'late')
  })

  it('a page that is being unloaded has what it required before; more it is refused', async () => {
    const { ipcMain } = require('electron')
    const other = openWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } })
    await other.loadURL(pathToFileURL(path.join(folder, 'page.html')).href)
    await other.webContents.executeJavaScript(`
      require('./value')
      require('util')
      window.addEventListener('beforeunload', () => {
        const attempt = (act) => { try { return act() } catch (error) { return error.message } }
        require('electron').ipcRenderer.send('unloading', [attempt(() => require('./value').value), attempt(() => require('util').format('%s', 1)),
          attempt(() => require('./folder')), attempt(() => process.umask()), attempt(() => require('vm'))])
      })`)
    const heard = once(ipcMain, 'unloading')
    other.webContents.reload()
    assert.deepEqual((await heard)[1], [1, '1', "Cannot load module './folder' while the page is being unloaded", 'process.umask has no answer while the page is being unloaded',
      "Cannot load the runtime's module 'packages/vm': main gave no answer"])
  })

  it('modules are the document\'s: a reload makes them anew', async () => {
    const other = openWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } })
    const url = pathToFileURL(path.join(folder, 'page.html')).href
    await other.loadURL(url)
    const set = 'require("./value").mark = true; Object.keys(require.cache).length'
    assert.equal(await other.webContents.executeJavaScript(set), 1)
    await other.loadURL(url)
    assert.deepEqual(await other.webContents.executeJavaScript('[Object.keys(require.cache), require("./value").mark]'), [[], undefined])
  })
})
