'use strict'

const plainNode = "Node's child processes are plain Node, without a crash reporter"

// `process.crashReporter` is for Node's child processes only, in Electron too; it is absent.
module.exports = {
  methods: {
    'crashReporter.addExtraParameter': plainNode,
    'crashReporter.getParameters': plainNode,
    'crashReporter.removeExtraParameter': plainNode,
    'crashReporter.start': plainNode
  }
}
