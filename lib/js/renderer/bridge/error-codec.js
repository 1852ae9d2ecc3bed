'use strict'

// Errors cross the bridge as texts of the codec that messages have.

const { createCodec } = require('../../common/codec')
const host = require('../codec-host')

const codec = createCodec(host)

// A page of the network learns no more than what went wrong: stacks tell where on this machine the app lies.
const isOfNetwork = /^https?:$/.test(globalThis.location.protocol)
const silent = isOfNetwork ? createCodec({ ...host, hidesStacks: () => true }) : codec

/** @param {'shim'|'relay'} side whose errors they are */
exports.codecFor = (side) => side === 'shim' ? silent : codec
