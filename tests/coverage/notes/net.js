'use strict'

module.exports = {
  partly: {
    'net.request': 'HTTP/1.1 by Node: no HTTP cache (cache: only-if-cached fails, force-cache asks the server), no SOCKS proxies, no client certificates; certificates are checked against Node\'s roots',
    'net.isOnline': 'does not emit changes; a network that leads nowhere counts',
    'net.resolveHost': 'source, cacheUsage and secureDnsPolicy make no difference: the system\'s resolver answers',
    'ClientRequest.login': 'basic and digest; NTLM and Negotiate end with the 401 response'
  }
}
