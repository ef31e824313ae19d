import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { openDatabase } from './client.ts'
import { createPostgresDatabase } from './testing.ts'

const here = (file: string) => new URL(file, import.meta.url).href

/** Each holds a connection inside a transaction, or between two statements, while the server ends it. */
const holders = {
  'the pool': `
    const { db } = await openDatabase({ databaseUrl, dataDir: '' })
    await db.transaction(async (tx) => {
      await tx.execute(sql.raw('select 1'))
      await held()
      await tx.execute(sql.raw('select 2'))
    })`,
  'a client of its own': `
    const client = newClient(databaseUrl, 'peyk-alone')
    await client.connect()
    await held()
    await client.query('select 2')`,
}

it.each(Object.entries(holders))(
  'a PostgreSQL connection of %s that breaks in use fails its statement and not the process',
  async (_of, holding) => {
    const { url, drop } = await createPostgresDatabase()
    const code = `
    import { once } from 'node:events'
    import { sql } from 'drizzle-orm'
    import { openDatabase } from '${here('./client.ts')}'
    import { newClient } from '${here('./connections.ts')}'
    const databaseUrl = ${JSON.stringify(url)}
    const held = async () => {
      console.log('held')
      await once(process.stdin, 'data')
    }
    try { ${holding} } catch { console.log('failed') }
    process.exit(0)`
    const child = spawn(process.execPath, ['--input-type=module', '--eval', code], { stdio: 'pipe' })
    let said = ''
    child.stdout.on('data', (text) => {
      said += text
    })
    child.stderr.on('data', (text) => {
      said += text
    })
    await expect.poll(() => said, { timeout: 30_000 }).toBe('held\n')
    const beside = await openDatabase({ databaseUrl: url, dataDir: '' })
    const killed = await beside.db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`)
    expect(killed.rows).toHaveLength(1)
    await expect
      .poll(
        async () =>
          (
            await beside.db.execute(sql`select 1 from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`)
          ).rows,
      )
      .toEqual([])
    child.stdin.write('go on\n')
    expect(await once(child, 'exit')).toEqual([0, null])
    expect(said).toBe('held\nfailed\n')
    await beside.close()
    await drop()
  },
  60_000,
)
