'use strict'

// What the cases ask of a page that has Node.

const { ipcRenderer } = typeof require === 'function' ? require('electron') : {}

const turn = () => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = resolve
  port2.postMessage(0)
})

// eslint-disable-next-line no-unused-vars
const does = {
  /** Answers each message. */
  echo () {
    ipcRenderer.on('ping', (event, value) => ipcRenderer.send('pong', value))
  },

  /** Sends so many numbers, a thousand a turn. */
  async count (total) {
    for (let i = 0; i < total;) {
      for (const end = Math.min(i + 1000, total); i < end; i++) ipcRenderer.send('count', i)
      await turn()
    }
  },

  /** Hears numbers, says how far it is every thousand, and ends with how many came out of order. */
  hear (total) {
    let next = 0
    let wrong = 0
    return new Promise((resolve) => {
      ipcRenderer.on('count', (event, value) => {
        if (value !== next) wrong++
        next = value + 1
        if (next % 1000 === 0) ipcRenderer.send('heard', next)
        if (next === total) resolve(wrong)
      })
    })
  },

  /** So many megabytes from main, in a stream, and one by one; how many bytes came. */
  async takeStream (count) {
    let length = 0
    for await (const chunk of await ipcRenderer.invoke('give', count)) length += chunk.length
    return length
  },
  async takeChunks (count) {
    let length = 0
    for (let i = 0; i < count; i++) length += (await ipcRenderer.invoke('give-one')).length
    return length
  },

  /** The same to main. */
  giveStream (count) {
    const bytes = new Uint8Array(1 << 20).fill(9)
    return ipcRenderer.invoke('take', (async function * () { for (let i = 0; i < count; i++) yield bytes })())
  },
  async giveChunks (count) {
    const bytes = new Uint8Array(1 << 20).fill(9)
    let length = 0
    for (let i = 0; i < count; i++) length += await ipcRenderer.invoke('take-one', bytes)
    return length
  },

  /** What each of so many synchronous calls took, in ms; a wrong answer throws. */
  sync (total) {
    const times = []
    for (let i = 0; i < total; i++) {
      const start = performance.now()
      if (ipcRenderer.sendSync('double', i) !== 2 * i) throw new Error('wrong answer')
      times.push(performance.now() - start)
    }
    return times
  },

  /** What round trips take for so many ms. */
  async roundTrips (ms) {
    const times = []
    for (const end = performance.now() + ms; performance.now() < end;) {
      const start = performance.now()
      await ipcRenderer.invoke('echo', times.length)
      times.push(performance.now() - start)
    }
    return times
  },

  /** Sends without a pause, in one turn. Nothing else runs in this page meanwhile. */
  floodInOneTurn (ms, text) {
    let i = 0
    for (const end = performance.now() + ms; performance.now() < end; i++) ipcRenderer.send('flood', i, text)
    return i
  },

  /** Each message in a microtask of its own. */
  async floodInMicrotasks (ms, text) {
    let i = 0
    for (const end = performance.now() + ms; performance.now() < end; i++) {
      ipcRenderer.send('flood', i, text)
      await null
    }
    return i
  },

  /** Each message in a turn of its own. */
  async floodInTurns (ms, text) {
    let i = 0
    for (const end = performance.now() + ms; performance.now() < end; i++) {
      ipcRenderer.send('flood', i, text)
      await turn()
    }
    return i
  },

  /** Is in a loop when it is told to, until a file is there; counts what it gets. */
  getStuck () {
    let heard = 0
    let wrong = 0
    ipcRenderer.on('stick', (event, file) => { while (!require('fs').existsSync(file)); })
    ipcRenderer.on('more', (event, value) => { if (value !== heard++) wrong++ })
    ipcRenderer.on('how-many', () => ipcRenderer.send('heard', heard, wrong))
  },

  /** Notes when its timers, frames and worker have run, and sends numbers. */
  watch () {
    const seen = { timers: [], frames: [], worker: [] }
    let i = 0
    setInterval(() => {
      seen.timers.push(Date.now())
      ipcRenderer.send('count', i++)
    }, 10)
    let isRed = false
    const onFrame = () => {
      seen.frames.push(Date.now())
      document.documentElement.style.background = (isRed = !isRed) ? '#f00' : '#00f'
      requestAnimationFrame(onFrame)
    }
    onFrame()
    const worker = new Worker(URL.createObjectURL(new Blob(['setInterval(() => postMessage(0), 10)'])))
    worker.onmessage = () => seen.worker.push(Date.now())
    ipcRenderer.on('seen', () => ipcRenderer.send('seen', seen))
  }
}
