'use strict'

// A worker thread that watches one pixel of the X display, as a person would: main may be busy meanwhile. Given the
// display's number and a point, it posts the time of each change of colour.

const net = require('net')
const { parentPort, workerData: { display, x, y } } = require('worker_threads')

const GET_IMAGE = 73
const Z_PIXMAP = 2

const socket = net.connect(`/tmp/.X11-unix/X${display}`)
let received = Buffer.alloc(0)
let root = 0
let last = null

// Little-endian, protocol 11.0, no authorization.
socket.write(Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]))

function ask () {
  const request = Buffer.alloc(20)
  request[0] = GET_IMAGE
  request[1] = Z_PIXMAP
  request.writeUInt16LE(5, 2)
  request.writeUInt32LE(root, 4)
  request.writeInt16LE(x, 8)
  request.writeInt16LE(y, 10)
  request.writeUInt16LE(1, 12)
  request.writeUInt16LE(1, 14)
  request.writeUInt32LE(0xffffffff, 16)
  socket.write(request)
}

/** The first screen's root window, out of the server's greeting. */
function rootOf (greeting) {
  const vendorLength = greeting.readUInt16LE(24)
  const formats = greeting[29]
  return greeting.readUInt32LE(40 + Math.ceil(vendorLength / 4) * 4 + 8 * formats)
}

socket.on('data', (data) => {
  received = Buffer.concat([received, data])
  while (received.length >= 8) {
    const isReply = root !== 0
    const length = isReply ? 32 + 4 * received.readUInt32LE(4) : 8 + 4 * received.readUInt16LE(6)
    if (received.length < length) return
    if (!isReply) {
      root = rootOf(received)
    } else {
      const colour = received.readUInt32LE(32) & 0xffffff
      if (last !== null && colour !== last) parentPort.postMessage(Date.now())
      last = colour
    }
    received = received.subarray(length)
    setTimeout(ask, 2)
  }
})
socket.on('error', (error) => { throw error })
