import type { SealedColumn } from '#lib/db/index.ts'
import { type Check, counted, good, note, wrong } from './check.ts'

/** Runs one statement that reads. */
export type Query = (statement: string) => Promise<Record<string, unknown>[]>

/** A migration as its file says it, oldest first. `folderMillis` orders them. */
export type Migration = { folderMillis: number; hash: string }

/** More than a beginning has, and little enough that pictures are not read whole. */
const beginningLength = 200

/** What the migrator wrote down of one. */
export type AppliedMigration = { at: string; hash: string }

/** What the database has had, in the order in which it had it; nothing where the app has never started on it. */
export async function appliedMigrations(query: Query): Promise<AppliedMigration[]> {
  const [table] = await query(`select to_regclass('drizzle.__drizzle_migrations') is not null as present`)
  if (table?.present !== true) return []
  const rows = await query('select hash, created_at::text as at from drizzle.__drizzle_migrations order by id')
  return rows.map(({ at, hash }) => ({ at: String(at), hash: String(hash) }))
}

/** Which migrations the database has had. Ones still to come are no fault: the app applies them when it starts. */
export function checkMigrations(applied: readonly AppliedMigration[], files: readonly Migration[]): Check {
  const known = new Map(files.map((file) => [String(file.folderMillis), file.hash]))
  const unknown = applied.filter(({ at }) => !known.has(at))
  if (unknown.length > 0) {
    return wrong(
      'migrations',
      `The database has had ${counted(unknown.length, 'migration')} that this version does not know.`,
      'Start the version that made them, or a newer one; or point DATABASE_URL or DATA_DIR at the right database.',
    )
  }
  const changed = applied.filter(({ at, hash }) => known.get(at) !== hash)
  if (changed.length > 0) {
    return wrong(
      'migrations',
      `${counted(changed.length, 'migration')} changed after the database had it.`,
      'Bring lib/db/migrations back to what was released; a change is a new migration (npm run db:generate).',
    )
  }
  // The migrator looks at the newest one only, and passes over whatever is older.
  const newest = Math.max(0, ...applied.map(({ at }) => Number(at)))
  const had = new Set(applied.map(({ at }) => at))
  const passed = files.filter(({ folderMillis }) => folderMillis < newest && !had.has(String(folderMillis)))
  if (passed.length > 0) {
    return wrong(
      'migrations',
      `The database has not had ${counted(passed.length, 'migration')} older than its newest: the app would pass over it.`,
      'Generate it again behind the newest one (npm run db:generate), or bring back a backup from before the newest.',
    )
  }
  const waiting = files.length - applied.length
  const rest = waiting > 0 ? `; the app applies the other ${waiting} when it starts` : ''
  return good('migrations', `${applied.length} of ${files.length} migrations are applied${rest}.`)
}

/**
 * Whether every sealed value in the database still has its key, and which have an older one. Looks at their beginnings
 * only, which hold no secret. `beginnings`: of the keys, newest first.
 */
export async function checkSealedRows(
  query: Query,
  columns: readonly SealedColumn[],
  beginnings: ReadonlySet<string>,
): Promise<Check> {
  const [newest] = beginnings
  const counts = { old: new Map<string, number>(), lost: new Map<string, number>() }
  for (const { table, column } of columns) {
    const [there] = await query(
      `select exists (select 1 from information_schema.columns where table_schema = 'public'
        and table_name = '${table}' and column_name = '${column}') as present`,
    )
    if (there?.present !== true) continue
    const rows = await query(
      `select split_part(left(${column}, ${beginningLength}), '.', 1) as beginning, count(*)::int as count
       from ${table} where ${column} is not null group by 1`,
    )
    for (const { beginning, count } of rows) {
      if (beginning === newest) continue
      const kind = beginnings.has(String(beginning)) ? counts.old : counts.lost
      kind.set(table, (kind.get(table) ?? 0) + Number(count))
    }
  }
  if (counts.lost.size > 0) {
    return wrong(
      'sealed_rows',
      `${inTables(counts.lost)} sealed with a key that SEAL_KEYS does not name: nobody can read them.`,
      'Put the old key back at the end of SEAL_KEYS, run "npm run reseal", and take it out when this check is good without it.',
    )
  }
  if (counts.old.size > 0) {
    return note(
      'sealed_rows',
      `${inTables(counts.old)} still sealed with an older key of SEAL_KEYS.`,
      'Run "npm run reseal": then the newest key alone opens everything, and the older ones may go.',
    )
  }
  return good('sealed_rows', 'Every sealed row has the newest key.')
}

/** `2 rows of drafts and 1 row of grants are` */
function inTables(counts: ReadonlyMap<string, number>): string {
  const parts = [...counts].sort().map(([table, count]) => `${counted(count, 'row')} of ${table}`)
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const last = parts.pop() ?? ''
  return `${parts.length > 0 ? `${parts.join(', ')} and ${last}` : last} ${total === 1 ? 'is' : 'are'}`
}
