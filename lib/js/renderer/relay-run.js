'use strict'

// webFrame.executeJavaScript in the frame's own main world, at once.

const { Error, EvalError, Promise, setTimeout } = globalThis
const { apply } = Reflect
const { then } = Promise.prototype
const { includes } = String.prototype
const evaluate = eval // eslint-disable-line no-eval -- indirect: in the global scope

const isForbidden = (error) => error instanceof EvalError && apply(includes, error.message, ['Content Security Policy'])

/**
 * @param {(kind: string, value?: any) => void} answer 'value' or 'error', and the value; 'failed' when the script threw;
 *   'blocked' when the page's content security policy forbids `eval`; throws for what cannot go to the other world
 */
exports.run = (code, answer) => {
  const tell = (kind, value) => {
    try {
      answer(kind, value)
    } catch {
      answer('error', new Error('An object could not be cloned.'))
    }
  }

  let value
  try {
    value = evaluate(code)
  } catch (error) {
    if (isForbidden(error)) {
      tell('blocked')
    } else {
      tell('failed')
      setTimeout(() => { throw error }, 0)
    }
    return
  }
  if (value instanceof Promise) apply(then, value, [(result) => tell('value', result), (error) => tell('error', error)])
  else tell('value', value)
}
