'use strict'

// Runs in the worker thread: refers to nothing outside of itself.

/**
 * Makes trace events of messages. The format is an array without an end until the trace is complete: viewers take that.
 *
 * A message is drawn as a slice on the sender's row, one on the receiver's, an arrow from the one to the other, and a track of its
 * own under the sender's process, with the phases that it went through.
 *
 * @param {(text: string) => void} write
 * @param {number} mainPid
 */
function createEvents (write, mainPid) {
  const kinds = ['send', 'invoke', 'sendSync', 'sendTo', 'reply', 'postMessage', 'port message', 'port close', 'port return', 'port returned', 'port return end']
  const us = (time) => Math.round(time * 10) / 10
  const inner = (text) => JSON.stringify(text).slice(1, -1)
  let lastId = 0

  write('[\n')

  const event = (ph, label, pid, tid, time, rest) => {
    write(`{"name":"${label.json}","cat":"${label.category}","ph":"${ph}","ts":${us(time)},"pid":${pid},"tid":${tid}${rest}},\n`)
  }

  const slice = (label, place, start, end, args) => {
    event('X', label, place.pid, place.tid, start, `,"dur":${us(Math.max(0, us(end) - us(start)))},"args":{${args}}`)
  }

  const arrow = (label, id, from, fromTime, to, toTime) => {
    event('s', label, from.pid, from.tid, fromTime, `,"id":${id}`)
    event('f', label, to.pid, to.tid, Math.max(fromTime, toTime), `,"id":${id},"bp":"e"`)
  }

  const phaseLabels = new Map()
  const phaseLabel = (name, category) => {
    const key = `${category} ${name}`
    let label = phaseLabels.get(key)
    if (label === undefined) phaseLabels.set(key, label = { json: name, category })
    return label
  }

  const phase = (name, label, id, place, start, end) => {
    if (us(end) <= us(start)) return
    const its = phaseLabel(name, label.category)
    event('b', its, place.pid, place.tid, start, `,"id":"${id}"`)
    event('e', its, place.pid, place.tid, end, `,"id":"${id}"`)
  }

  const main = { pid: mainPid, tid: mainPid }

  const describe = (label, what, direction, { page, frame }, size) =>
    `"channel":"${label.channel}","kind":"${kinds[what >> 1] ?? 'unknown'}","direction":"${direction}","window":${page}` +
    `${frame ? `,"frame":${frame}` : ''},"size":${size}`

  return {
    /** What labels are made of goes into texts as it is. */
    label: ({ name, category, channel }) => ({ json: inner(name), category, channel: inner(channel), name, rawChannel: channel }),

    main,

    metadata (name, place, args) {
      write(`{"name":"${name}","cat":"__metadata","ph":"M","ts":0,"pid":${place.pid},"tid":${place.tid},"args":${JSON.stringify(args)}},\n`)
    },

    /**
     * A message of a page's.
     *
     * @param {object} message the record of main's; `sent`, `left`: when the page sent it and when it left the page; undefined where
     *   the page has not told
     * @param {object|null} place of the page
     * @param {number} blockedUntil for a synchronous one
     */
    fromPage (message, row, place, blockedUntil) {
      const { label, what, size, start, end, sent, sentUntil, flushed } = message
      const id = ++lastId
      message.id = id
      message.place = place
      const about = describe(label, what, 'page → main', row, size)
      const told = place !== null
      const queued = told ? `,"queued_us":${us(Math.max(0, flushed - sent))},"transit_us":${us(Math.max(0, start - flushed))}` : ''
      const answered = message.left > end ? `,"answered_after_us":${us(message.left - start)}` : ''
      slice(label, main, start, end, `${about},"handler_us":${us(end - start)}${queued}${answered}`)
      if (!told) return
      const isSync = blockedUntil !== undefined
      slice(label, place, sent, isSync ? blockedUntil : sentUntil, isSync ? `${about},"blocked_us":${us(blockedUntil - sent)},"answer_size":${message.answerSize}` : about)
      arrow(label, id, place, sent, main, start)
    },

    /** The track of an asynchronous message of a page's. `reply`: main's record of it, `received`: when the page had it. */
    trackFromPage (message, reply, received) {
      const { label, start, end, sent, flushed, place } = message
      const on = place ?? main
      const id = `m${message.id}`
      const from = place ? sent : start
      const handled = reply ? reply.start : end
      const until = Math.max(received ?? handled, handled)
      event('b', label, on.pid, on.tid, from, `,"id":"${id}"`)
      if (place) {
        phase('queued in the page', label, id, on, sent, flushed)
        phase('in transit to main', label, id, on, flushed, start)
      }
      phase('in the handler', label, id, on, start, handled)
      if (received !== undefined) phase('in transit to the page', label, id, on, handled, received)
      event('e', label, on.pid, on.tid, until, `,"id":"${id}"`)
    },

    /** What main sent. `received` and `done`: when the page had it and had dealt with it; undefined where it has not told. */
    toPage (message, row, place, received, done) {
      const { label, what, size, start, end, left } = message
      const id = ++lastId
      const about = describe(label, what, 'main → page', row, size)
      const told = place !== null
      const transit = told ? `,"transit_us":${us(Math.max(0, received - left))}` : ''
      const isLate = left > end
      const queued = isLate ? `,"queued_us":${us(left - end)}` : ''
      slice(label, main, start, end, `${about}${queued}${transit}${told ? '' : ',"received":false'}`)
      if (!told) return
      slice(label, place, received, done, `${about},"listener_us":${us(done - received)}`)
      arrow(label, id, main, start, place, received)
      if (what >> 1 === 4) return
      const on = `m${id}`
      event('b', label, main.pid, main.tid, start, `,"id":"${on}"`)
      if (isLate) phase("queued in main's outbox", label, on, main, start, left)
      phase('in transit to the page', label, on, main, isLate ? left : start, received)
      phase('in the listener', label, on, main, Math.max(start, received), done)
      event('e', label, main.pid, main.tid, Math.max(start, done), `,"id":"${on}"`)
    },

    /** A message of which only the page knows. */
    lost (label, what, size, row, place, sent) {
      slice(label, place, sent, sent, `${describe(label, what, 'page → main', row, size)},"received":false`)
    },

    end (time) {
      write(`{"name":"end of the trace","cat":"ipc","ph":"i","s":"g","ts":${us(time)},"pid":${main.pid},"tid":${main.tid},"args":{}}\n]\n`)
    }
  }
}

module.exports = { createEvents }
