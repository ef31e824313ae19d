import { createServer, type ServerResponse } from 'node:http'

// The least that a Node server can do for the same pages: no session, no database, nothing to draw. Its port goes to stdout.
const streams = new Map<string, ServerResponse>()
let version = 0

const server = createServer((request, response) => {
  const [, deed, name = ''] = (request.url ?? '').split('/')
  if (deed === 'events') {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`event: changed\ndata: ${version}\n\n`)
    streams.set(name, response)
    response.on('close', () => streams.delete(name))
    return
  }
  version += 1
  streams.get(name)?.write(`event: changed\ndata: ${version}\n\n`)
  response.end()
})

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(typeof address === 'object' && address ? address.port : '')
})
// The parent process has ended.
process.stdin.resume().once('end', () => process.exit(0))
