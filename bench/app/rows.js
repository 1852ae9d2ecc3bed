/* global openDoor */
'use strict'

// Every row measures itself for a while and gives the median of its chunks.

const small = { id: 7, name: 'small', ok: true, list: [1, 2, 3], nested: { x: 0.5, y: null } }
const megabyte = 1 << 20

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1]

// Machine code is made of what has run for a while, on threads that want the same core. Electron's own way is C++ and needs none.
const warmUp = (ms) => 2 * ms

/** Microseconds a call; `call` may answer a promise. */
async function eachTakes (ms, chunk, call) {
  for (const end = performance.now() + warmUp(ms); performance.now() < end;) for (let i = 0; i < chunk; i++) await call()
  const chunks = []
  const end = performance.now() + ms
  do {
    const start = performance.now()
    for (let i = 0; i < chunk; i++) await call()
    chunks.push((performance.now() - start) * 1000 / chunk)
  } while (performance.now() < end)
  return median(chunks)
}

/** The same for calls that answer at once: no promise in between. */
function eachTakesSync (ms, chunk, call) {
  for (const end = performance.now() + warmUp(ms); performance.now() < end;) for (let i = 0; i < chunk; i++) call()
  const chunks = []
  const end = performance.now() + ms
  do {
    const start = performance.now()
    for (let i = 0; i < chunk; i++) call()
    chunks.push((performance.now() - start) * 1000 / chunk)
  } while (performance.now() < end)
  return median(chunks)
}

/** Thousands a second, with `width` calls under way at any time. */
async function rate (ms, width, call) {
  let done = 0
  let end = performance.now() + warmUp(ms)
  const worker = async () => {
    while (performance.now() < end) {
      await call()
      done++
    }
  }
  const run = () => Promise.all(Array.from({ length: width }, worker))
  await run()
  const rates = []
  for (let i = 0; i < 4; i++) {
    done = 0
    const start = performance.now()
    end = start + ms / 4
    await run()
    rates.push(done / (performance.now() - start))
  }
  return median(rates)
}

const check = (ok, what) => {
  if (!ok) throw new Error(`wrong answer: ${what}`)
}

// So many megabytes at once.
const streamed = 16

const hasStreams = async ({ giveStream }) => {
  try {
    return giveStream !== undefined && typeof (await giveStream('bytes', 0))[Symbol.asyncIterator] === 'function'
  } catch {
    return false
  }
}

/** Microseconds a megabyte of what is sent or given whole. */
const up = (count) => async (door, ms) => {
  if (!door.giveMany) return null
  const bytes = new Uint8Array(count * megabyte).fill(9)
  return await eachTakes(ms, 1, async () => check(await door.takeBytes(bytes) === bytes.length, 'takeBytes')) / count
}
const down = (count) => async (door, ms) => {
  if (!door.giveMany) return null
  return await eachTakes(ms, 1, async () => check((await door.giveMany(count)).length === count * megabyte, 'giveMany')) / count
}

const rows = {
  invoke: (door, ms) => eachTakes(ms, 50, async () => check((await door.echo(small)).id === 7, 'echo')),
  send: (door, ms) => eachTakes(ms, 50, async () => check((await door.ping(small)).id === 7, 'ping')),
  port: async (door, ms) => {
    if (!door.openPort) return null
    await door.openPort('main')
    return eachTakes(ms, 50, async () => check((await door.echoPort(small)).id === 7, 'port'))
  },
  'port-page': async (door, ms) => {
    if (!door.openPort) return null
    await door.openPort('page')
    return eachTakes(ms, 50, async () => check((await door.echoPage(small)).id === 7, 'port of a page'))
  },
  sync: (door, ms) => eachTakesSync(ms, 50, () => check(door.echoSync(small).id === 7, 'echoSync')),
  'in-flight': (door, ms) => {
    const text = 'k'.repeat(1024)
    return rate(ms, 100, async () => check((await door.echo(text)).length === 1024, 'echo'))
  },
  'text-up': (door, ms) => {
    const text = 't'.repeat(megabyte)
    return eachTakes(ms, 3, async () => check(await door.take(text) === megabyte, 'take'))
  },
  'text-down': (door, ms) => eachTakes(ms, 3, async () => check((await door.giveText()).length === megabyte, 'giveText')),
  'bytes-up': (door, ms) => {
    const bytes = new Uint8Array(megabyte).fill(9)
    return eachTakes(ms, 3, async () => check(await door.takeBytes(bytes) === megabyte, 'takeBytes'))
  },
  'bytes-down': (door, ms) => eachTakes(ms, 3, async () => check((await door.giveBytes()).length === megabyte, 'giveBytes')),
  'bytes-up-8': up(8),
  'bytes-up-64': up(64),
  'bytes-down-8': down(8),
  'bytes-down-64': down(64),
  'stream-up': async (door, ms) => {
    if (!await hasStreams(door)) return null
    const bytes = new Uint8Array(megabyte).fill(9)
    async function * give () {
      for (let i = 0; i < streamed; i++) yield bytes
    }
    return await eachTakes(ms, 1, async () => check(await door.takeStream(give()) === streamed * megabyte, 'takeStream')) / streamed
  },
  'stream-down': async (door, ms) => {
    if (!await hasStreams(door)) return null
    return await eachTakes(ms, 1, async () => {
      let length = 0
      for await (const chunk of await door.giveStream('bytes', streamed)) length += chunk.length
      check(length === streamed * megabyte, 'giveStream')
    }) / streamed
  },
  'stream-objects': async (door, ms) => {
    if (!await hasStreams(door)) return null
    const microseconds = await eachTakes(ms, 1, async () => {
      let count = 0
      for await (const item of await door.giveStream('objects', 1000)) count += item.list.length / 3
      check(count === 1000, 'giveStream of objects')
    })
    return 1e6 / microseconds
  },
  'fs-1k': ({ files }, ms) => files && eachTakesSync(ms, 50, () => check(files.small().length === 1024, 'readFileSync')),
  'fs-1m': ({ files }, ms) => files && eachTakesSync(ms, 3, () => check(files.large().length === megabyte, 'readFileSync')),
  'remote-read': ({ target }, ms) => target && eachTakesSync(ms, 50, () => check(target.value === 42, 'remote value')),
  'remote-call': ({ target }, ms) => target && eachTakesSync(ms, 50, () => check(target.add(1, 2) === 3, 'remote call')),
  'bridge-call': (door, ms) => eachTakesSync(ms, 500, () => door.nothing()),
  'bridge-list': (door, ms) => eachTakesSync(ms, 10, () => check(door.list().length === 400, 'list')),
  'bridge-invoke': (door, ms) => eachTakes(ms, 50, async () => check((await door.echo(small)).id === 7, 'echo over the bridge')),
  'bridge-sync': (door, ms) => eachTakesSync(ms, 50, () => check(door.echoSync(small).id === 7, 'echoSync over the bridge'))
}

/** @param {URLSearchParams} query rows (names with commas), ms (a row), remote (path of a package, or nothing) */
// eslint-disable-next-line no-unused-vars
async function runRows (query) {
  const names = (query.get('rows') || '').split(',').filter(Boolean)
  if (names.length === 0) return
  const result = {}
  let door
  try {
    door = await openDoor(query.get('remote'))
    for (const name of names) {
      const value = await rows[name](door, Number(query.get('ms')))
      if (value) result[name] = value
    }
  } catch (error) {
    result.error = `${error.stack || error}`
  }
  if (door) door.result(result)
  else console.error(result.error)
}
