'use strict'

const { createCodec } = require('../../lib/js/common/codec')

const hosts = {
  main: require('../../lib/js/main/codec-host'),
  page: require('../../lib/js/renderer/codec-host')
}
const codecs = Object.fromEntries(Object.entries(hosts).map(([name, host]) => [name, createCodec(host)]))

/** They travel as JSON. */
const plainValues = {
  null: null,
  true: true,
  false: false,
  'empty text': '',
  text: 'hello \u0000 "quoted" \\ \n \u2028 жук 🪲',
  'lone surrogates': '\ud800 x \udc00 \udc00\ud800',
  integer: 42,
  'negative number': -1.5e-300,
  'largest number': Number.MAX_VALUE,
  'empty object': {},
  'empty array': [],
  'nested data': { a: [1, 'two', null, { three: [[[]]] }], b: { c: { d: false } } },
  'key that is a lone surrogate': { '\udfff': 1 },
  'keys named like inherited ones': { constructor: 1, toString: 2, hasOwnProperty: 3, valueOf: null },
  'key toJSON': { toJSON: 1, a: 2 },
  'integer keys': { 2: 'b', 1: 'a' }
}

/** They do not. */
const graphValues = {
  undefined: undefined,
  'undefined in an object': { a: undefined, b: 1 },
  'undefined in an array': [undefined, 1, undefined],
  NaN: NaN,
  Infinity: Infinity,
  '-Infinity': -Infinity,
  '-0': -0,
  'special numbers inside': [NaN, Infinity, -Infinity, -0, { a: -0 }],
  'BigInt 0': 0n,
  'BigInt positive': 2n ** 200n + 1n,
  'BigInt negative': -(2n ** 64n),
  Date: new Date(1234567890123),
  'boxed Number': Object(-0),
  'boxed String': Object('text'),
  'boxed Boolean': Object(false),
  'boxed BigInt': Object(5n),
  Map: new Map([['a', 1], [{ b: 2 }, new Map([[NaN, undefined]])]]),
  Set: new Set(['a', { b: 1 }, new Set([1n])]),
  'long text of Latin-1': 'é'.repeat(5000),
  'long text beyond Latin-1': 'ж🪲'.repeat(5000),
  'long text with a lone surrogate': 'x'.repeat(5000) + '\ud800',
  'long texts in arguments': ['a'.repeat(5000), 1, 'b'.repeat(1500), undefined],
  'long key': { ['k'.repeat(3000)]: undefined }
}

module.exports = { codecs, graphValues, plainValues }
