'use strict'

module.exports = {
  partly: {
    'net.request': 'HTTP/1.1 by Node: no HTTP cache (cache: only-if-cached fails, force-cache asks the server), no SOCKS proxies, no client certificates; certificates are checked against Node\'s roots and setCertificateVerifyProc',
    'ClientRequest.login': 'for basic and digest; NTLM and Negotiate end with the response of status 401'
  }
}
