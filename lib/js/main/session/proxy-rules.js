'use strict'

// Proxies as Chromium's settings have them: rules that say which one serves a URL, and rules that say which URLs need none.

/** QNetworkProxy::ProxyType */
const types = { direct: 2, http: 3, socks5: 1 }

/** "[scheme://]host[:port]" or "direct://". */
function parseServer (text) {
  if (text === 'direct://') return { type: 'direct' }
  const [, scheme = 'http', host, port] = /^(?:([a-z0-9]+):\/\/)?(\[[^\]]+\]|[^:/\s]+)(?::(\d+))?\/?$/i.exec(text) ?? []
  if (!host) throw new Error(`session.setProxy: '${text}' is no proxy`)
  const type = { http: 'http', socks: 'socks5', socks5: 'socks5' }[scheme.toLowerCase()]
  if (!type) throw new Error(`session.setProxy is not supported for the scheme '${scheme}': Qt WebEngine knows proxies of HTTP and SOCKS 5`)
  return { type, host, port: port ? Number(port) : type === 'http' ? 80 : 1080 }
}

/**
 * The server for all URLs.
 * @throws where there are several: the engine is told of one
 */
function parseRules (text) {
  const rules = text.split(';').map((rule) => rule.trim()).filter(Boolean)
  const servers = new Set(rules.map((rule) => rule.replace(/^(https?|ftp|ws|wss|socks)=/i, (match, scheme) => scheme.toLowerCase() === 'socks' ? 'socks5://' : '').split(',')[0].trim()))
  if (servers.size > 1) throw new Error('session.setProxy is not supported with several servers: Qt WebEngine is told of one, for all URLs')
  const [server] = servers
  return server ? parseServer(server) : { type: 'direct' }
}

/** What pages of a server show when it is asked for by resolveProxy. */
function describe ({ type, host, port }) {
  return type === 'direct' ? 'DIRECT' : `${type === 'http' ? 'PROXY' : 'SOCKS5'} ${host}:${port}`
}

module.exports = { describe, parseRules, types }
