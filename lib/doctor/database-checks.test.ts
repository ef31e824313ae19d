import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { expect, it } from 'vitest'
import type { Database } from '../db/client.ts'
import { migrationsFolder } from '../db/migrate.ts'
import { describeOnBothEngines } from '../db/testing.ts'
import { createSealer } from '../kernel/seal.ts'
import { checkMigrations, checkSealedRows, type Query } from './database-checks.ts'
import { sealedBeginnings } from './seal-checks.ts'

const files = readMigrationFiles({ migrationsFolder: migrationsFolder() })
const [oldKey, newKey] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]

const queryOf =
  ({ db }: Database): Query =>
  async (statement) =>
    (await db.execute<Record<string, unknown>>(sql.raw(statement))).rows

describeOnBothEngines('what the doctor reads of the database', (open) => {
  it('knows the migrations as the migrator left them', async () => {
    expect(await checkMigrations(queryOf(open()), files)).toMatchObject({
      state: 'good',
      sentence: `${files.length} of ${files.length} migrations are applied.`,
    })
  })

  it('is content with migrations that the next start applies', async () => {
    const later = [...files, { folderMillis: 9_999_999_999_999, hash: 'later' }]
    const check = await checkMigrations(queryOf(open()), later)
    expect(check.state).toBe('good')
    expect(check.sentence).toContain('the app applies the other 1 when it starts')
  })

  it('finds a migration that this version does not know', async () => {
    const check = await checkMigrations(queryOf(open()), files.slice(1))
    expect(check).toMatchObject({ name: 'migrations', state: 'wrong' })
    expect(check.remedy).toContain('a newer one')
  })

  it('finds a migration that was changed afterwards', async () => {
    const changed = files.map((file) => ({ ...file, hash: 'another' }))
    const check = await checkMigrations(queryOf(open()), changed)
    expect(check.sentence).toContain('were changed after they had been applied')
    expect(check.remedy).toContain('db:generate')
  })

  it('finds rows whose key is gone', async () => {
    const query = queryOf(open())
    expect((await checkSealedRows(query, await sealedBeginnings([newKey]))).state).toBe('good')
    const sealed = await createSealer([oldKey]).seal({ line: 'somewhere' })
    await open().db.execute(sql`
      insert into drafts (id, seat_id, conversation_id, side, tracking_code, choices, sealed_address, created_at, updated_at, due_at)
      values ('d', 's', 'c', 'DEMAND', 't', '{}', ${sealed}, now(), now(), now())`)
    const check = await checkSealedRows(query, await sealedBeginnings([newKey]))
    expect(check).toMatchObject({ name: 'sealed_rows', state: 'wrong' })
    expect(check.sentence).toContain('drafts')
    expect(check.remedy).toContain('at the end of SEAL_KEYS')
    expect((await checkSealedRows(query, await sealedBeginnings([newKey, oldKey]))).state).toBe('good')
  })
})
