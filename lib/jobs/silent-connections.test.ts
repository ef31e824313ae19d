import { sql } from 'drizzle-orm'
import { it } from 'vitest'
import { openDatabase } from '#lib/db/client.ts'
import { usualPatience } from '#lib/db/connections.ts'
import { createPostgresDatabase } from '#lib/db/testing.ts'
import { openLine } from '#lib/db/testing-line.ts'
import type { Log } from '#lib/kernel/log.ts'
import { createBoss } from './boss.ts'
import { waitUntil } from './testing.ts'

const quiet = { error: () => undefined, warn: () => undefined } as unknown as Log

it('jobs resume after all connections of their engine went silent', async () => {
  const { url, drop } = await createPostgresDatabase()
  const line = await openLine(url)
  const patience = { ...usualPatience, silentMs: 1_000 }
  const database = await openDatabase({ databaseUrl: line.url, dataDir: '', patience })
  if (database.engine.kind !== 'postgres') throw new Error('not PostgreSQL')
  const boss = createBoss(database.engine, true, quiet)
  await boss.start()
  await boss.createQueue('work')
  let done = 0
  await boss.work('work', { pollingIntervalSeconds: 0.5 }, async () => {
    done += 1
  })
  await boss.send('work', {})
  await waitUntil(() => done === 1)
  for (const round of [2, 3]) {
    const asking = Array.from({ length: 8 }, async () => await boss.getDb().executeSql('select pg_sleep(0.2)'))
    line.mute()
    await Promise.allSettled(asking)
    await database.db.transaction(async (tx) => await tx.execute(sql`select 1`)).catch(() => undefined)
    await waitUntil(async () => await boss.send('work', {}).then(Boolean, () => false))
    await waitUntil(() => done >= round)
  }
  line.mute()
  await boss.stop({ graceful: true, timeout: 5_000 })
  await database.close()
  await line.close()
  await drop()
}, 120_000)
