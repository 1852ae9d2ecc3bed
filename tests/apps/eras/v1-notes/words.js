// Runs in the main process: the page gets it with remote.require().
exports.describe = function (text, callback) {
  const longest = text.split(/\s+/).sort(function (a, b) { return b.length - a.length })[0]
  callback(longest, process.type)
}
