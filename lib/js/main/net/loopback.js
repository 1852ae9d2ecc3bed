'use strict'

const LOOPBACK = /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** Whether a URL's host is this very machine, as Chromium sees it: what needs no proxy, and counts as secure. */
exports.isLoopback = (hostname) => LOOPBACK.test(hostname)
