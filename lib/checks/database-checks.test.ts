import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { expect, it } from 'vitest'
import type { Database } from '#lib/db/client.ts'
import { migrationsFolder } from '#lib/db/migrate.ts'
import { sealedColumns } from '#lib/db/sealed-columns.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { appliedMigrations, checkMigrations, checkSealedRows, type Query } from './database-checks.ts'
import { sealedBeginnings } from './seal-checks.ts'

const files = readMigrationFiles({ migrationsFolder: migrationsFolder() })
const [oldKey, newKey] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]

const queryOf =
  ({ db }: Database): Query =>
  async (statement) =>
    (await db.execute<Record<string, unknown>>(sql.raw(statement))).rows

describeOnBothEngines("the doctor's check of migrations and sealed rows", (open) => {
  it('accepts the migrations applied by the migrator', async () => {
    expect(checkMigrations(await appliedMigrations(queryOf(open())), files)).toMatchObject({
      state: 'good',
      sentence: `${files.length} of ${files.length} migrations are applied.`,
    })
  })

  it('accepts migrations that the next start will apply', async () => {
    const later = [...files, { folderMillis: 9_999_999_999_999, hash: 'later' }]
    const check = checkMigrations(await appliedMigrations(queryOf(open())), later)
    expect(check.state).toBe('good')
    expect(check.sentence).toContain('the app applies the other 1 when it starts')
  })

  it('finds a migration unknown to this version', async () => {
    const check = checkMigrations(await appliedMigrations(queryOf(open())), files.slice(1))
    expect(check).toMatchObject({ name: 'migrations', state: 'wrong' })
    expect(check.remedy).toContain('a newer one')
  })

  it('finds a migration that was changed after it was applied', async () => {
    const changed = files.map((file) => ({ ...file, hash: 'another' }))
    const check = checkMigrations(await appliedMigrations(queryOf(open())), changed)
    expect(check.sentence).toContain('changed after the database had it')
    expect(check.remedy).toContain('db:generate')
  })

  it('finds a migration that the migrator would skip', async () => {
    const between = { folderMillis: (files.at(-1)?.folderMillis ?? 0) - 1, hash: 'of another branch' }
    const check = checkMigrations(await appliedMigrations(queryOf(open())), [...files, between])
    expect(check).toMatchObject({ name: 'migrations', state: 'wrong' })
    expect(check.sentence).toBe(
      'The database has not had 1 migration older than its newest: the app would pass over it.',
    )
    expect(check.remedy).toContain('Generate it again')
  })

  it('finds rows sealed with a missing key', async () => {
    const query = queryOf(open())
    expect((await checkSealedRows(query, sealedColumns, await sealedBeginnings([newKey]))).state).toBe('good')
    const sealed = await createSealer([oldKey]).seal({ line: 'somewhere' })
    await open().db.execute(sql`
      insert into drafts (id, seat_id, conversation_id, side, tracking_code, choices, sealed_address, created_at, updated_at, due_at)
      values ('d', 's', 'c', 'DEMAND', 't', '{}', ${sealed}, now(), now(), now())`)
    const check = await checkSealedRows(query, sealedColumns, await sealedBeginnings([newKey]))
    expect(check).toMatchObject({ name: 'sealed_rows', state: 'wrong' })
    expect(check.sentence).toContain('drafts')
    expect(check.remedy).toContain('at the end of SEAL_KEYS')
    expect((await checkSealedRows(query, sealedColumns, await sealedBeginnings([newKey, oldKey]))).state).toBe('note')
  })
})
