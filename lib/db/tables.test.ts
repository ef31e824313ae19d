import { sql } from 'drizzle-orm'
import { getTableConfig } from 'drizzle-orm/pg-core'
import { expect, it } from 'vitest'
import { tables } from './tables.ts'
import { describeOnBothEngines } from './testing.ts'

describeOnBothEngines('the list of tables', (open) => {
  it('has every one of the database, also of unlisted schema files', async () => {
    const { rows } = await open().db.execute<{ name: string }>(sql`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`)
    expect(tables.map((table) => getTableConfig(table).name).sort()).toEqual(rows.map(({ name }) => name))
  })
})
