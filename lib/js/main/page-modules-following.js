'use strict'

const { requestsIn } = require('./page-modules-ahead')

// A module travels with those that it requires by literal names, and those that they require: a page asks once for many.

const mostFiles = 600
const longestFile = 1 << 18 // characters
const longestAnswer = 1 << 22

const scripts = /\.c?js$/
const electron = /^electron(?:\/|$)/

/** contents → paths of which its document has been sent the source */
const sentTo = new WeakMap()

/** @param {object} contents whose document is a new one */
exports.forget = (contents) => sentTo.delete(contents)

/**
 * @param {object} contents of the page
 * @param {{path: string, source: string}} module that it is going to get
 * @returns {{resolved: Array, files: object}} what requests mean, as [parent, request, path], and the sources that go along
 */
exports.following = (contents, { path, source }, { resolverOf, readModule }) => {
  if (!sentTo.has(contents)) sentTo.set(contents, new Set())
  const sent = sentTo.get(contents)
  sent.add(path)
  const resolved = []
  const files = {}
  let count = 0
  let length = 0
  const queue = scripts.test(path) && source.length <= longestFile ? [[path, source]] : []
  for (const [parent, text] of queue) {
    const resolve = resolverOf(parent)
    for (const request of requestsIn(text)) {
      if (electron.test(request) || count >= mostFiles || length >= longestAnswer) continue
      try {
        const answer = resolve(request)
        if (answer.builtin) continue
        resolved.push([parent, request, answer.path])
        if (sent.has(answer.path) || answer.path.endsWith('.node')) continue
        const module = readModule(answer.path, parent)
        if (module.source.length > longestFile) continue
        sent.add(answer.path)
        files[answer.path] = module.source
        count++
        length += module.source.length
        if (scripts.test(answer.path)) queue.push([answer.path, module.source])
      } catch {
        // The page hears of it when it gets there.
      }
    }
  }
  return { resolved, files }
}
