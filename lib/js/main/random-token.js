'use strict'

// Loading Node's crypto for this would take eleven milliseconds of every start.
const { randomToken } = process._linkedBinding('electron_browser_web_contents')

/** The name of one thing, in the form of a UUID. It may be seen by a page; what randomToken gives is a secret. */
const randomId = () => randomToken().replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')

module.exports = { randomId, randomToken }
