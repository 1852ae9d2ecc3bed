'use strict'

// What stands at a point of a document, for 'context-menu'. It runs in a world of its own in the page, and by way of
// frames-agent.js in frames of other origins, where it may be the page's own world: what it finds is what the page shows.

/** Where a range begins or ends: a line without width. It has none of its own at the edge of an element. */
const caretOf = (range, atStart) => {
  const caret = range.cloneRange()
  caret.collapse(atStart)
  const [own] = caret.getClientRects()
  if (own) return own
  const pieces = range.getClientRects()
  const piece = pieces[atStart ? 0 : pieces.length - 1]
  if (!piece) return null
  const { top, bottom, [atStart ? 'left' : 'right']: side } = piece
  return { left: side, right: side, top, bottom }
}

/** As Electron has it: of the places where a selection begins and ends, not of the lines between them. */
const boundsOf = (range) => {
  const [start, end] = [caretOf(range, true), caretOf(range, false)]
  if (!start || !end) return null
  const [x, y] = [Math.min(start.left, end.left), Math.min(start.top, end.top)]
  return { x, y, width: Math.max(start.right - x, end.right - x, 1), height: Math.max(start.bottom, end.bottom) - y }
}

/**
 * Looks in the innermost document that can be reached from this one.
 *
 * @param {number} left in pixels of the screen, from the corner of this document's frame; `top` too
 * @param {number} zoom pixels of the screen to one of the page
 * @returns {object} with `isForeign`: `path`, the indices of the frames on the way to the one that must be asked itself, and
 *   where its corner is; else what there is
 */
exports.look = (left, top, zoom) => {
  let place = document
  let [x, y] = [left / zoom, top / zoom]
  let offset = { x: 0, y: 0 }
  const path = []
  let element
  for (;;) {
    element = place.elementFromPoint(x, y)
    for (let inner; (inner = element?.shadowRoot?.elementFromPoint(x, y)) && inner !== element;) element = inner
    if (!element || !/^I?FRAME$/.test(element.tagName)) break
    const view = element.contentWindow
    path.push(Array.prototype.findIndex.call(place.defaultView, (frame) => frame === view))
    const { x: frameX, y: frameY } = element.getBoundingClientRect()
    const corner = { x: frameX + element.clientLeft, y: frameY + element.clientTop }
    offset = { x: offset.x + corner.x, y: offset.y + corner.y }
    const inner = element.contentDocument
    if (!inner) return { path, isForeign: true, x: offset.x * zoom, y: offset.y * zoom }
    place = inner
    x -= corner.x
    y -= corner.y
  }
  const image = element?.closest('img, input[type=image]')
  const field = element?.closest('input, textarea, select, button')
  const link = element?.closest('a[href], area[href]')
  const selection = place.getSelection()
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : null
  const isText = field && typeof field.selectionStart === 'number'
  let rect = null
  let startOffset = 0
  if (isText) {
    startOffset = field.selectionStart
  } else if (range) {
    rect = boundsOf(range)
    const node = range.startContainer
    const host = (node.nodeType === 1 ? node : node.parentElement)?.closest('[contenteditable]') ?? place.body
    if (host?.contains(node)) {
      const before = place.createRange()
      before.setStart(host, 0)
      before.setEnd(range.startContainer, range.startOffset)
      startOffset = before.toString().length
    }
  }
  const round = (value) => Math.round(value * zoom)
  const onScreen = (rect) => rect && { x: round(rect.x + offset.x), y: round(rect.y + offset.y), width: round(rect.width), height: round(rect.height) }
  const video = element?.tagName === 'VIDEO'
  return {
    path,
    url: place.location.href,
    charset: place.characterSet,
    title: image?.title ?? '',
    alt: image ? image.alt : field?.tagName === 'INPUT' ? field.getAttribute('alt') ?? field.getAttribute('title') ?? (field.getAttribute('value') || 'Submit') : '',
    hasImage: image?.tagName === 'IMG' ? image.complete && image.naturalWidth > 0 : undefined,
    control: field?.tagName.toLowerCase() ?? '',
    controlType: field?.type ?? '',
    spellcheck: Boolean(element?.spellcheck),
    download: link && link.origin === place.location.origin ? link.getAttribute('download') ?? '' : '',
    referrer: Array.from(place.querySelectorAll('meta[name="referrer" i]')).at(-1)?.content.trim().toLowerCase() ?? '',
    isSelected: range !== null,
    field: isText ? onScreen(field.getBoundingClientRect()) : null,
    rect: onScreen(rect),
    startOffset,
    selected: isText ? field.value.slice(field.selectionStart, field.selectionEnd) : String(selection ?? ''),
    canPip: video && place.pictureInPictureEnabled && !element.disablePictureInPicture && element.readyState > 0,
    isPip: video && place.pictureInPictureElement === element
  }
}
