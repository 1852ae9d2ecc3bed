'use strict'

// The engine does not tell what its cache holds. What the document has loaded comes close.

const kinds = { img: 'images', image: 'images', script: 'scripts', css: 'cssStyleSheets', link: 'cssStyleSheets', xsl: 'xslStyleSheets' }
const isFont = (url) => /\.(?:woff2?|ttf|otf)(?:[?#]|$)/i.test(url)

/** How many resources of each kind the document of `window` has, and their bytes as far as they are known. */
exports.resourceUsage = ({ performance }) => {
  const usage = {}
  for (const name of ['images', 'scripts', 'cssStyleSheets', 'xslStyleSheets', 'fonts', 'other']) usage[name] = { count: 0, size: 0, liveSize: 0 }
  for (const { initiatorType, name, decodedBodySize } of performance.getEntriesByType('resource')) {
    const kind = usage[isFont(name) ? 'fonts' : kinds[initiatorType] ?? 'other']
    kind.count++
    kind.size += decodedBodySize
    kind.liveSize += decodedBodySize
  }
  return usage
}
