// Makes one script of each file in entries/: the body of a CommonJS function (exports, require, module). What a script
// requires of Node's other modules stays a require, so that a page has each class once.
//
//   node bundle.mjs PACKAGES OUTPUT LICENCES
//
// PACKAGES has the node_modules that package-lock.json describes. LICENCES becomes a text with the licence of every
// package that went into a script.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const [packages, output, licences] = process.argv.slice(2).map((path) => resolve(path))
const esbuild = createRequire(join(packages, 'package.json'))('esbuild')

const entriesFolder = join(here, 'entries')

const scriptsBelow = (folder) => readdirSync(folder, { withFileTypes: true }).flatMap((item) => {
  const path = join(folder, item.name)
  return item.isDirectory() ? scriptsBelow(path) : [path]
})

const idOf = (path) => relative(entriesFolder, path).split(sep).join('/').replace(/\.m?js$/, '')
const entries = scriptsBelow(entriesFolder)
const modules = new Set([...entries.map(idOf), 'os', 'process'])

// What packages bring along for engines that lack it.
const needless = new Set(['abort-controller', 'setimmediate'])
// What packages require in place of a module of Node's.
const replaced = new Map([['safe-buffer', 'buffer']])

const nodeModules = {
  name: 'node-modules',
  setup (build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path, importer, kind }) => {
      if (kind === 'entry-point') return undefined
      const name = path.replace(/^node:/, '')
      if (needless.has(name)) return { path: name, namespace: 'needless' }
      // With a trailing slash it is the package of that name: right for entries/, and for the rest there is a module.
      const id = importer.startsWith(entriesFolder) ? name : replaced.get(name) ?? name.replace(/\/$/, '')
      return modules.has(id) ? { path: id, external: true, sideEffects: false } : undefined
    })
    build.onLoad({ filter: /.*/, namespace: 'needless' }, () => ({ contents: 'module.exports = globalThis' }))
  }
}

const usedFolders = new Set()

const bundle = async (path) => {
  const id = idOf(path)
  const inject = [join(here, 'support/globals.mjs')]
  if (id === 'timers/promises') inject.push(join(here, 'support/immediate-globals.mjs'))
  const { metafile, outputFiles, warnings } = await esbuild.build({
    entryPoints: [path],
    bundle: true,
    write: false,
    metafile: true,
    format: 'cjs',
    platform: 'browser',
    target: 'chrome102',
    absWorkingDir: packages,
    nodePaths: [join(packages, 'node_modules')],
    define: {
      global: 'globalThis',
      // timers-browserify looks for them, where they are made by the module that is being made.
      'self.setImmediate': 'undefined',
      'self.clearImmediate': 'undefined',
      'global.setImmediate': 'undefined',
      'global.clearImmediate': 'undefined'
    },
    inject,
    // A module that is exported as a whole.
    footer: path.endsWith('.mjs') ? { js: 'module.exports=module.exports.default;' } : {},
    // Names stay: programs and stacks show them.
    minifyWhitespace: true,
    keepNames: true,
    legalComments: 'none',
    charset: 'ascii',
    logLevel: 'error',
    plugins: [nodeModules]
  })
  if (warnings.length > 0) throw new Error(`${id}: ${warnings[0].text}`)
  for (const input of Object.keys(metafile.inputs)) {
    const [folder] = /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(input) ?? []
    if (folder) usedFolders.add(folder)
  }
  const file = join(output, `${id}.js`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, outputFiles[0].contents)
}

const licenceOf = (folder) => {
  const { name, version, license, licenses, author } = JSON.parse(readFileSync(join(packages, folder, 'package.json')))
  const files = readdirSync(join(packages, folder)).filter((file) => /^(licen[cs]e|copying)/i.test(file))
  const texts = files.map((file) => readFileSync(join(packages, folder, file), 'utf8').trim())
  const kind = license ?? licenses?.[0].type
  if (texts.length === 0) texts.push(`${kind}, ${typeof author === 'string' ? author : author?.name ?? 'its contributors'}`)
  return `${name} ${version} (${kind})\n\n${texts.join('\n\n')}\n`
}

if (existsSync(output)) rmSync(output, { recursive: true })
await Promise.all(entries.map(bundle))
const line = `\n${'-'.repeat(80)}\n\n`
writeFileSync(licences, `Pages run code of these packages.\n${line}${[...usedFolders].sort().map(licenceOf).join(line)}`)
