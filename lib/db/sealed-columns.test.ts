import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { sealedColumns } from './sealed-columns.ts'
import { describeOnBothEngines } from './testing.ts'

const lib = dirname(dirname(fileURLToPath(import.meta.url)))

describeOnBothEngines('the sealed columns', (open) => {
  it('are all that the database has by that name, also in tables of a schema file that nobody listed', async () => {
    const { rows } = await open().db.execute<{ name: string }>(sql`
      select table_name || '.' || column_name as name
      from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE' and column_name like '%sealed%' order by 1`)
    expect(sealedColumns.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(rows.map(({ name }) => name))
  })

  it('tell the rows of their table apart by texts', async () => {
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

describe('what is sealed', () => {
  /** Seal an address and a cookie, not a row: they are over in minutes. */
  const elsewhere = ['kernel/seal.ts', 'web/chatbot-link.ts', 'access/use-cases/carried-consent.ts']
  const files = readdirSync(lib, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.ts$/.test(path) && !/\.test\.ts$|testing[\w-]*\.ts$|^doctor\//.test(path),
  )
  const seals = files.flatMap((path) =>
    readFileSync(join(lib, path), 'utf8')
      .split('\n')
      .filter((line) => /\.seal\(/.test(line))
      .map((line) => ({ path, line: line.trim() })),
  )

  it('goes by a name that begins so wherever it is kept, or no list would find its column', () => {
    expect(seals.length).toBeGreaterThan(8)
    const nameless = seals.filter(
      ({ path, line }) => !elsewhere.includes(path) && !/\bsealed\w*(?::| =) .*\.seal\(/.test(line),
    )
    expect(nameless).toEqual([])
  })
})
