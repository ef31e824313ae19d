import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'

/**
 * Writes one row of a table for each call. `place` is an address or a folder, so that it is the same kind of database as the
 * app's. Imports nothing of the project: the empty Next app is built from a copy of this folder.
 */
export async function openInsert(place: string): Promise<(type: string) => Promise<void>> {
  const ask = place.startsWith('postgres') ? asPool(place) : asEmbedded(place)
  await ask(
    'create table if not exists bare (id text primary key, type text not null, received_at timestamptz not null)',
  )
  await ask('create index if not exists bare_received_at on bare (received_at)')
  let number = 0
  return async (type) => {
    number += 1
    await ask('insert into bare values ($1, $2, $3)', [`${process.pid}-${number}`, type, new Date()])
  }
}

type Ask = (text: string, values?: unknown[]) => Promise<unknown>

function asPool(address: string): Ask {
  const pool = new pg.Pool({ connectionString: address, max: 10 })
  return async (text, values) => await pool.query(text, values)
}

function asEmbedded(folder: string): Ask {
  const pglite = new PGlite(folder)
  return async (text, values) => await pglite.query(text, values)
}
