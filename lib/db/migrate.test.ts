import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { expect, it } from 'vitest'
import { migrateEmbedded, migrationsFolder } from './migrate.ts'

/** When the first migration was made: databases that have it remember this. */
const firstMadeAt = 1_795_370_085_589

it('a database made by the first version gets all later migrations, each once', async () => {
  const pglite = await PGlite.create()
  await pglite.exec(readFileSync(join(migrationsFolder(), '0000_first.sql'), 'utf8'))
  await pglite.exec(`create schema drizzle;
    create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint);
    insert into drizzle.__drizzle_migrations (hash, created_at) values ('first', ${firstMadeAt});`)
  await migrateEmbedded(pglite)
  const { rows } = await pglite.query<{ column_name: string }>(
    `select column_name from information_schema.columns
     where table_name = 'tickets' and column_name in ('conversation_id', 'side') and is_nullable = 'NO' order by 1`,
  )
  expect(rows.map((row) => row.column_name)).toEqual(['conversation_id', 'side'])
  await pglite.close()
})
