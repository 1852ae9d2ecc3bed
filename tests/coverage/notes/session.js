'use strict'

module.exports = {
  partly: {
    'Session.enableNetworkEmulation': 'a page that is made meanwhile has it some 50 ms later; not while its DevTools are open, and not for net',
    'DownloadItem.getContentDisposition': 'an empty text: the engine does not hand on headers of responses',
    'DownloadItem.getETag': 'an empty text, but for those of createInterruptedDownload',
    'DownloadItem.getLastModifiedTime': 'an empty text, but for those of createInterruptedDownload',
    'DownloadItem.getURLChain': 'the last URL only',
    'DownloadItem.hasUserGesture': 'always false',
    'Cookies.flushStore': 'has no effect: the engine writes cookies within 30 seconds, and when the app ends',
    'Session.flushStorageData': 'has no effect: the engine writes within seconds, and when the app ends',
    'Session.getCacheSize': 'a cache in memory counts as nothing',
    'Session.setProxy': 'for all sessions at once; one server for all URLs; no proxy scripts; no proxyBypassRules',
    'Session.setCertificateVerifyProc': 'is asked about certificates that the engine does not trust only',
    'Session.setPermissionCheckHandler': 'is asked when a document begins, for notifications, geolocation and clipboard-read; the engine answers for the others itself',
    'Session.setPermissionRequestHandler': "is asked for notifications, geolocation, media, pointerLock, fullscreen and openExternal; a page that is refused 'fullscreen' is in it for a moment",
    'WebRequest.onBeforeRequest': 'no uploadData; sees no requests of workers that several pages share; a callback that comes later holds up the app, for at most 2 seconds',
    'WebRequest.onBeforeSendHeaders': 'requestHeaders has User-Agent and Accept-Language only; a header cannot be taken away, only emptied',
    'WebRequest.onSendHeaders': 'requestHeaders has what is known of them'
  }
}
