const { net } = require('electron')
const http = require('http')

module.exports = () => new Promise((resolve, reject) => {
  const server = http.createServer((request, response) => response.end(`${request.method} ${request.url}`)).listen(0, '127.0.0.1', () => {
    const request = net.request({ method: 'POST', url: `http://127.0.0.1:${server.address().port}/shop` })
    request.on('error', reject)
    request.on('response', (response) => {
      let text = `${response.statusCode}: `
      response.on('data', (chunk) => { text += chunk })
      response.on('end', () => { server.close(); resolve(text) })
    })
    request.end('bread')
  })
})
