'use strict'

const intercepted = "of http, https and file: frames within a page show an origin of the runtime's own; scripts see the status 200, and headers in small letters; no bodies of requests; going back loads the document anew"
const answered = "scripts of the app's pages see status and headers as they were answered, and send bodies; documents and what they include see 200, and heed headers of policies and caching only; forms send no body"

module.exports = {
  partly: {
    'protocol.registerSchemesAsPrivileged': 'fetch() of such a scheme gives a response when its body is whole; allowServiceWorkers as the engine has it; codeCache and stream make no difference',
    'protocol.registerFileProtocol': answered,
    'protocol.registerStringProtocol': answered,
    'protocol.registerBufferProtocol': answered,
    'protocol.registerStreamProtocol': answered,
    'protocol.registerHttpProtocol': answered,
    'protocol.interceptFileProtocol': intercepted,
    'protocol.interceptStringProtocol': intercepted,
    'protocol.interceptBufferProtocol': intercepted,
    'protocol.interceptStreamProtocol': intercepted,
    'protocol.interceptHttpProtocol': intercepted
  }
}
