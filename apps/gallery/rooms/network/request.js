const { net } = require('electron')
const serve = require('../../serve')

module.exports = async () => {
  const server = await serve((request) => `${request.method} ${request.url}`)
  return new Promise((resolve, reject) => {
    const request = net.request({ method: 'POST', url: `${server.url}/shop` })
    request.on('error', reject)
    request.on('response', (response) => {
      let text = `${response.statusCode}: `
      response.on('data', (chunk) => { text += chunk })
      response.on('end', () => { server.close(); resolve(text) })
    })
    request.end('bread')
  })
}
