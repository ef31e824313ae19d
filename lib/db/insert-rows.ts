import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'

/** A row by the names of its columns, as `jsonb_populate_record` reads it. What it does not have is left out. */
export const columnRow = <Table extends PgTable>(table: Table, row: Partial<Table['$inferInsert']>) =>
  Object.fromEntries(
    Object.entries(getTableColumns(table)).map(([key, { name }]) => [name, (row as Record<string, unknown>)[key]]),
  )

/**
 * `insert into … select …` of these rows, to be followed by what else the statement says. All their values are one parameter,
 * so that its text is the same however many they are: a parameter for each value takes longer to write down and to read than
 * the rows take to be stored. What a row does not have is null, whatever the column's default.
 */
export function insertRows<Table extends PgTable>(table: Table, rows: readonly Table['$inferInsert'][]): SQL {
  const names = sql.raw(
    Object.values(getTableColumns(table))
      .map(({ name }) => `"${name}"`)
      .join(', '),
  )
  const named = rows.map((row) => columnRow(table, row))
  return sql`insert into ${table} (${names}) select ${names}
    from jsonb_populate_recordset(null::${table}, ${JSON.stringify(named)}::jsonb) given`
}
