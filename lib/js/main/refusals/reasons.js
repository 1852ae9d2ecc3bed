'use strict'

// What several names are refused for.
module.exports = {
  elsewhere: 'it is for other systems than Linux',
  engine: 'Qt WebEngine has no interface for it',
  offscreen: 'Qt WebEngine does not hand out what it paints',
  serviceWorkers: 'Qt WebEngine does not show its service workers',
  extensions: 'Qt WebEngine runs no extensions',
  devices: 'Qt WebEngine has no choosers for devices',
  views: 'windows hold one page, and BrowserViews above it',
  notYet: 'it is not implemented'
}
