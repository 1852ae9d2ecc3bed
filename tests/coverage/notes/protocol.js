'use strict'

const intercepted = "of http, https and file: frames within a page show an origin of the runtime's own, which answers' URLs have too; going back loads the document anew; windows made before know of it when they load, but not their scripts' bodies, status and headers; no WebSockets"

module.exports = {
  partly: {
    'protocol.registerSchemesAsPrivileged': 'supportFetchAPI: in pages of the app; what fetch() reads of a stream stays in the page until its end. documents, and what they include, see the status 200, and heed headers of policies and caching only',
    'protocol.interceptFileProtocol': intercepted,
    'protocol.interceptStringProtocol': intercepted,
    'protocol.interceptBufferProtocol': intercepted,
    'protocol.interceptStreamProtocol': intercepted,
    'protocol.interceptHttpProtocol': intercepted
  }
}
