'use strict'

const { describe, it } = require('node:test')
const assert = require('node:assert/strict')
const { inAppPurchase, pushNotifications } = require('electron')

describe('inAppPurchase', () => {
  it('can be asked on Linux, where there are no payments', () => {
    assert.equal(inAppPurchase.canMakePayments(), false)
    assert.equal(inAppPurchase.getReceiptURL(), '')
    assert.throws(() => inAppPurchase.purchaseProduct('x'), { message: 'The inAppPurchase module can only be used on macOS' })
    assert.equal(inAppPurchase.on('transactions-updated', () => {}), inAppPurchase)
  })

  it('refuses the rest by name', () => {
    for (const name of ['getProducts', 'restoreCompletedTransactions', 'finishAllTransactions', 'finishTransactionByDate']) {
      assert.throws(() => inAppPurchase[name]('x'), new RegExp(`inAppPurchase\\.${name} is not supported: `))
    }
  })
})

describe('pushNotifications', () => {
  it('refuses by name', () => {
    assert.throws(() => pushNotifications.registerForAPNSNotifications(), /pushNotifications\.registerForAPNSNotifications is not supported: /)
    assert.throws(() => pushNotifications.unregisterForAPNSNotifications(), /pushNotifications\.unregisterForAPNSNotifications is not supported: /)
  })
})
