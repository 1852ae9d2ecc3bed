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

const throwStatement = /^(?:\s|\/\/[^\n]*\n|\/\*[^]*?\*\/)*throw\b(?=[^]*\S)/

/** @returns {{tail: string, throws: boolean}|null} a last statement that is an expression, or the throwing of one */
function readTail (text) {
  if (isExpression(text)) return { tail: text, throws: false }
  const thrown = throwStatement.exec(text)
  if (!thrown) return null
  const tail = text.slice(thrown[0].length)
  return isExpression(tail) ? { tail, throws: true } : null
}

/**
 * Splits a script into what comes before its last expression statement, and that expression: its value is the script's.
 * Null when the script does not end in one, or when it is not certain where it begins.
 *
 * @returns {{head: string, tail: string, throws: boolean}|null}
 */
function splitLastExpression (code) {
  const trimmed = code.replace(/[\s;]+$/, '')
  if (trimmed === '') return null
  const whole = readTail(trimmed)
  if (whole) return { head: '', ...whole }
  let tries = 0
  for (let end = trimmed.length - 1; end > 0 && tries < maxTries; end--) {
    const character = trimmed[end]
    if (character !== ';' && character !== '\n' && character !== '}') continue
    const rest = trimmed.slice(end + 1)
    if (!rest.trim() || (character !== ';' && continuation.test(rest))) continue
    tries++
    const tail = readTail(rest)
    if (!tail) continue
    const head = trimmed.slice(0, end + 1)
    if (parses(head)) return { head, ...tail }
  }
  return null
}

// In a block, these would be seen in the block only.
const declaresInBlock = /\b(?:let|const|class|async\s+function)\b|\bfunction\s*\*|^\s*['"]use strict['"]/

/** Whether statements can stand in a block of their own and declare the same names for the page. */
function fitsInBlock (statements) {
  return statements.trim() !== '' && !declaresInBlock.test(statements)
}

/** The SyntaxError of a script, or null. */
function syntaxError (code) {
  try {
    return new vm.Script(code, { filename: 'executeJavaScript' }) && null
  } catch (error) {
    return error
  }
}

module.exports = { fitsInBlock, splitLastExpression, syntaxError }
