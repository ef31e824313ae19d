import { type Check, good, wrong } from './check.ts'

/** Runs one statement that reads. */
export type Query = (statement: string) => Promise<Record<string, unknown>[]>

/** A migration as its file says it, oldest first. `folderMillis` orders them. */
export type Migration = { folderMillis: number; hash: string }

const sealedColumns = [
  ['grants', 'sealed_tokens'],
  ['oauth_attempts', 'sealed_cookies'],
  ['drafts', 'sealed_address'],
  ['shipment_addresses', 'sealed'],
] as const

/** Which migrations the database has had. Ones still to come are no fault: the app applies them when it starts. */
export async function checkMigrations(query: Query, files: readonly Migration[]): Promise<Check> {
  const [table] = await query(`select to_regclass('drizzle.__drizzle_migrations') is not null as present`)
  const rows =
    table?.present === true
      ? await query('select hash, created_at::text as at from drizzle.__drizzle_migrations order by created_at')
      : []
  const known = new Map(files.map((file) => [String(file.folderMillis), file.hash]))
  const unknown = rows.filter((row) => !known.has(String(row.at)))
  if (unknown.length > 0) {
    return wrong(
      'migrations',
      `The database has had ${unknown.length} migrations that this version does not know.`,
      'Start the version that made them, or a newer one; or point DATABASE_URL or DATA_DIR at the right database.',
    )
  }
  const changed = rows.filter((row) => known.get(String(row.at)) !== row.hash)
  if (changed.length > 0) {
    return wrong(
      'migrations',
      `${changed.length} migrations were changed after they had been applied.`,
      'Bring lib/db/migrations back to what was released; a change is a new migration (npm run db:generate).',
    )
  }
  const waiting = files.length - rows.length
  const rest = waiting > 0 ? `; the app applies the other ${waiting} when it starts` : ''
  return good('migrations', `${rows.length} of ${files.length} migrations are applied${rest}.`)
}

/** Whether every sealed value in the database still has its key. Looks at their beginnings only, which hold no secret. */
export async function checkSealedRows(query: Query, beginnings: ReadonlySet<string>): Promise<Check> {
  const found: string[] = []
  for (const [table, column] of sealedColumns) {
    const [there] = await query(`select to_regclass('public.${table}') is not null as present`)
    if (there?.present !== true) continue
    const rows = await query(
      `select distinct split_part(${column}, '.', 1) as beginning from ${table} where ${column} is not null`,
    )
    if (rows.some((row) => !beginnings.has(String(row.beginning)))) found.push(table)
  }
  if (found.length === 0) return good('sealed_rows', 'Every sealed row has its key.')
  return wrong(
    'sealed_rows',
    `Rows of ${found.join(', ')} were sealed with a key that SEAL_KEYS no longer names.`,
    'Put the old key back at the end of SEAL_KEYS; it may go once this check is good without it.',
  )
}
