'use strict'

// For the specs of session.webRequest: a page of the loopback that fetches, and what listeners are told of that.

/** A document that asks for nothing else, an icon included. */
const EMPTY_DOCUMENT = '<!DOCTYPE html><link rel="icon" href="data:,">'

/** Answers a document's request with an empty one, and any other with its path. */
function answer (request, response) {
  response.setHeader('content-type', 'text/html')
  response.end(request.headers['sec-fetch-dest'] === 'document' ? EMPTY_DOCUMENT : `at ${request.url}`)
}

/** @returns {Promise<string>} what the page reads, or the message of its error */
function fetchText (win, path, options = {}) {
  return win.webContents.executeJavaScript(
    `fetch(${JSON.stringify(path)}, ${JSON.stringify(options)}).then((r) => r.text(), (error) => error.message)`)
}

/** Notes what the listeners of `events` are told of `paths`: [name, details] of each. */
function listen (webRequest, paths, ...events) {
  const told = []
  for (const name of events) {
    webRequest[name]({ urls: paths.map((path) => `*://*:*${path}`) }, (details, callback) => {
      told.push([name, details])
      callback?.({})
    })
  }
  told.names = () => told.map(([name]) => name)
  return told
}

/** Takes the listeners of `events` away. */
function forget (webRequest, events) {
  for (const name of events) webRequest[name](null)
}

module.exports = { EMPTY_DOCUMENT, answer, fetchText, forget, listen }
