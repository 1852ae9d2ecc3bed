const path = require('path')

exports.title = (file) => path.basename(file, path.extname(file)).toUpperCase()
