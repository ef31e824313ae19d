import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { migrationsFolder } from './migrate.ts'
import { openMemoryDatabase } from './testing.ts'

type Column = { type: string; notNull: boolean; default?: unknown }
type Table = { columns: Record<string, Column>; uniqueConstraints: object; checkConstraints: object }
type Snapshot = { tables: Record<string, Table> }
/** What was a table and is a view now, for the version before alone: as far as it can be written through. */
type Views = Record<string, Table>

const folder = join(migrationsFolder(), 'meta')
const read = <T>(name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T
const { entries } = read<{ entries: { idx: number; tag: string }[] }>('_journal.json')
const snapshotOf = (index: number) => read<Snapshot>(`${String(index).padStart(4, '0')}_snapshot.json`)

/** Before this one nobody had Peyk running. */
const firstRolledOut = 4

/** What a process of the version before would stumble over, in a database that the new version has migrated. */
function stumbles(before: Snapshot, after: Snapshot, views: Views = {}): string[] {
  return Object.entries(before.tables).flatMap(([name, old]) => {
    const table = after.tables[name] ?? views[name]
    if (!table) return [`${name} is gone`]
    const columns = Object.entries(old.columns).flatMap(([column, was]) => {
      const is = table.columns[column]
      if (!is) return [`${name}.${column} is gone`]
      if (is.type !== was.type) return [`${name}.${column} is ${is.type} and was ${was.type}`]
      return is.notNull && !was.notNull ? [`${name}.${column} must be filled in`] : []
    })
    const fresh = Object.entries(table.columns).flatMap(([column, is]) =>
      !(column in old.columns) && is.notNull && is.default === undefined ? [`${name}.${column} has no default`] : [],
    )
    const rules = (['uniqueConstraints', 'checkConstraints'] as const).flatMap((kind) =>
      Object.keys(table[kind]).flatMap((rule) => (rule in old[kind] ? [] : [`${name} has a new rule ${rule}`])),
    )
    return [...columns, ...fresh, ...rules]
  })
}

const steps = entries.slice(1).map(({ idx, tag }, index) => ({ tag, idx, before: entries[index]?.idx ?? 0 }))

async function updatableViews(): Promise<Views> {
  const database = await openMemoryDatabase()
  const { rows } = await database.db.execute<{ name: string; column: string; type: string }>(sql`
    select 'public.' || c.table_name as name, c.column_name as column, c.data_type as type
    from information_schema.views v join information_schema.columns c using (table_schema, table_name)
    where v.table_schema = 'public' and v.is_insertable_into = 'YES' and v.is_updatable = 'YES' and c.is_updatable = 'YES'`)
  await database.close()
  const views: Views = {}
  for (const { name, column, type } of rows) {
    views[name] ??= { columns: {}, uniqueConstraints: {}, checkConstraints: {} }
    views[name].columns[column] = { type, notNull: false }
  }
  return views
}

it.each(steps.filter(({ idx }) => idx >= firstRolledOut))(
  'the migration $tag is compatible with the previous version',
  async ({ idx, before }) => {
    expect(stumbles(snapshotOf(before), snapshotOf(idx), await updatableViews())).toEqual([])
  },
)

it('the compatibility check finds a migration that removes something', () => {
  const [before, after] = [snapshotOf(3), snapshotOf(3)]
  const { grants, shipments } = { grants: after.tables['public.grants'], shipments: after.tables['public.shipments'] }
  if (!grants || !shipments) throw new Error('no such tables')
  delete grants.columns.scopes
  grants.columns.weather = { type: 'text', notNull: true }
  delete after.tables['public.seats']
  expect(stumbles(before, after)).toEqual(
    expect.arrayContaining([
      'public.grants.scopes is gone',
      'public.grants.weather has no default',
      'public.seats is gone',
    ]),
  )
})
