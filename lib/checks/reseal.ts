import type { SealedColumn } from '#lib/db/index.ts'
import { isAppError } from '#lib/kernel/errors.ts'
import { createSealer, type Sealer } from '#lib/kernel/seal.ts'
import { sealedBeginnings } from './seal-checks.ts'

/** Runs one statement. */
export type Execute = (statement: string, values: unknown[]) => Promise<Record<string, unknown>[]>

/**
 * `changed`: rows that somebody else still wrote or took away at the last look. `unknown`: none of our keys opens them.
 * `damaged`: their key is there, and they do not open.
 */
export type Resealed = SealedColumn & { resealed: number; changed: number; unknown: number; damaged: number }

const batch = 200
/** A value may be copied from one table to another behind a look: the next one finds it. */
const maxLooks = 5

/** Whether the newest key alone opens everything from here on. */
export const isComplete = (all: readonly Resealed[]): boolean =>
  all.every(({ changed, unknown, damaged }) => changed + unknown + damaged === 0)

/**
 * Seals again, with the newest key, whatever an older one sealed, and looks again until a look finds nothing to do. Safe
 * beside a running app: a row is written only where it still says what was read. Can be stopped and run again at any time.
 */
export async function reseal(
  execute: Execute,
  columns: readonly SealedColumn[],
  keys: readonly Uint8Array[],
): Promise<Resealed[]> {
  let all = await lookOnce(execute, columns, keys)
  let last = all
  for (let look = 1; look < maxLooks && last.some(hasMoved); look += 1) {
    last = await lookOnce(execute, columns, keys)
    const before = all
    all = last.map((one, at) => ({ ...one, resealed: one.resealed + (before[at]?.resealed ?? 0) }))
  }
  // Still moving: a process keeps sealing with an older key.
  return all.map((one, at) => ({ ...one, changed: Math.max(one.changed, last[at]?.resealed ?? 0) }))
}

const hasMoved = ({ resealed, changed }: Resealed) => resealed + changed > 0

async function lookOnce(
  execute: Execute,
  columns: readonly SealedColumn[],
  keys: readonly Uint8Array[],
): Promise<Resealed[]> {
  const beginnings = [...(await sealedBeginnings(keys))]
  const sealer = createSealer(keys)
  const all: Resealed[] = []
  for (const column of columns) all.push(await lookAt(execute, column, sealer, beginnings))
  return all
}

/** In the order of the table's key, so that every row is passed once however large the table is. */
async function lookAt(
  execute: Execute,
  column: SealedColumn,
  sealer: Sealer,
  beginnings: readonly string[],
): Promise<Resealed> {
  const found: Resealed = { ...column, resealed: 0, changed: 0, unknown: 0, damaged: 0 }
  const { table, column: name, key } = column
  const newest = `${beginnings[0]}.`
  const ids = key.join(', ')
  const beyond = `and (${ids}) > (${key.map((_, at) => `$${at + 2}`).join(', ')})`
  for (let after: unknown[] | null = null; ; ) {
    const rows: Record<string, unknown>[] = await execute(
      `select ${ids} from ${table} where ${name} is not null and left(${name}, ${newest.length}) <> $1
       ${after ? beyond : ''} order by ${ids} limit ${batch}`,
      [newest, ...(after ?? [])],
    )
    for (const row of rows) {
      const id = key.map((part) => row[part])
      found[await resealRow(execute, column, id, sealer, beginnings)] += 1
      after = id
    }
    if (rows.length < batch) return found
  }
}

/** One value at a time: some are pictures. */
async function resealRow(
  execute: Execute,
  { table, column, key }: SealedColumn,
  id: readonly unknown[],
  sealer: Sealer,
  beginnings: readonly string[],
): Promise<'resealed' | 'changed' | 'unknown' | 'damaged'> {
  const isRow = key.map((part, at) => `${part} = $${at + 1}`).join(' and ')
  const [read] = await execute(`select ${column} as sealed from ${table} where ${isRow}`, [...id])
  if (typeof read?.sealed !== 'string') return 'changed'
  const { sealed } = read
  if (!beginnings.includes(sealed.split('.')[0] ?? '')) return 'unknown'
  const opened = await openOrNull(sealer, sealed)
  if (!opened) return 'damaged'
  const values = [...id, await sealer.seal(opened.value), sealed]
  const written = await execute(
    `update ${table} set ${column} = $${id.length + 1} where ${isRow} and ${column} = $${id.length + 2}
     returning 1 as written`,
    values,
  )
  return written.length === 1 ? 'resealed' : 'changed'
}

async function openOrNull(sealer: Sealer, sealed: string): Promise<{ value: unknown } | null> {
  try {
    return { value: await sealer.open(sealed) }
  } catch (error) {
    if (isAppError(error)) return null
    throw error
  }
}
