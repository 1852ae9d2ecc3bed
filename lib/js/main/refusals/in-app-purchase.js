'use strict'

const { elsewhere } = require('./reasons')

module.exports = {
  methods: {
    finishAllTransactions: elsewhere,
    finishTransactionByDate: elsewhere,
    getProducts: elsewhere,
    restoreCompletedTransactions: elsewhere
  }
}
