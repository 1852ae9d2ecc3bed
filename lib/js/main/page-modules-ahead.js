'use strict'

// A page whose content security policy forbids eval can compile nothing once the policy has been read. So what its scripts
// require by literal names is sent along when the document begins.

const fs = require('fs')
const path = require('path')

const META = /<meta[^>]+http-equiv\s*=\s*["']?content-security-policy["']?[^>]*>/i
const INLINE = /<script(?![^>]*\bsrc\s*=)[^>]*>([\s\S]*?)<\/script/gi
const LINKED = /<script[^>]+\bsrc\s*=\s*["']?([^"'\s>]+)/gi
const REQUIRED = /\brequire\s*\(\s*(['"`])([^'"`\n]+)\1\s*\)/g

const longest = 16 << 20 // characters, of all files

function forbidsEval (html) {
  const policy = META.exec(html)?.[0]
  if (!policy) return false
  const scripts = /script-src\s([^;]*)/i.exec(policy) ?? /default-src\s([^;]*)/i.exec(policy)
  return scripts !== null && !/'unsafe-eval'/i.test(scripts[1])
}

const requestsIn = exports.requestsIn = (source) => [...source.matchAll(REQUIRED)].map((match) => match[2])

function linkedFiles (html, file) {
  const files = []
  for (const [, source] of html.matchAll(LINKED)) {
    if (!/^[a-z][a-z0-9+.-]+:/i.test(source)) files.push(path.resolve(path.dirname(file), decodeURI(source.split(/[?#]/)[0])))
  }
  return files
}

const read = (file) => {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/**
 * @param {string} file of the page
 * @returns {{resolved: Array, files: object, sources: object}|null} null where the page's policy lets it compile at any time;
 *   `files` are modules by path, `sources` the runtime's own by id
 */
exports.requiredAhead = (file, { resolve, readModule, sourceOf }) => {
  const html = read(file)
  if (!forbidsEval(html)) return null
  const resolved = []
  const files = {}
  const builtins = new Set(['buffer', 'timers'])
  let length = 0

  const follow = (parent, source) => {
    for (const request of requestsIn(source)) {
      if (/^electron(?:\/|$)/.test(request)) continue
      try {
        const answer = resolve(request, parent)
        if (answer.builtin) {
          builtins.add(answer.builtin)
          continue
        }
        resolved.push([parent, request, answer])
        if (Object.hasOwn(files, answer.path) || length > longest) continue
        const module = readModule(answer.path, parent)
        if (!answer.path.endsWith('.js') && !answer.path.endsWith('.cjs')) continue
        files[answer.path] = module.source
        length += module.source.length
        follow(answer.path, module.source)
      } catch {
        // The page hears of it when it gets there.
      }
    }
  }

  for (const [, source] of html.matchAll(INLINE)) follow(file, source)
  for (const linked of linkedFiles(html, file)) follow(file, read(linked))
  return { resolved, files, sources: runtimeModules(builtins, sourceOf) }
}

/** The runtime's own modules behind built-in ones, and what those require in their turn. */
function runtimeModules (names, sourceOf) {
  const sources = {}
  const add = (id) => {
    if (Object.hasOwn(sources, id)) return
    const source = sourceOf(id)
    if (typeof source !== 'string') return
    sources[id] = source
    for (const request of requestsIn(source)) {
      if (request[0] === '.') add(path.posix.join(path.posix.dirname(id), request))
      else addBuiltin(request)
    }
  }
  const addBuiltin = (name) => {
    add(`packages/${name}`)
    add(`renderer/builtins/${name}`)
  }
  for (const name of names) addBuiltin(name)
  // Those that every shim has already.
  for (const id of Object.keys(sources)) if (!/^(?:packages|renderer\/builtins)\//.test(id)) delete sources[id]
  return sources
}
