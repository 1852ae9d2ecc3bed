'use strict'

// A page that waits in sendSync for what only that page can bring about waits for ever: its listener awaits a script or a load of
// the same page, say. Whether anything else could still bring the answer, the collector knows. What only waiting pages can settle
// is lent to it (bindings/web_contents/weak_probe.h), and for the time of one collection nobody but them holds that. A sync
// event that is garbage then is in the hands of them alone: the page has to be told. All others are left alone, among them those
// whose listener does not wait for the script that it has started, or for no longer than some time.

const contentsOf = () => require('./api/web-contents').WebContents.getAllWebContents()

let waiting = [] // the WebContents whose events are lent
let blocked = [] // those whose promises are

/** What a listener may await of a page, by name. */
const awaitedOf = ({ _scripts, _load_ }) => _load_.openLoads.size === 0 ? _scripts.awaited() : [..._scripts.awaited(), 'webContents.loadURL()']

const lendOf = ({ _scripts, _load_ }) => {
  const lent = { scripts: _scripts.lend(), loads: _load_.openLoads }
  _load_.openLoads = null
  return lent
}

const takeBackOf = ({ _scripts, _load_ }, { scripts, loads }) => {
  _scripts.takeBack(scripts)
  _load_.openLoads = loads
}

/** @returns {Array|undefined} events, then promises; nothing when no promise of a waiting page is open */
const lend = () => {
  const all = contentsOf()
  waiting = all.filter(({ _syncAnswer }) => _syncAnswer?.isWaiting)
  // Windows that a page has opened share its process, and its thread.
  const processes = new Set(waiting.map((contents) => contents.getOSProcessId()))
  blocked = all.filter((contents) => processes.has(contents.getOSProcessId()) && awaitedOf(contents).length > 0)
  if (blocked.length === 0) return undefined
  return [...waiting.map(({ _syncAnswer }) => _syncAnswer.event), ...blocked.map(lendOf)]
}

/**
 * @param {Array} list what was lent
 * @param {boolean[]} held of each whether anybody else holds it
 */
const takeBack = (list, held) => {
  blocked.forEach((contents, index) => takeBackOf(contents, list[waiting.length + index]))
  const awaited = [...new Set(blocked.flatMap(awaitedOf))].join(', ')
  waiting.forEach((contents, index) => {
    if (!held[index]) contents._syncAnswer.deadlock(awaited)
  })
}

module.exports = { lend, takeBack }
