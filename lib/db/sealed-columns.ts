import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import * as access from './schema/access.ts'
import * as assistant from './schema/assistant.ts'
import * as carrier from './schema/carrier.ts'
import * as chatbot from './schema/chatbot.ts'
import * as outbox from './schema/outbox.ts'
import * as shipping from './schema/shipping.ts'
import * as staff from './schema/staff.ts'
import * as threads from './schema/threads.ts'

/** A column that holds sealed values, and what tells the rows of its table apart. */
export type SealedColumn = { table: string; column: string; key: string[] }

const tables = [access, assistant, carrier, chatbot, outbox, shipping, staff, threads].flatMap((part) =>
  Object.values<unknown>(part).filter((value) => value instanceof PgTable),
)

/** Every column whose name says that it is sealed: the schema is the only list. */
export const sealedColumns: readonly SealedColumn[] = tables.flatMap((table) => {
  const { name, columns, primaryKeys } = getTableConfig(table)
  const alone = columns.filter(({ primary }) => primary)
  const key = (alone.length > 0 ? alone : (primaryKeys[0]?.columns ?? [])).map((column) => column.name)
  return columns
    .filter((column) => column.name.startsWith('sealed'))
    .map((column) => ({ table: name, column: column.name, key }))
})
