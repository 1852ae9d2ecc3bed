'use strict'

const { Event } = require('../event')

// 'context-menu': what the engine tells of the place, and what it does not, which a script in a world of its own looks up in the page.

const OWN_WORLD = 17 // of no script of the app's
// So long, in milliseconds, the page has to say what there is.
const PATIENCE = 500

const mediaTypes = ['none', 'image', 'video', 'audio', 'canvas', 'file', 'plugin']
const referrerPolicies = new Set(['no-referrer', 'no-referrer-when-downgrade', 'origin', 'origin-when-cross-origin', 'unsafe-url', 'same-origin',
  'strict-origin', 'strict-origin-when-cross-origin'])
const textTypes = new Set(['text', 'search', 'url', 'email', 'tel', 'number', 'password'])

/* global getSelection, location */
/**
 * Runs in the page. What stands at a point, or with the keyboard what has it: in the innermost document of the page's origin.
 * @param {number} zoom screen pixels to a pixel of the page
 */
function look (left, top, zoom, byKeyboard) {
  let place = document
  let [x, y] = [left / zoom, top / zoom]
  let offset = { x: 0, y: 0 }
  const path = []
  let element
  for (;;) {
    element = byKeyboard ? place.activeElement : place.elementFromPoint(x, y)
    for (let inner; (inner = element?.shadowRoot && (byKeyboard ? element.shadowRoot.activeElement : element.shadowRoot.elementFromPoint(x, y))) && inner !== element;) element = inner
    if (!element || !/^I?FRAME$/.test(element.tagName)) break
    const view = element.contentWindow
    path.push(Array.prototype.findIndex.call(place.defaultView, (frame) => frame === view))
    const { x: frameX, y: frameY } = element.getBoundingClientRect()
    const corner = { x: frameX + element.clientLeft, y: frameY + element.clientTop }
    offset = { x: offset.x + corner.x, y: offset.y + corner.y }
    const inner = element.contentDocument
    if (!inner) return { path, isForeign: true }
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
  let rect = { x: 0, y: 0, width: 0, height: 0 }
  let startOffset = 0
  if (isText) {
    rect = field.getBoundingClientRect()
    startOffset = field.selectionStart
  } else if (range) {
    const lines = range.getClientRects()
    rect = range.collapsed && lines.length > 0 ? { x: lines[0].x, y: lines[0].y, width: 1, height: lines[0].height } : range.getBoundingClientRect()
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
    rect: { x: round(rect.x + offset.x), y: round(rect.y + offset.y), width: round(rect.width), height: round(rect.height) },
    startOffset,
    selected: isText ? field.value.slice(field.selectionStart, field.selectionEnd) : String(selection ?? ''),
    canPip: video && place.pictureInPictureEnabled && !element.disablePictureInPicture && element.readyState > 0,
    isPip: video && place.pictureInPictureElement === element
  }
}

const lookSource = String(look)

/** DOM's names of a form's control → Electron's. */
function controlType ({ control = '', controlType: type = '' }) {
  if (control === 'textarea') return 'text-area'
  if (control === 'select') return type
  return control === '' ? 'none' : `${control}-${type}`
}

function inputFieldType ({ control = '', controlType: type = '' }) {
  if (type === 'password') return 'password'
  if (control === 'textarea' || textTypes.has(type)) return 'plainText'
  return control === 'input' ? 'other' : 'none'
}

const methods = {
  /**
   * @param {object} params of QWebEngineContextMenuRequest
   */
  _onContextMenu (params) {
    const byKeyboard = this._menuKey
    this._menuKey = false
    if (this.listenerCount('context-menu') === 0) return
    const timer = setTimeout(() => tell(null), PATIENCE)
    let told = false
    const tell = (json) => {
      clearTimeout(timer)
      if (told || this.isDestroyed()) return
      told = true
      let details
      try {
        details = JSON.parse(json)
      } catch {}
      this._tellContextMenu(params, details ?? {}, byKeyboard)
    }
    const { x, y } = params
    this._runScriptWithResult(`JSON.stringify((${lookSource})(${x}, ${y}, ${this.getZoomFactor()}, ${byKeyboard}))`, OWN_WORLD, tell)
  },

  /** What the page says is taken as it is: its own scripts had no part in it, but its document may be anything. */
  _tellContextMenu ({ mediaType, mediaFlags, editFlags, ...params }, details, byKeyboard) {
    const can = (bit) => Boolean(editFlags & bit)
    const is = (bit) => Boolean(mediaFlags & bit)
    const { path = [], referrer = '' } = details
    const frame = path.reduce((parent, index) => parent?.frames[index], this.mainFrame) ?? this.mainFrame
    const event = new Event(this)
    this.emit('context-menu', event, {
      ...params,
      // The engine is late with a selection that a script has just made.
      selectionText: params.selectionText || (can(8) ? details.selected ?? '' : ''),
      frame,
      pageURL: this.getURL(),
      frameURL: details.isForeign ? frame.url : details.url ?? this.getURL(),
      mediaType: mediaTypes[mediaType] ?? 'none',
      hasImageContents: mediaType === 1 && (details.hasImage ?? true),
      formControlType: controlType(details),
      inputFieldType: inputFieldType(details),
      frameCharset: details.charset ?? '',
      altText: details.alt ?? '',
      titleText: details.title ?? '',
      suggestedFilename: details.download ?? '',
      referrerPolicy: referrerPolicies.has(referrer) ? referrer : 'default',
      selectionRect: details.rect ?? { x: 0, y: 0, width: 0, height: 0 },
      selectionStartOffset: details.startOffset ?? 0,
      spellcheckEnabled: params.isEditable && Boolean(details.spellcheck) && this.session.isSpellCheckerEnabled(),
      menuSourceType: byKeyboard ? 'keyboard' : 'mouse',
      mediaFlags: {
        inError: is(1), isPaused: is(2), isMuted: is(4), isLooping: is(8), canSave: is(16), hasAudio: is(32), canToggleControls: is(64),
        isControlsVisible: is(128), canPrint: is(256), canRotate: is(512), canShowPictureInPicture: Boolean(details.canPip),
        isShowingPictureInPicture: Boolean(details.isPip), canLoop: is(1024)
      },
      editFlags: { canUndo: can(1), canRedo: can(2), canCut: can(4), canCopy: can(8), canPaste: can(16), canDelete: can(32), canSelectAll: can(64), canEditRichly: can(256) }
    })
  }
}

module.exports = { methods }
