'use strict'

// A long stream leaves the memory of its chunks behind. V8 counts what buffers claim, and collects when there are 64 MB more than
// after the last time. It counts memory that was never touched, and so costs nothing, as well: with such a buffer it collects after
// 20 MB. That buffer goes with the rest, and then the next one takes its place.

const { ArrayBuffer, FinalizationRegistry, performance } = globalThis

const megabyte = 1 << 20
const claimed = 44 * megabyte
/** Short streams leave little, and where the page itself has much, collecting costs more than it saves. */
const enough = 16 * megabyte
const largestHeap = 32 * megabyte

/** @returns {(length: number) => void} to be called with what has come */
exports.createCollector = () => {
  let isClaimed = false
  let received = 0
  const collected = new FinalizationRegistry(() => { isClaimed = false })

  return (length) => {
    received += length
    if (isClaimed || received < enough || performance.memory.usedJSHeapSize > largestHeap) return
    received = 0
    isClaimed = true
    try {
      collected.register(new ArrayBuffer(claimed))
    } catch {
      // Where there is not even room for nothing, V8 collects without being told.
    }
  }
}
