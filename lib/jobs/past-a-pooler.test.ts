import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { openDatabase } from '#lib/db/client.ts'
import { createPostgresDatabase } from '#lib/db/testing.ts'
import type { Log } from '#lib/kernel/log.ts'
import { createBoss } from './boss.ts'
import { waitUntil } from './testing.ts'

const quiet = { error: () => undefined, warn: () => undefined } as unknown as Log

it('jobs are woken past a pooler: no connection of their pool listens', async () => {
  const { url, drop } = await createPostgresDatabase()
  const database = await openDatabase({ databaseUrl: url, directUrl: url, dataDir: '' })
  if (database.engine.kind !== 'postgres') throw new Error('not PostgreSQL')
  const boss = createBoss(database.engine, true, quiet)
  await boss.start()
  const { rows } = await database.db.execute<{ name: string }>(
    sql`select application_name as name from pg_stat_activity where datname = current_database() and query ilike 'listen %'`,
  )
  expect(rows).toEqual([{ name: 'peyk listening' }])
  await boss.createQueue('work', { notify: true })
  let done = 0
  await boss.work('work', { pollingIntervalSeconds: 300, notifyPollingIntervalSeconds: 300 }, async () => {
    done += 1
  })
  for (const round of [1, 2]) {
    await boss.send('work', {})
    await waitUntil(() => done === round)
  }
  await boss.stop({ graceful: true, timeout: 5_000 })
  await database.close()
  await drop()
}, 60_000)
