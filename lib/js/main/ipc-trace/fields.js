'use strict'

// A record of main's: so many numbers, in this order. Times are microseconds.
exports.fields = Object.freeze({
  TYPE: 0, // of `types`
  ROW: 1, // which page, or document of a frame within one
  WHAT: 2, // 2 * kind + internal
  LABEL: 3,
  SIZE: 4, // characters of the text
  ID: 5, // of an invoke and its reply
  START: 6,
  END: 7, // main has gone on
  LEFT: 8, // to a page: main's outbox was left; from a page: a synchronous message was answered
  ANSWER_SIZE: 9,
  LENGTH: 10
})

exports.types = Object.freeze({ FROM_PAGE: 0, TO_PAGE: 1 })
