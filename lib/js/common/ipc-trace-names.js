'use strict'

const channels = require('./channels')
const { CALL, GET, REMOTE, SET } = require('./remote-texts')
const { INVOKE, POST, REPLY, SEND_TO, SYNC, SYNC_TEXT } = require('./message-kinds')

// What a trace calls a message: by its meaning, where it is one of the runtime's own.

const remoteVerbs = {
  __proto__: null,
  [channels.REMOTE_REQUIRE]: 'remote require',
  [channels.REMOTE_BUILTIN]: 'remote builtin',
  [channels.REMOTE_GLOBAL]: 'remote global',
  [channels.REMOTE_CURRENT_WINDOW]: 'remote current window',
  [channels.REMOTE_CURRENT_WEB_CONTENTS]: 'remote current webContents',
  [channels.REMOTE_CONSTRUCT]: 'remote construct',
  [channels.REMOTE_CALL]: 'remote call',
  [channels.REMOTE_MEMBER_CONSTRUCT]: 'remote construct',
  [channels.REMOTE_MEMBER_CALL]: 'remote call',
  [channels.REMOTE_MEMBER_GET]: 'remote get',
  [channels.REMOTE_MEMBER_SET]: 'remote set',
  [channels.REMOTE_DEREFERENCE]: 'remote release',
  [channels.REMOTE_CONTEXT_RELEASE]: 'remote release all',
  [channels.REMOTE_CALLBACK]: 'remote callback',
  [channels.REMOTE_RELEASE_CALLBACK]: 'remote release callback',
  [channels.REMOTE_SETTLE]: 'remote settle'
}

// Where the name stands among the arguments of those that have one.
const remoteNames = {
  __proto__: null,
  [channels.REMOTE_REQUIRE]: 1,
  [channels.REMOTE_BUILTIN]: 1,
  [channels.REMOTE_GLOBAL]: 1,
  [channels.REMOTE_MEMBER_CONSTRUCT]: 2,
  [channels.REMOTE_MEMBER_CALL]: 2,
  [channels.REMOTE_MEMBER_GET]: 2,
  [channels.REMOTE_MEMBER_SET]: 2
}

/** @returns {string} the category in the trace: what an app sends is `ipc` */
exports.categoryOf = (internal, channel) => {
  if (!internal) return 'ipc'
  if (remoteVerbs[channel] !== undefined) return 'ipc.remote'
  return channel === channels.NODE_CALL || channel === channels.NODE_POST ? 'ipc.node' : 'ipc.internal'
}

// Room and operation; those of fs have the function's name after that.
const nodeName = (args, at) => {
  const [room, operation, name] = [args[at], args[at + 1], args[at + 2]]
  return `node ${room}.${room === 'fs' && operation === 'sync' && typeof name === 'string' ? `${name}Sync` : operation}`
}

const internalName = (channel, args) => {
  const verb = remoteVerbs[channel]
  if (verb !== undefined) {
    const name = args[remoteNames[channel]]
    return typeof name === 'string' ? `${verb} ${name}` : verb
  }
  if (channel === channels.NODE_CALL) return nodeName(args, 1)
  if (channel === channels.NODE_POST) return nodeName(args, 2)
  return channel
}

const verbs = { __proto__: null, [INVOKE]: 'invoke', [REPLY]: 'reply', [SYNC]: 'sendSync', [SYNC_TEXT]: 'sendSync', [SEND_TO]: 'sendTo', [POST]: 'postMessage' }

/**
 * @param {number} kind of common/message-kinds.js
 * @param {boolean} internal whether the channel is the runtime's own
 * @param {string} channel
 * @param {Array} args
 * @param {boolean} toPage
 */
exports.nameOf = (kind, internal, channel, args, toPage) => {
  if (internal) return internalName(channel, args)
  if (kind > POST && verbs[kind] === undefined) return 'port message'
  return `${verbs[kind] ?? (toPage ? 'webContents.send' : 'send')} ${channel}`
}

const remoteChannels = { __proto__: null, [GET]: channels.REMOTE_MEMBER_GET, [SET]: channels.REMOTE_MEMBER_SET, [CALL]: channels.REMOTE_MEMBER_CALL }
const memberName = /^\S+ \S+ \[?"([^"\\]*)"/

/** A text of common/remote-texts.js as the message that it stands for. */
exports.ofRemoteText = (text) => {
  const found = text[0] === REMOTE ? memberName.exec(text) : null
  return { name: remoteChannels[text[1]] ?? 'remote', args: ['', 0, found === null ? undefined : found[1]] }
}

/** Names get long only where somebody means it. */
exports.longestName = 200

/** A page that is blocked for longer than this is worth a warning; milliseconds. */
exports.slowSync = 16
