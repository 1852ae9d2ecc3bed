'use strict'

const now = performance.now.bind(performance)

/**
 * Asks until there is an answer; main is told when the page gives up.
 *
 * @param {number} [limit] milliseconds
 * @param {(text: string) => string|null} ask what is late is answered by 'pending', soon after each question
 * @param {string} text
 * @returns {string|null|undefined} undefined when the answer has not come in time
 */
exports.askWithin = (limit, ask, text) => {
  const end = limit === undefined ? Infinity : now() + limit
  let answer = ask(text)
  while (answer === 'pending') {
    if (end !== Infinity && now() >= end) {
      ask('give-up')
      return undefined
    }
    answer = ask('wait')
  }
  return answer
}
