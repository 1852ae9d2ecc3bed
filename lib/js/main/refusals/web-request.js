'use strict'

const reason = 'Qt WebEngine shows requests before they are sent, and no responses'

// Setting a listener warns once; it is never called.
module.exports = {
  ignored: {
    onBeforeRedirect: reason,
    onCompleted: reason,
    onErrorOccurred: reason,
    onHeadersReceived: reason,
    onResponseStarted: reason
  }
}
