import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'

// The least that a Node server can do with the same call: read it, insert one row into the same kind of database, answer.
// The database is the first argument, an address or a folder; the port goes to stdout.
const [, , place = ''] = process.argv
const ask = place.startsWith('postgres') ? asPool(place) : asEmbedded(place)

await ask('create table if not exists bare (id text primary key, type text not null, received_at timestamptz not null)')
await ask('create index if not exists bare_received_at on bare (received_at)')
let number = 0

const server = createServer(async (request, response) => {
  const body = (await json(request)) as { type?: string }
  number += 1
  await ask('insert into bare values ($1, $2, $3)', [`${process.pid}-${number}`, body.type ?? 'none', new Date()])
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
})

server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(typeof address === 'object' && address ? address.port : '')
})
// The parent process has ended.
process.stdin.resume().once('end', () => process.exit(0))

type Ask = (text: string, values?: unknown[]) => Promise<unknown>

function asPool(address: string): Ask {
  const pool = new pg.Pool({ connectionString: address, max: 10 })
  return async (text, values) => await pool.query(text, values)
}

function asEmbedded(folder: string): Ask {
  const pglite = new PGlite(folder)
  return async (text, values) => await pglite.query(text, values)
}
