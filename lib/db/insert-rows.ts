import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'

/**
 * `insert into … select …` of these rows, to be followed by what else the statement says. All their values are one parameter,
 * so that its text is the same however many they are: a parameter for each value takes longer to write down and to read than
 * the rows take to be stored. What a row does not have is null, whatever the column's default.
 */
export function insertRows<Table extends PgTable>(table: Table, rows: readonly Table['$inferInsert'][]): SQL {
  const columns = Object.entries(getTableColumns(table)).map(([key, { name }]) => ({ key, name }))
  const named = rows.map((row: Record<string, unknown>) =>
    Object.fromEntries(columns.map(({ key, name }) => [name, row[key]])),
  )
  const names = sql.raw(columns.map(({ name }) => `"${name}"`).join(', '))
  return sql`insert into ${table} (${names}) select ${names}
    from jsonb_populate_recordset(null::${table}, ${JSON.stringify(named)}::jsonb) given`
}
