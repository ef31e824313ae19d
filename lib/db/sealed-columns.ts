import { getTableConfig } from 'drizzle-orm/pg-core'
import { tables } from './tables.ts'

/** A column that holds sealed values, and what tells the rows of its table apart. */
export type SealedColumn = { table: string; column: string; key: string[] }

/** Every column whose name says that it is sealed: the schema is the only list. */
export const sealedColumns: readonly SealedColumn[] = tables.flatMap((table) => {
  const { name, columns, primaryKeys } = getTableConfig(table)
  const alone = columns.filter(({ primary }) => primary)
  const key = (alone.length > 0 ? alone : (primaryKeys[0]?.columns ?? [])).map((column) => column.name)
  return columns
    .filter((column) => column.name.startsWith('sealed'))
    .map((column) => ({ table: name, column: column.name, key }))
})
