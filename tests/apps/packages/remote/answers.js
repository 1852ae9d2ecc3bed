// The user's answers.
exports.showMessageBox = ({ message }) => message === 'Sure?' ? { response: 1, checkboxChecked: true } : 2
exports.showErrorBox = ({ title, content }) => console.error(`box ${title}: ${content}`) ?? true
