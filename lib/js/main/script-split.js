'use strict'

const vm = require('vm')

// Of these a script is a declaration or a block, although it could be read as an expression.
const statementStart = /^(?:\s|\/\/[^\n]*\n|\/\*[^]*?\*\/)*(?:function|class|async\s+function|let\s*\[|\{)/
// What stands after a line's end or a brace and goes on with the expression before it.
const continuation = /^(?:\s|\/\/[^\n]*\n|\/\*[^]*?\*\/)*(?:[([`/*%,.?:=&|<>^]|[+-](?![+-])|in\b|instanceof\b)/
// A longer script that ends in no expression is not worth more tries.
const maxTries = 64

function parses (text) {
  try {
    return new vm.Script(text) instanceof vm.Script
  } catch {
    return false
  }
}

const isExpression = (text) => !statementStart.test(text) && parses(`(${text}\n)`)

/**
 * Splits a script into what comes before its last expression statement, and that expression: its value is the script's.
 * Null when the script does not end in one, or when it is not certain where it begins.
 *
 * @returns {{head: string, tail: string}|null}
 */
function splitLastExpression (code) {
  const trimmed = code.replace(/[\s;]+$/, '')
  if (trimmed === '') return null
  if (isExpression(trimmed)) return { head: '', tail: trimmed }
  let tries = 0
  for (let end = trimmed.length - 1; end > 0 && tries < maxTries; end--) {
    const character = trimmed[end]
    if (character !== ';' && character !== '\n' && character !== '}') continue
    const tail = trimmed.slice(end + 1)
    if (!tail.trim() || (character !== ';' && continuation.test(tail))) continue
    tries++
    if (!isExpression(tail)) continue
    const head = trimmed.slice(0, end + 1)
    if (parses(head)) return { head, tail }
  }
  return null
}

/** The SyntaxError of a script, or null. */
function syntaxError (code) {
  try {
    return new vm.Script(code, { filename: 'executeJavaScript' }) && null
  } catch (error) {
    return error
  }
}

module.exports = { splitLastExpression, syntaxError }
