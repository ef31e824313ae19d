import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { sealedColumns } from './sealed-columns.ts'
import { describeOnBothEngines } from './testing.ts'

const lib = dirname(dirname(fileURLToPath(import.meta.url)))

describeOnBothEngines('the list of sealed columns', (open) => {
  it('has every column with that name prefix, also of unlisted schema files', async () => {
    const { rows } = await open().db.execute<{ name: string }>(sql`
      select table_name || '.' || column_name as name
      from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE' and column_name like '%sealed%' order by 1`)
    expect(sealedColumns.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(rows.map(({ name }) => name))
  })

  it('identifies the rows of each table by text keys', async () => {
    const { rows } = await open().db.execute<{ name: string; type: string }>(sql`
      select table_name || '.' || column_name as name, data_type as type from information_schema.columns
      where table_schema = 'public'`)
    const typeOf = new Map(rows.map(({ name, type }) => [name, type]))
    for (const { table, key } of sealedColumns) {
      expect(key.length, table).toBeGreaterThan(0)
      expect(key.map((column) => typeOf.get(`${table}.${column}`))).toEqual(key.map(() => 'text'))
    }
  })
})

describe('a value sealed in the code', () => {
  /** Seal a web address and cookies, not a row: without its key each only means one more tap, or typing once more. */
  const elsewhere = [
    'kernel/seal.ts',
    'web/chatbot-link.ts',
    'web/booking/remembered-address.ts',
    'addon/access/use-cases/carried-consent.ts',
  ]
  const files = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.ts$/.test(path) && !/\.test\.ts$|testing[\w-]*\.ts$|^(doctor|checks)\//.test(path),
  )
  const seals = files.flatMap((path) =>
    readFileSync(join(lib, path), 'utf8')
      .split('\n')
      .filter((line) => /\.seal\(/.test(line))
      .map((line) => ({ path, line: line.trim() })),
  )

  it('is assigned to a name with the sealed prefix, so that its column is listed', () => {
    expect(seals.length).toBeGreaterThan(8)
    const nameless = seals.filter(
      ({ path, line }) => !elsewhere.includes(path) && !/\bsealed\w*(?::| =) .*\.seal\(/.test(line),
    )
    expect(nameless).toEqual([])
  })
})
