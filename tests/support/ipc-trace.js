'use strict'

const assert = require('node:assert/strict')
const fs = require('fs')

// Traces that --ipc-trace has written, and what holds for each.

/** The events of a file: of a whole one, or of one that has no end because the program has none. */
function readTrace (file) {
  const text = fs.readFileSync(file, 'utf8')
  return JSON.parse(/\]\s*$/.test(text) ? text : text.replace(/,\s*$/, '') + ']')
}

const needed = { X: ['dur', 'args'], s: ['id'], f: ['id', 'bp'], b: ['id'], e: ['id'], i: ['s'], M: ['args'] }

/** By the Trace Event Format: the fields of each event, pairs, and slices of a row that lie within one another. */
function checkTrace (events) {
  const open = new Map()
  const arrows = new Map()
  const rows = new Map()
  for (const event of events) {
    for (const name of ['name', 'cat', 'ph', 'ts', 'pid', 'tid', ...needed[event.ph] ?? ['ph of this kind']]) {
      assert.notEqual(event[name], undefined, `${name} is missing in ${JSON.stringify(event)}`)
    }
    const { ph, id, cat, name, ts, dur, pid, tid } = event
    if (ph === 'X') {
      assert.ok(dur >= 0, JSON.stringify(event))
      rows.set(`${pid}/${tid}`, [...rows.get(`${pid}/${tid}`) ?? [], event])
    } else if (ph === 'b' || ph === 'e') {
      const key = `${pid} ${cat} ${id} ${name}`
      const list = open.get(key) ?? []
      open.set(key, list)
      if (ph === 'b') {
        list.push(ts)
      } else {
        assert.ok(list.length > 0 && list.pop() <= ts, `ends before it begins: ${JSON.stringify(event)}`)
      }
    } else if (ph === 's' || ph === 'f') {
      arrows.set(id, { ...arrows.get(id), [ph]: event })
    }
  }
  for (const [key, list] of open) assert.equal(list.length, 0, `${key} has no end`)
  for (const [id, { s, f }] of arrows) {
    assert.ok(s && f, `arrow ${id} has one end`)
    assert.ok(s.ts <= f.ts && s.name === f.name && s.cat === f.cat, JSON.stringify([s, f]))
    for (const { pid, tid, ts } of [s, f]) {
      assert.ok(rows.get(`${pid}/${tid}`).some((slice) => slice.ts <= ts && ts <= slice.ts + slice.dur + 0.2), `arrow ${id} is at no slice`)
    }
  }
  for (const slices of rows.values()) checkNesting(slices)
}

function checkNesting (slices) {
  const around = []
  for (const slice of slices.sort((a, b) => a.ts - b.ts || b.dur - a.dur)) {
    while (around.length > 0 && around.at(-1).ts + around.at(-1).dur <= slice.ts + 0.05) around.pop()
    if (around.length > 0) {
      assert.ok(slice.ts + slice.dur <= around.at(-1).ts + around.at(-1).dur + 0.15, `${JSON.stringify(slice)} is half in ${JSON.stringify(around.at(-1))}`)
    }
    around.push(slice)
  }
}

/** The slices of messages. */
const slicesOf = (events, name) => events.filter((event) => event.ph === 'X' && event.name === name).sort((a, b) => a.ts - b.ts)

module.exports = { checkTrace, readTrace, slicesOf }
