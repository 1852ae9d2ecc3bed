'use strict'

const { Event } = require('../event')

// 'context-menu': what the engine tells of the place, and what it does not, which renderer/context-look.js looks up in the page: in a
// world of its own, and in a frame of another origin by way of that frame's agent.

const OWN_WORLD = 17 // of no script of the app's
// So long, in milliseconds, the page has to say what there is.
const PATIENCE = 500
// So long, in milliseconds, a picture takes to be seen, and the engine has to tell where the caret is.
const PICTURE = 34
const CARET_PATIENCE = 150

const mediaTypes = ['none', 'image', 'video', 'audio', 'canvas', 'file', 'plugin']
const referrerPolicies = new Set(['no-referrer', 'no-referrer-when-downgrade', 'origin', 'origin-when-cross-origin', 'unsafe-url', 'same-origin',
  'strict-origin', 'strict-origin-when-cross-origin'])
const textTypes = new Set(['text', 'search', 'url', 'email', 'tel', 'number', 'password'])

// A frame of another origin says what it likes.
const kinds = {
  url: 'string',
  charset: 'string',
  title: 'string',
  alt: 'string',
  hasImage: 'boolean',
  control: 'string',
  controlType: 'string',
  spellcheck: 'boolean',
  download: 'string',
  referrer: 'string',
  startOffset: 'number',
  selected: 'string',
  canPip: 'boolean',
  isPip: 'boolean',
  isForeign: 'boolean',
  isSelected: 'boolean',
  x: 'number',
  y: 'number'
}

function parse (json) {
  let found = null
  try {
    found = JSON.parse(json)
  } catch {}
  const details = Object.fromEntries(Object.keys(kinds).filter((name) => typeof found?.[name] === kinds[name]).map((name) => [name, found[name]]))
  details.path = Array.isArray(found?.path) && found.path.every((index) => Number.isInteger(index) && index >= 0) ? found.path : []
  // It would be asked for ever.
  if (details.path.length === 0) details.isForeign = false
  for (const name of ['rect', 'field']) {
    const { x, y, width, height } = found?.[name] ?? {}
    if ([x, y, width, height].every(Number.isInteger)) details[name] = { x, y, width, height }
  }
  return details
}

const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time))

const meets = (a, b) => a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height

const lookSource = () => `((exports) => { ${require('../page-modules').pageModuleSource('renderer/context-look')}\nreturn exports.look })({})`

/** What makes promises of answers that can be had until PATIENCE is over; null is what comes instead. */
function patience () {
  const end = Date.now() + PATIENCE
  return (ask) => new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.max(end - Date.now(), 0), null)
    ask((answer) => {
      clearTimeout(timer)
      resolve(answer)
    })
  })
}

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
    const menuSourceType = this._menuSource
    this._menuSource = 'mouse'
    if (this.listenerCount('context-menu') === 0) return
    this._look(params).then(async (found) => {
      const selectionRect = await this._selectionBounds(found)
      if (!this.isDestroyed()) this._tellContextMenu(params, found, { selectionRect, menuSourceType })
    })
  },

  /** Where the caret is within a field, the engine alone knows, and tells after the page's next picture. */
  async _selectionBounds ({ details: { isSelected, rect, field }, corner }) {
    const inPage = ({ x, y, ...size }) => ({ x: x + Math.round(corner.x), y: y + Math.round(corner.y), ...size })
    if (isSelected && rect) return inPage(rect)
    const begin = Date.now()
    while (isSelected && Date.now() - begin < CARET_PATIENCE) {
      await sleep(PICTURE)
      const told = this.isDestroyed() ? null : this._selectionRect()
      if (told && (!field || meets(told, inPage(field)))) return told
    }
    return { x: 0, y: 0, width: 0, height: 0 }
  },

  /**
   * Asks the page, then the frames of other origins on the way to the innermost one.
   * @returns {Promise<{frame, details, corner}>} `corner` is where the frame that was asked last begins
   */
  async _look ({ x, y }) {
    const zoom = this.getZoomFactor()
    const soon = patience()
    const corner = { x: 0, y: 0 }
    let frame = this.mainFrame
    let details = parse(await soon((answer) => this._runScriptWithResult(`JSON.stringify((${lookSource()})(${x}, ${y}, ${zoom}))`, OWN_WORLD, answer)))
    while (!this.isDestroyed()) {
      const inner = frame.isDestroyed() ? null : details.path.reduce((parent, index) => parent?.frames[index], frame)
      if (!inner || !details.isForeign) return { frame: inner ?? frame, details, corner }
      frame = inner
      corner.x += details.x ?? 0
      corner.y += details.y ?? 0
      const place = { x: x - corner.x, y: y - corner.y, zoom }
      // Where it is, it does not say itself.
      details = { ...parse(await soon((answer) => inner._look(place, answer))), url: undefined }
    }
    return { frame, details, corner }
  },

  _tellContextMenu ({ mediaType, mediaFlags, editFlags, ...params }, { frame, details }, more) {
    const can = (bit) => Boolean(editFlags & bit)
    const is = (bit) => Boolean(mediaFlags & bit)
    const { referrer = '' } = details
    const event = new Event(this)
    this.emit('context-menu', event, {
      ...params,
      // The engine is late with a selection that a script has just made.
      selectionText: params.selectionText || (can(8) ? details.selected ?? '' : ''),
      frame,
      pageURL: this.getURL(),
      frameURL: details.url ?? (frame.isDestroyed() ? '' : frame.url),
      mediaType: mediaTypes[mediaType] ?? 'none',
      hasImageContents: mediaType === 1 && (details.hasImage ?? true),
      formControlType: controlType(details),
      inputFieldType: inputFieldType(details),
      frameCharset: details.charset ?? '',
      altText: details.alt ?? '',
      titleText: details.title ?? '',
      suggestedFilename: details.download ?? '',
      referrerPolicy: referrerPolicies.has(referrer) ? referrer : 'default',
      ...more,
      selectionStartOffset: details.startOffset ?? 0,
      spellcheckEnabled: params.isEditable && Boolean(details.spellcheck) && this.session.isSpellCheckerEnabled(),
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
