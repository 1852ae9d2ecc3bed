'use strict'

// Machines that are busy, and sanitizers, need longer for everything.
const timeoutFactor = Number(process.env.TEST_TIMEOUT_FACTOR) || 1

const defaultTimeout = 10_000 * timeoutFactor

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * The arguments of the next `name` that `emitter` emits. Where a `filter` is given, of the next for which it answers true.
 * @param {{timeout?: number, filter?: (...args: any[]) => boolean}} [options]
 */
function once (emitter, name, { timeout = defaultTimeout, filter = () => true } = {}) {
  const origin = new Error(`'${String(name)}' was not emitted within ${timeout} ms`)
  return new Promise((resolve, reject) => {
    const remove = () => {
      clearTimeout(timer)
      if (!emitter.isDestroyed?.()) emitter.removeListener(name, listener)
    }
    const listener = (...args) => {
      if (!filter(...args)) return
      remove()
      resolve(args)
    }
    const timer = setTimeout(() => {
      remove()
      reject(origin)
    }, timeout)
    emitter.on(name, listener)
  })
}

/** The first truthy value that `condition` answers (it may be async); it is asked every 10 ms. */
async function until (condition, timeout = defaultTimeout, what = String(condition)) {
  const origin = new Error(`not within ${timeout} ms: ${what}`)
  const end = Date.now() + timeout
  for (;;) {
    const value = await condition()
    if (value) return value
    if (Date.now() > end) throw origin
    await sleep(10)
  }
}

/** `promise`, or a rejection when it takes longer. */
function within (promise, timeout = defaultTimeout, what = 'the promise') {
  const origin = new Error(`${what} did not settle within ${timeout} ms`)
  let timer
  const late = new Promise((resolve, reject) => { timer = setTimeout(reject, timeout, origin) })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

/** Records the names (and with `pick`, more) of events in the order in which they come. */
function record (log, emitter, names, label = '') {
  for (const name of names) emitter.on(name, () => log.push(label + name))
  return log
}

/** One turn of the event loop. */
const turn = () => new Promise((resolve) => setImmediate(resolve))

module.exports = { timeoutFactor, once, until, within, record, turn, sleep }
