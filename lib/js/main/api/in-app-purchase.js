'use strict'

const { EventEmitter } = require('events')
const { refuse } = require('../refuse')
const refusals = require('../refusals/in-app-purchase')

// What Electron has of it on Linux.
const inAppPurchase = Object.assign(new EventEmitter(), {
  canMakePayments: () => false,
  getReceiptURL: () => '',
  purchaseProduct () {
    throw new Error('The inAppPurchase module can only be used on macOS')
  }
})

refuse(inAppPurchase, 'inAppPurchase', refusals)

module.exports = inAppPurchase
