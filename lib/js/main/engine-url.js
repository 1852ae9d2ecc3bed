'use strict'

const PARTS = /^([a-z][a-z0-9+.-]*:)\/\/(?:[^/?#]*@)?(\[[^\]]*\]|[^/?#:]*)(?::(\d*))?([^?#]*)(\?[^#]*)?/i

/**
 * The parts of a URL that the engine has taken. Node refuses some of them, such as hosts with an "xn--" that is no punycode, and
 * servers can have such names: what decides about requests must not fail or look away there.
 *
 * @param {string} text
 * @returns {URL|{href, protocol, hostname, host, port, pathname, search, origin}|null} null where it has no host either
 */
function engineUrl (text) {
  try {
    return new URL(text)
  } catch {}
  const [, scheme, hostname, port = '', pathname, search = ''] = PARTS.exec(text) ?? []
  if (scheme === undefined) return null
  const protocol = scheme.toLowerCase()
  const host = port === '' ? hostname : `${hostname}:${port}`
  return { href: text, protocol, hostname, host, port, pathname, search, origin: `${protocol}//${host}` }
}

module.exports = { engineUrl }
