'use strict'

// A long stream leaves the memory of its chunks behind. V8 counts what buffers claim, and collects when there are 64 MB more than
// after the last time. It counts memory that was never touched, and so costs nothing, as well: with such a buffer it collects after
// 20 MB. That buffer goes with the rest, and then the next one takes its place.

const { ArrayBuffer, FinalizationRegistry, performance } = globalThis
const now = performance.now.bind(performance)

const megabyte = 1 << 20
const claimed = 44 * megabyte
/** Short streams leave little. */
const enough = 16 * megabyte
/** Where the page itself has much, collecting takes long: more often than so many times in a row the stream does not wait for it. */
const slowest = 2.25
const patience = 4

/** @returns {(length: number) => void} to be called with what has come */
exports.createCollector = () => {
  let startedAt = 0
  let received = 0
  let paceBefore = 0
  let isClaimed = false
  let slow = 0

  const pace = () => (now() - startedAt) / received
  const begin = () => {
    startedAt = now()
    received = 0
  }
  const collected = new FinalizationRegistry(() => {
    isClaimed = false
    slow = pace() > slowest * paceBefore ? slow + 1 : 0
    begin()
  })
  const claim = () => {
    isClaimed = true
    try {
      collected.register(new ArrayBuffer(claimed))
    } catch {
      // Where there is not even room for nothing, V8 collects without being told.
    }
  }

  return (length) => {
    if (startedAt === 0) begin()
    received += length
    if (isClaimed || slow === patience) return
    if (paceBefore === 0) {
      if (received < enough) return
      paceBefore = pace()
      begin()
    }
    claim()
  }
}
