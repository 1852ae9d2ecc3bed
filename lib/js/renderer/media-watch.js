'use strict'

// What plays in a document, while somebody in main listens for 'media-started-playing' or 'media-paused'. It changes nothing in the
// document: it hears the events of its elements, and after that those of an element that has left the document.

const uncurry = Function.prototype.bind.bind(Function.prototype.call)
// An element's name may hide the document's own properties, in any world; and a page may replace what it finds.
const querySelectorAll = uncurry(Document.prototype.querySelectorAll)
const addEventListener = uncurry(EventTarget.prototype.addEventListener)

// As in Electron, an element plays once it has something to play.
const HAVE_FUTURE_DATA = 3
const watched = new WeakSet()

/**
 * @param {Document} place
 * @param {boolean} isNew the document began after main had asked
 * @param {(words: string) => void} tell is called for each element: 'started', 'stopped', 'playing' for one that did before main asked
 */
exports.watchMedia = (place, isNew, tell) => {
  if (watched.has(place)) return
  watched.add(place)
  const known = new WeakSet()
  const playing = new WeakSet()

  const begin = (element) => {
    if (playing.has(element) || element.paused || element.ended || element.readyState < HAVE_FUTURE_DATA) return false
    playing.add(element)
    return true
  }
  const onBegin = ({ isTrusted, target }) => {
    if (isTrusted) learn(target)
    if (isTrusted && begin(target)) tell('started')
  }
  const onEnd = ({ isTrusted, target }) => {
    if (isTrusted && playing.delete(target)) tell('stopped')
  }
  const learn = (element) => {
    if (known.has(element)) return
    known.add(element)
    for (const name of ['play', 'playing']) addEventListener(element, name, onBegin)
    for (const name of ['pause', 'ended', 'emptied']) addEventListener(element, name, onEnd)
  }

  for (const name of ['play', 'playing']) addEventListener(place, name, onBegin, true)
  for (const element of querySelectorAll(place, 'audio, video')) {
    learn(element)
    if (begin(element)) tell(isNew ? 'started' : 'playing')
  }
}
