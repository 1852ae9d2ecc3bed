'use strict'

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const { codecs, graphValues, plainValues } = require('../support/codec-values')

const malformed = /^Malformed message: /

/** A message whose header is this value. */
const graph = (header) => {
  const text = JSON.stringify(header)
  return `g${text.length}:${text}`
}

describe('codec: what is no message', () => {
  const cases = {
    'no text': 5,
    nothing: '',
    'an unknown kind': 'x{}',
    'JSON cut off': 'j{"a":',
    'a graph without a header': 'g',
    'a header of no length': 'g:[0,[],[]]',
    'a header of negative length': 'g-5:[0,[],[]]',
    'a header longer than the text': 'g99999:[0,[],[]]',
    'a header that is no list': graph({}),
    'a node that does not exist': graph([[0], [], []]),
    'an index that is no integer': graph([[0.5], [['o']], []]),
    'an unknown special value': graph([[-6], [], []]),
    'an object where a value belongs': graph([{ a: 1 }, [], []]),
    'a list where no list belongs': graph([[0, 0, 0], [['o']], []]),
    'a node of unknown kind': graph([[0], [['?']], []]),
    'a node that is no list': graph([[0], ['o'], []]),
    'a key that is no text': graph([[0], [['o', 1, 1]], []]),
    'a key without value': graph([[0], [['o', 'a']], []]),
    'a Map with a key only': graph([[0], [['m', 1]], []]),
    'a bad BigInt': graph([['12n'], [], []]),
    'a bad date': graph([[0], [['d', 'now']], []]),
    'a bad regular expression': graph([[0], [['r', '(', '']], []]),
    'bad flags': graph([[0], [['r', 'a', 'zz']], []]),
    'a box around nothing': graph([[0], [['w', null]], []]),
    'a box around a box': graph([[0], [['w', [0]]], []]),
    'an array that is too long': graph([[0], [['s', 2 ** 32]], []]),
    'an array of negative length': graph([[0], [['s', -1]], []]),
    'an element beyond the length': graph([[0], [['s', 2, '5', 1]], []]),
    'a length among the elements': graph([[0], [['s', 2, 'length', 4294967295]], []]),
    'base64 that is none': graph([[0], [['b', 'a*==']], []]),
    'base64 cut off': graph([[0], [['b', 'abc']], []]),
    'packed bytes that are fewer than announced': graph([[0], [['p', 9, [0, 1]]], [2]]) + 'ab',
    'packed bytes without a length': graph([[0], [['p', 'x', [0, 1]]], [2]]) + 'ab',
    'packed bytes without a text': graph([[0], [['p', 4, 'ab']], []]),
    'a view of nothing': graph([[0], [['v', 'Uint8Array', 1, 0, 0]], []]),
    'a view of itself': graph([[0], [['v', 'Uint8Array', 0, 0, 0]], []]),
    'a view beyond its buffer': graph([[0], [['v', 'Uint8Array', 1, 0, 4], ['b', 'AAAA']], []]),
    'a view that is not aligned': graph([[0], [['v', 'Uint16Array', 1, 1, 1], ['b', 'AAAA']], []]),
    'a view of unknown kind': graph([[0], [['v', 'Function', 1, 0, 1], ['b', 'AAAA']], []]),
    'an error of unknown class': graph([[0], [['e', 'Function', null, null, [], []]], []]),
    'a DOMException whose name is none': graph([[0], [['e', 'DOMException', 'm', null, ['name', 5], []]], []]),
    'an error with a hidden field': graph([[0], [['e', 'Error', null, null, ['toString', 1], []]], []]),
    'a piece that does not exist': graph([[0, 1], [], []]),
    'a tail that is not announced': graph([1, [], []]) + 'x',
    'a tail that is missing': graph([[0, 1], [], [5]]),
    'pieces of negative length': graph([[0, 1], [], [-1, 1]])
  }
  for (const [title, text] of Object.entries(cases)) {
    it(`is told: ${title}`, () => {
      for (const { decode } of Object.values(codecs)) assert.throws(() => decode(text), { name: 'Error', message: malformed })
    })
  }

  it('is told: bytes or a text alone, which only main sends', () => {
    for (const text of ['b0ab', 'b1a', 'sab']) assert.throws(() => codecs.main.decode(text), { message: malformed })
    for (const value of [Buffer.from('abc'), new Uint8Array([1, 2]), 'text']) assert.deepEqual([...codecs.page.decode(codecs.main.encodeAlone(value))], [...value])
  })

  it('takes a claim of a huge array without setting memory aside', () => {
    const before = process.memoryUsage().heapUsed
    const arrays = []
    for (const length of [5000, 1e6, 3e7, 4294967295]) arrays.push(codecs.main.decode(graph([[0], [['s', length, '0', 1]], []])))
    assert.ok(process.memoryUsage().heapUsed - before < 20e6)
    assert.deepEqual(arrays.map((array) => array.length), [5000, 1e6, 3e7, 4294967295])
  })

  it('takes deep JSON without overflowing the stack', () => {
    for (const depth of [1000, 100000, 1e6]) {
      try {
        codecs.main.decode('j' + '['.repeat(depth) + ']'.repeat(depth))
      } catch (error) {
        assert.match(error.message, malformed)
      }
      assert.throws(() => codecs.main.decode('j' + '['.repeat(depth)), { message: malformed })
      assert.throws(() => codecs.main.decode(graph('DEEP').replace('"DEEP"', '['.repeat(depth))), { message: malformed })
    }
  })
})

describe('codec: fuzz', () => {
  // xorshift: the same cases in every run.
  let state = 0x9e3779b9
  const random = (limit) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % limit
  }
  const bits = ['[', ']', '{', '}', '"', ',', ':', '-', '0', '9', 'e', 'null', '[-1]', '[0]', '[1]', '[0,1]', '["ff"]', '["o"]', '["s",9]',
    '"__proto__"', '"length"', '"constructor"', '"v"', '"b"', 'g', 'j', 'u', '\\u', '\ud800', 'é', '4294967295', '1e99', '\u0000']
  const mutate = (text) => {
    for (let n = 1 + random(4); n > 0; n--) {
      const at = random(text.length + 1)
      const length = random(4) ? random(3) : random(text.length)
      const part = random(3) ? bits[random(bits.length)] : text.slice(random(text.length), random(text.length))
      text = text.slice(0, at) + part + text.slice(at + length)
    }
    // Most mutants would fail for the length of their header alone.
    return random(4) ? text.replace(/^g\d+/, () => 'g' + Math.max(0, text.lastIndexOf(']') - text.indexOf(':'))) : text
  }
  const shared = { s: 1 }
  const isShort = (value) => String(value).length < 500
  const seeds = [...Object.values(plainValues), ...Object.values(graphValues).filter(isShort),
    [new Error('m', { cause: new TypeError('c') }), Object.assign(new Error('f'), { code: 'X' })], [/a/g, new Date(5), Object(1)],
    [new Uint8Array([1, 2, 3]), new DataView(new ArrayBuffer(4), 1), new Uint8Array(1500)],
    [shared, shared, new Map([[shared, [1, , 2]]])], // eslint-disable-line no-sparse-arrays
    ['x'.repeat(1100), 1n]].map((value) => codecs.main.encode(value))
  const randomText = () => {
    let text = 'jgu'[random(3)]
    for (let n = random(30); n > 0; n--) text += bits[random(bits.length)]
    return text
  }

  it('either decodes or says that the message is malformed, whatever it is given', () => {
    const { stackTraceLimit } = Error
    Error.stackTraceLimit = 0
    const started = process.cpuUsage()
    let decoded = 0
    for (let i = 0; i < 20000; i++) {
      const text = i % 10 ? mutate(seeds[random(seeds.length)]) : randomText()
      for (const { decode, encode } of Object.values(codecs)) {
        let value
        try {
          value = decode(text)
        } catch (error) {
          assert.ok(error.constructor === Error && malformed.test(error.message), `${text}: ${error}`)
          continue
        }
        decoded++
        // Whatever came out is a value like any other.
        if (i % 50 === 0 && !text.includes('4294967295')) encode(value)
      }
    }
    Error.stackTraceLimit = stackTraceLimit
    assert.ok(decoded > 500, `only ${decoded} mutants were readable`)
    assert.equal({}.polluted, undefined)
    assert.deepEqual(Object.keys(Object.prototype), [])
    // The processor's time: a busy machine is no fault of the decoder.
    assert.ok(process.cpuUsage(started).user < 3_000_000, 'too slow')
  })
})
