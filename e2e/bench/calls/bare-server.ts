import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { openInsert } from './empty-next/one-insert.ts'

// The least that a Node server can do with the same call: read it, insert one row into the same kind of database, answer.
// The database is the first argument, an address or a folder; the port goes to stdout.
const [, , place = ''] = process.argv
const insert = await openInsert(place)

const server = createServer(async (request, response) => {
  const body = (await json(request)) as { type?: string }
  await insert(body.type ?? 'none')
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
})

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(typeof address === 'object' && address ? address.port : '')
})
// The parent process has ended.
process.stdin.resume().once('end', () => process.exit(0))
