'use strict'

const assert = require('node:assert/strict')
const { EventEmitter } = require('node:events')
const { beforeEach, describe, it } = require('node:test')
const { MessageChannelMain } = require('electron')
const { once, turn, until } = require('../support/events')
const { message, unclonable } = require('../support/message-ports')

describe('MessageChannelMain', () => {
  let port1, port2
  beforeEach(() => { ({ port1, port2 } = new MessageChannelMain()) })

  it('has two ports, which are EventEmitters', () => {
    assert.ok(port1 instanceof EventEmitter)
    assert.equal(port1.constructor, port2.constructor)
    assert.equal(port1.constructor.name, 'MessagePortMain')
    assert.throws(() => new port1.constructor(), TypeError)
  })

  it('delivers what structured clone takes, as {data, ports}', async () => {
    port2.start()
    const arrived = once(port2, 'message')
    assert.equal(port1.postMessage({ date: new Date(5), map: new Map([[1, 2]]), bytes: Buffer.from('hi') }), undefined)
    const args = await arrived
    assert.equal(args.length, 1)
    assert.deepEqual(args[0], { data: { date: new Date(5), map: new Map([[1, 2]]), bytes: new Uint8Array([104, 105]) }, ports: [] })
  })

  it('queues messages until start()', async () => {
    const got = []
    port2.on('message', ({ data }) => got.push(data))
    port1.postMessage(1)
    port1.postMessage(2)
    await turn()
    assert.deepEqual(got, [])
    port2.start()
    port2.start()
    assert.deepEqual(got, [])
    port1.postMessage(3)
    await until(() => got.length === 3)
    assert.deepEqual(got, [1, 2, 3])
  })

  it('delivers each message in a task of its own', async () => {
    const got = []
    port2.on('message', ({ data }) => {
      got.push(data)
      queueMicrotask(() => got.push(`after ${data}`))
    })
    port2.start()
    port1.postMessage(1)
    port1.postMessage(2)
    assert.deepEqual(got, [])
    await until(() => got.length === 4)
    assert.deepEqual(got, [1, 'after 1', 2, 'after 2'])
  })

  it('goes on after a listener that throws', async () => {
    const got = []
    const errors = []
    // The test runner listens for 'uncaughtException' itself.
    process.setUncaughtExceptionCaptureCallback((error) => errors.push(error.message))
    port2.on('message', ({ data }) => {
      got.push(data)
      throw new Error(`listener ${data}`)
    })
    port2.start()
    port1.postMessage(1)
    port1.postMessage(2)
    await until(() => errors.length === 2)
    process.setUncaughtExceptionCaptureCallback(null)
    assert.deepEqual([got, errors], [[1, 2], ['listener 1', 'listener 2']])
  })

  it('postMessage throws for what cannot be cloned', () => {
    for (const value of [() => {}, Symbol('s'), { port: port2 }, port1]) assert.throws(() => port1.postMessage(value), unclonable)
    assert.throws(() => port1.postMessage(), { name: 'TypeError', message: 'Expected at least one argument to postMessage' })
    port1.postMessage(null)
  })

  it('postMessage refuses what is no list of ports', () => {
    for (const transfer of [5, null, undefined, {}, 'x']) {
      assert.throws(() => port1.postMessage(1, transfer), { name: 'TypeError', message: 'transferables must be an array of MessagePorts' })
    }
    for (const item of [5, {}, null, new ArrayBuffer(1), Object.create(port1)]) {
      assert.throws(() => port1.postMessage(1, [item]), { name: 'TypeError', message: 'Port at index 0 is not a valid port' })
    }
  })

  it('postMessage refuses ports that it cannot transfer, and leaves the others alone', async () => {
    const other = new MessageChannelMain()
    assert.throws(() => port1.postMessage(1, [port1]), { name: 'Error', message: 'Port at index 0 contains the source port.' })
    assert.throws(() => port1.postMessage(1, [other.port1, other.port1]), { message: 'Port at index 1 is a duplicate.' })
    assert.throws(() => port1.postMessage(() => {}, [other.port1]), unclonable)
    port1.postMessage(1, [other.port1])
    assert.throws(() => port1.postMessage(1, [other.port1]), { message: 'Port at index 0 is already neutered.' })
  })

  it('hands over a port with what was on its way to it', async () => {
    const other = new MessageChannelMain()
    const got = []
    other.port1.on('message', () => got.push('old'))
    other.port1.on('close', () => got.push('old closed'))
    other.port1.start()
    other.port2.postMessage('a')
    port1.postMessage('take', [other.port1])
    other.port2.postMessage('b')
    other.port1.postMessage('from nowhere')
    other.port1.close()
    port2.start()
    const { data, ports: [port] } = await message(port2)
    assert.equal(data, 'take')
    other.port2.postMessage('c')
    port.on('message', ({ data }) => got.push(data))
    port.start()
    await until(() => got.length === 3)
    assert.deepEqual(got, ['a', 'b', 'c'])
    other.port2.start()
    port.postMessage('back')
    assert.equal((await message(other.port2)).data, 'back')
  })

  it("close() emits 'close' on both, on the other one after its messages", async () => {
    const got = []
    port1.on('close', (...args) => got.push('1 closed'))
    port2.on('message', ({ data }) => got.push(data))
    port2.on('close', () => got.push('2 closed'))
    port1.postMessage('m')
    port1.close()
    assert.deepEqual(got, ['1 closed'])
    port1.close()
    port1.postMessage('late')
    port1.start()
    port2.start()
    await until(() => got.length === 3)
    assert.deepEqual(got, ['1 closed', 'm', '2 closed'])
  })

  it('close() in a listener keeps the rest away', async () => {
    const got = []
    port2.on('message', ({ data }) => {
      got.push(data)
      port2.close()
    })
    port1.start()
    const closed = once(port1, 'close')
    port2.start()
    port1.postMessage(1)
    port1.postMessage(2)
    await closed
    await turn()
    assert.deepEqual(got, [1])
  })

  it('a port in a message that nobody takes is closed', async () => {
    const other = new MessageChannelMain()
    other.port2.start()
    const closed = once(other.port2, 'close')
    port1.postMessage('lost', [other.port1])
    port2.close()
    await closed
  })

  it('a port that was never started and cannot be reached any more is closed', async () => {
    let { port1, port2 } = new MessageChannelMain()
    port1.start()
    let closed = false
    port1.on('close', () => { closed = true })
    port2 = null
    await until(() => {
      global.gc()
      return closed
    })
    assert.equal(port2, null)
  })
})
