const http = require('http')

/** A server on the loopback, for demos that need one: answers every request with what `answer` makes of it. */
module.exports = (answer) => new Promise((resolve) => {
  const server = http.createServer((request, response) => response.end(answer(request)))
  server.listen(0, '127.0.0.1', () => {
    resolve({ url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() })
  })
})
