'use strict'

// A dictionary for the engine's spell checker that has words alone: Chromium's format .bdic, version 2. The words are a tree of
// their UTF-8 bytes, of which each node has a table of what may follow.

const VERSION = 2
const HEADER = 32
/** The offsets of four tables: of affixes, of their rules, of replacements and of commands. All are empty. */
const AFFIXES = 16
const LEAF = 0x00
const LEAF_WITH_REST = 0x40
const TABLE = 0xc2 // of 32-bit offsets
const TABLE_WITH_END = 0xc3

class Writer {
  #bytes = Buffer.alloc(4096)
  length = 0

  /** Gives the offset of so many bytes more. */
  reserve (count) {
    const at = this.length
    this.length += count
    if (this.length > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], 2 * this.length)
    return at
  }

  write (...bytes) {
    const at = this.reserve(bytes.length)
    this.#bytes.set(bytes, at)
    return at
  }

  set32 (at, value) { this.#bytes.writeUInt32LE(value, at) }

  finish () { return this.#bytes.subarray(0, this.length) }
}

/** Words that begin with the same `depth` bytes; gives the offset of their node. */
function writeNode (writer, words, depth) {
  if (words.length === 1 && depth > 0) {
    const rest = words[0].subarray(depth)
    return rest.length > 0 ? writer.write(LEAF_WITH_REST, 0, ...rest, 0) : writer.write(LEAF, 0)
  }
  const [end, going] = [words.filter((word) => word.length === depth), words.filter((word) => word.length > depth)]
  const branches = new Map()
  for (const word of going) branches.set(word[depth], [...(branches.get(word[depth]) ?? []), word])
  const first = Math.min(...branches.keys())
  const count = Math.max(...branches.keys()) - first + 1
  const at = writer.write(end.length > 0 ? TABLE_WITH_END : TABLE, first, count)
  const table = writer.reserve(4 * (count + end.length))
  if (end.length > 0) writer.set32(table, writer.write(LEAF, 0))
  for (const [byte, branch] of branches) writer.set32(table + 4 * (byte - first + end.length), writeNode(writer, branch, depth + 1))
  return at
}

/**
 * @param {string[]} words at least one; none is empty, or there twice
 * @returns {Buffer} the file
 */
function wordDictionary (words) {
  const writer = new Writer()
  writer.reserve(HEADER + AFFIXES)
  const groups = writer.write(...Buffer.from('AF 0\0\0'))
  const others = [writer.write(0), writer.write(0), writer.write(0)]
  ;[groups, ...others].forEach((offset, i) => writer.set32(HEADER + 4 * i, offset))
  const root = writeNode(writer, words.map((word) => Buffer.from(word)), 0)
  const file = writer.finish()
  file.write('BDic')
  for (const [at, value] of [[4, VERSION], [8, HEADER], [12, root]]) file.writeUInt32LE(value, at)
  require('crypto').createHash('md5').update(file.subarray(HEADER)).digest().copy(file, 16)
  return file
}

module.exports = { wordDictionary }
