'use strict'

// Runs in the worker thread: refers to nothing outside of itself.

/**
 * Joins what main has recorded with what pages tell. Both are in the order in which messages travel, so the first that is alike is
 * the same; what finds no partner is shown by its one side.
 *
 * @param {object} events events.js
 * @param {object} fields fields.js
 * @param {Function} readNotes notes.js
 */
function createPairs (events, fields, readNotes) {
  const fromPage = 0
  const invoke = 1
  const sync = 2
  const reply = 4
  // Of the engine's clock in a page, either way.
  const resolution = 100
  // A slice has to have some length for arrows to begin there.
  const step = 1
  const firstFrameRow = 1_000_000
  // Records without a partner are few, unless a page never tells.
  const mostUnpaired = 200_000
  const rows = new Map()
  const documents = new Map()
  let labels = []

  const rowOf = (number) => {
    let row = rows.get(number)
    if (row === undefined) {
      row = { number, page: number, frame: 0, title: '', url: '', arrivals: [], departures: [], invokes: new Map(), early: new Map(), document: null }
      rows.set(number, row)
    }
    return row
  }

  // What is over for all that is known, with what is known of it.
  const giveUpArrival = (row, message) => {
    events.fromPage(message, row, null)
    if (message.what >> 1 !== sync) events.trackFromPage(message, message.reply, undefined)
  }
  const giveUpDeparture = (row, message) => events.toPage(message, row, null)

  const add = (list, message, row, giveUp) => {
    list.push(message)
    if (list.length > mostUnpaired) giveUp(row, list.shift())
  }

  const addRecord = (records, at) => {
    const get = (field) => records[at + field]
    const row = rowOf(get(fields.ROW))
    const message = {
      what: get(fields.WHAT), label: labels[get(fields.LABEL)], size: get(fields.SIZE), start: get(fields.START), end: get(fields.END),
      left: get(fields.LEFT), answerSize: get(fields.ANSWER_SIZE), sent: 0, sentUntil: 0, flushed: 0, reply: null, place: null, id: 0
    }
    const kind = message.what >> 1
    if (get(fields.TYPE) === fromPage) {
      if (kind === invoke) {
        const id = get(fields.ID)
        row.invokes.set(id, message)
        if (row.early.has(id)) answer(row, id, row.early.get(id))
        row.early.delete(id)
      }
      add(row.arrivals, message, row, giveUpArrival)
      return
    }
    if (kind !== reply) {
      add(row.departures, message, row, giveUpDeparture)
      return
    }
    // A refusal may be on its way before main is done with the question.
    if (row.invokes.has(get(fields.ID))) answer(row, get(fields.ID), message)
    else row.early.set(get(fields.ID), message)
  }

  const answer = (row, id, reply) => {
    const asked = row.invokes.get(id)
    row.invokes.delete(id)
    reply.label = replyLabel(asked.label)
    asked.reply = reply
  }

  const replyLabels = new Map()
  const replyLabel = (label) => {
    let found = replyLabels.get(label)
    if (found === undefined) {
      found = events.label({ name: `reply to ${label.rawChannel}`, category: label.category, channel: label.rawChannel })
      replyLabels.set(label, found)
      if (replyLabels.size > 5000) replyLabels.clear()
    }
    return found
  }

  /** The first of `list` that is it, taken out; what is before it in `list` may still find a partner. */
  const take = (list, isIt) => {
    for (let i = 0; i < list.length; i++) {
      if (!isIt(list[i])) continue
      const [found] = i === 0 ? [list.shift()] : list.splice(i, 1)
      return found
    }
    return null
  }

  const offsetOf = (clocks) => {
    let low = -Infinity
    let high = Infinity
    for (const [before, time, after] of clocks) {
      low = Math.max(low, time - after * 1000 - resolution)
      high = Math.min(high, time - before * 1000 + resolution)
    }
    return (low + high) / 2
  }

  /** Finds what each note is about. */
  const pair = (document, notes) => {
    const { row, offset, time } = document
    let receiving = null
    for (const note of notes) {
      if (note.note === 'sent') {
        const { what, channel, size } = note
        const at = note.time + offset - 2 * resolution
        note.message = take(row.arrivals, (one) => one.what === what && one.size === size && one.label.rawChannel === channel && one.start >= at)
        if (what >> 1 === invoke) document.invokes.set(++document.invokeCount, note.message)
        if (note.message === null) {
          note.label = events.label({ name: channel, category: 'ipc', channel })
        } else if (what >> 1 === sync) {
          document.asked = note.message
        }
      } else if (note.note === 'receive') {
        receiving = note
      } else if (note.note === 'received' && receiving !== null) {
        note.begin = receiving
        if (note.what >> 1 === reply) {
          const number = document.invokeCount - note.ago
          const asked = document.invokes.get(number) ?? null
          document.invokes.delete(number)
          note.asked = asked
          receiving.message = asked && asked.reply
        } else {
          const { size } = receiving
          receiving.message = take(row.departures, (one) =>
            one.what === note.what && one.size === size && one.label.rawChannel === note.channel && one.left >= time && one.start <= note.time + offset + 2 * resolution)
        }
        receiving = null
      } else if (note.note === 'answer') {
        note.message = document.asked
        document.asked = null
      }
    }
  }

  /** The page's clock is coarse; what main knows for certain narrows it down. Times keep their order. */
  const settleTimes = (document, notes) => {
    let latest = Infinity
    for (let i = notes.length - 1; i >= 0; i--) {
      const { note, message } = notes[i]
      if (note === 'sent' && message) latest = Math.min(latest, message.start)
      notes[i].latest = latest
    }
    for (const note of notes) {
      const { message } = note
      let earliest = document.last + step
      if (note.note === 'receive' && message) earliest = Math.max(earliest, message.left)
      if (note.note === 'answer' && message) earliest = Math.max(earliest, message.end, message.left)
      note.at = Math.max(document.last, Math.min(Math.max(note.time + document.offset, earliest), note.latest))
      document.last = note.at
    }
    for (let i = 0; i < notes.length; i++) {
      const { at, message } = notes[i]
      if (notes[i].note === 'sent' && message) message.sentUntil = Math.min(at + step / 2, notes[i + 1]?.at ?? at + step / 2)
    }
  }

  const leave = (document, message, time) => {
    message.flushed = Math.max(message.sent, time)
    events.fromPage(message, document.row, document.place)
    if (message.what >> 1 !== invoke) events.trackFromPage(message, null, undefined)
  }

  // Among them are the reports, which are nothing here.
  const leaveFirst = (document, count, time) => {
    for (const message of document.leaving.splice(0, count)) if (message) leave(document, message, time ?? message.sent)
  }

  const show = (document, notes) => {
    const { row, place } = document
    for (const note of notes) {
      const { message, at } = note
      if (note.note === 'left') {
        leaveFirst(document, note.count, at)
      } else if (note.note === 'reported') {
        if (row.number < firstFrameRow) document.leaving.push(null)
      } else if (note.note === 'sent' && !message) {
        events.lost(note.label, note.what, note.size, row, place, at)
        if (note.what >> 1 !== sync && row.number < firstFrameRow) document.leaving.push(null)
      } else if (note.note === 'sent') {
        message.sent = message.flushed = at
        if (message.what >> 1 === sync) continue
        if (row.number > firstFrameRow) leave(document, message, at)
        else document.leaving.push(message)
      } else if (note.note === 'answer' && message) {
        events.fromPage(message, row, place, at)
      } else if (note.note === 'received' && note.begin?.message) {
        events.toPage(note.begin.message, row, place, note.begin.at, at)
        if (note.asked) events.trackFromPage(note.asked, note.asked.reply, note.begin.at)
      }
    }
  }

  /** A document that is over: what has not found its partner will not. */
  const close = (row, before) => {
    const { document } = row
    if (document) {
      leaveFirst(document, Infinity)
      if (document.asked) events.fromPage(document.asked, row, document.place, document.asked.end)
      for (const asked of document.invokes.values()) if (asked) events.trackFromPage(asked, asked.reply, undefined)
      documents.delete(document.id)
      row.document = null
    }
    const isOver = ({ start }) => start < before
    for (const message of row.arrivals) if (isOver(message)) giveUpArrival(row, message)
    for (const message of row.departures) if (message.left < before) giveUpDeparture(row, message)
    row.arrivals = row.arrivals.filter((one) => !isOver(one))
    row.departures = row.departures.filter(({ left }) => left >= before)
  }

  const name = (row) => {
    const { document, number, page, frame, title, url } = row
    if (!document) return
    const { place } = document
    const text = `${frame ? `frame ${frame} of window ${page}` : `window ${page}`}${title ? ` ${title}` : ''} — ${url}`
    const others = [...rows.values()].filter((one) => one.document?.place.pid === place.pid && one.page !== page).map((one) => one.page)
    const pages = [...new Set([page, ...others])].sort((a, b) => a - b)
    events.metadata('process_name', place, { name: pages.length > 1 ? `windows ${pages.join(', ')}` : `window ${page}${title ? ` ${title}` : ''}` })
    events.metadata('process_sort_index', place, { sort_index: page })
    events.metadata('thread_name', place, { name: text })
    events.metadata('thread_sort_index', place, { sort_index: number })
  }

  return {
    records ({ records, count, labels: added, isAnew }) {
      if (isAnew) labels = []
      for (const label of added) labels.push(events.label(label))
      for (let i = 0; i < count; i++) addRecord(records, i * fields.LENGTH)
    },

    row ({ row: number, page, frame, title, url }) {
      const row = rowOf(number)
      Object.assign(row, { page, frame, title, url })
      name(row)
    },

    document ({ id, row: number, pid, time }) {
      const row = rowOf(number)
      close(row, time)
      row.document = {
        id, row, time, place: { pid, tid: number }, offset: NaN, last: 0, names: [], leaving: [], asked: null, invokes: new Map(), invokeCount: 0
      }
      documents.set(id, row.document)
      name(row)
    },

    notes ({ id, start, names, isAnew, notes: text, clocks }) {
      const document = documents.get(id)
      if (document === undefined) return
      if (clocks) document.offset = offsetOf(clocks)
      if (isAnew) document.names = []
      document.names.push(...names)
      const notes = readNotes(text, start, document.names)
      if (!Number.isFinite(document.offset)) return
      pair(document, notes)
      settleTimes(document, notes)
      show(document, notes)
    },

    gone ({ row: number }) {
      const row = rows.get(number)
      if (row === undefined) return
      close(row, Infinity)
      rows.delete(number)
    },

    finish ({ time }) {
      for (const row of rows.values()) close(row, Infinity)
      events.end(time)
    }
  }
}

module.exports = { createPairs }
