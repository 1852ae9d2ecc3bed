// The user's answers: copies the first error, reports those that a page told.
let count = 0
exports.showMessageBox = ({ type, message, detail, buttons }) => {
  console.log(`box ${type} ${message}: ${detail.split('\n')[0]} [${buttons.join()}]`)
  return count++ === 0 ? 1 : /page/.test(detail) ? 2 : 0
}
exports.showErrorBox = ({ title, content }) => console.log(`error box ${title}: ${content.split('\n')[0]}`) ?? true
