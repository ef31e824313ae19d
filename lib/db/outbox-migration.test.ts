import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { expect, it } from 'vitest'
import { migrateEmbedded, migratePostgres, migrationsFolder } from './migrate.ts'
import { createPostgresDatabase } from './testing.ts'

type Entry = { idx: number; tag: string; when: number }

/** Everything that a database of the version before has been through. */
function before(): string {
  const journal = readFileSync(join(migrationsFolder(), 'meta', '_journal.json'), 'utf8')
  const entries = (JSON.parse(journal) as { entries: Entry[] }).entries.filter(({ idx }) => idx < 11)
  const files = entries.map(({ tag }) => readFileSync(join(migrationsFolder(), `${tag}.sql`), 'utf8'))
  return `${files.join(';\n')};
    create schema drizzle;
    create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint);
    insert into drizzle.__drizzle_migrations (hash, created_at) values ('before', ${entries.at(-1)?.when});`
}

const message = `insert into chat_messages (id, subject, subject_id, kind, occurrence, position, conversation_id, grant_id,
  sender_side, text, channel, state, attempts, due_at, first_queued_at, claim_id, claimed_until, created_at)
  values ('m', 'shipment', 's', 'end', 2, 3, 'c', 'g', 'SUPPLY', 'text', 'bot_user', 'sending', 4, '2026-11-22T09:00Z',
  '2026-11-22T08:00Z', 'claim', '2026-11-22T09:01Z', '2026-11-22T07:00Z')`
const order = `insert into carrier_orders (id, shipment_id, type, reference, position, happened_at, state, due_at, first_queued_at,
  last_reason) values ('o', 's', 'problem.reported', 'p', 2, '2026-11-22T07:00Z', 'dead', '2026-11-22T09:00Z',
  '2026-11-22T08:00Z', 'gave_up')`
const proof = `insert into proofs (shipment_id, kind, sealed_image, state, way, due_at, received_at)
  select id, 'image/png', 'sealed', 'unconfirmed', 'bot', '2026-11-22T09:00Z', '2026-11-22T08:00Z' from shipments`
const shipment = `insert into shipments (id, tracking_code, conversation_id, proposer_side, state, parcel, service, payer, quote,
  price_limit_toman, announced, created_at, updated_at)
  values ('s', 'T', 'c', 'DEMAND', 'delivered', '{}', 's', 'buyer', '{}', 1, true, now(), now())`

it('the outbox migration preserves every message, order and picture of the previous version', async () => {
  const pglite = await PGlite.create()
  await pglite.exec([before(), shipment, message, order, proof].join(';\n'))
  const rows = async () =>
    await Promise.all(
      ['chat_messages', 'carrier_orders', 'proofs'].map(async (name) => {
        const { rows } = await pglite.query<Record<string, unknown>>(`select * from ${name}`)
        return rows.map(({ outbox_channel: _, ctid: __, ...row }) => row)
      }),
    )
  const stood = await rows()
  expect(stood.flat()).toHaveLength(3)
  await migrateEmbedded(pglite)
  expect(await rows()).toEqual(stood)
  const { rows: all } = await pglite.query(
    `select id, channel, order_key, state, claim_id from outbox order by channel`,
  )
  expect(all).toEqual([
    { id: 'o', channel: 'carrier_orders', order_key: 's', state: 'dead', claim_id: null },
    { id: 'm', channel: 'chat_messages', order_key: 'shipment s', state: 'sending', claim_id: 'claim' },
    { id: 's', channel: 'proofs', order_key: 's', state: 'unconfirmed', claim_id: null },
  ])
  await pglite.close()
})

it('the outbox migration waits for a process in the middle of its work without stopping it', async () => {
  const { url, drop } = await createPostgresDatabase()
  const [old, watching] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: url })]
  for (const client of [old, watching]) await client.connect()
  try {
    await old.query(before())
    await old.query('begin')
    await old.query(order)
    const migrating = migratePostgres(url)
    const isWaiting = async () => {
      const { rows } = await watching.query("select 1 from pg_locks where not granted and locktype = 'relation'")
      return rows.length > 0
    }
    while (!(await isWaiting())) await new Promise((resolve) => setTimeout(resolve, 10))
    // The tables that the migration takes first, taken now, would be a deadlock.
    await old.query(shipment)
    await old.query(message)
    await old.query(proof)
    await old.query('commit')
    await migrating
    const { rows } = await old.query('select id from outbox order by id')
    expect(rows.map(({ id }) => id)).toEqual(['m', 'o', 's'])
    expect((await old.query("update chat_messages set state = 'sent' where id = 'm' returning id")).rowCount).toBe(1)
  } finally {
    for (const client of [old, watching]) await client.end()
    await drop()
  }
}, 60_000)
