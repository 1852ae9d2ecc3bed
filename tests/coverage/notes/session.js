'use strict'

module.exports = {
  partly: {
    'Session.enableNetworkEmulation': 'a page that window.open makes has it some 50 ms later; not for net',
    'DownloadItem.getContentDisposition': 'an empty text: the engine does not hand on headers of responses',
    'DownloadItem.getETag': 'an empty text, but for those of createInterruptedDownload',
    'DownloadItem.getLastModifiedTime': 'an empty text, but for those of createInterruptedDownload',
    'DownloadItem.getURLChain': 'the last URL only of a link with the attribute download',
    'Cookies.flushStore': 'has no effect: the engine writes cookies within 30 seconds, and when the app ends',
    'Session.flushStorageData': 'has no effect: the engine writes within seconds, and when the app ends',
    'Session.getCacheSize': 'a cache in memory counts as nothing',
    'Session.setProxy': 'for all sessions at once; one server for all URLs; no proxy scripts; no proxyBypassRules',
    'Session.setCertificateVerifyProc': 'is asked about certificates that the engine does not trust only',
    'Session.setPermissionCheckHandler': 'is asked when a document begins, for notifications, geolocation and clipboard-read; the engine answers for the others itself',
    'Session.setPermissionRequestHandler': "is asked for notifications, geolocation, media, pointerLock, fullscreen and openExternal; a page that is refused 'fullscreen' is in it for a moment",
    'WebRequest.onBeforeRequest': "uploadData is there while a listener of responses or headers is set, and has texts and bytes, no files and blobs; alone, a callback that comes later holds up the app, for at most 2 seconds; sees no requests of workers that several pages share, none of session.downloadURL, and not what the first document of a window that a page opens is loaded with",
    'WebRequest.onBeforeSendHeaders': "requestHeaders is without what the network adds at last (Sec-Fetch-*, Accept-Encoding); User-Agent can be emptied and not taken away, the session's cookies win over a header Cookie",
    'WebRequest.onSendHeaders': "requestHeaders is without what the network adds at last",
    'WebRequest.onHeadersReceived': "for http, https and file, not for net; frame is null for frames within the page; not in the first document of a window that a page opens, in workers that several pages share, and in the first 100 ms after the session's first such listener is set in a page that is there already; a response becomes no redirect and a redirect no other response; a cookie that is taken out of Set-Cookie has been kept; a document whose policies are changed comes as a whole, which takes half a second a MB",
    'WebRequest.onBeforeRedirect': 'as onHeadersReceived; without ip',
    'WebRequest.onResponseStarted': 'as onHeadersReceived, and for schemes of the app; no WebSockets',
    'WebRequest.onCompleted': 'as onResponseStarted; a download is complete to it when its first bytes are there, and one by downloadURL is told of while onHeadersReceived is set only',
    'WebRequest.onErrorOccurred': 'as onResponseStarted'
  }
}
