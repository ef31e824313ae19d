import { and, getTableColumns, getTableName, inArray, notInArray, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Eraser } from '#lib/addon/retention/index.ts'
import { type Failed, throwIfFailed } from '#lib/kernel/on-its-own.ts'
import type { Db } from '../client.ts'
import { removeRows } from '../rows.ts'

/** Rows that are looked at one by one are looked at so many at a time, */
const atOnce = 1_000
/** and so often in one sweep. */
const maxLooks = 100

export type Remover = {
  /** How many rows went. Those that cannot go stay, and keep no other. */
  remove(table: PgTable, where: SQL | undefined): Promise<number>
  /** Has `work` take some at a time; where it fails, in halves, down to the one that is at fault. Gives what it came to. */
  inHalves<T>(all: readonly T[], idOf: (one: T) => string, work: (some: T[]) => Promise<number>): Promise<number>
}

/**
 * Makes an eraser of `work`, which gives how many rows went: those that resist are named in a fault at its end, and keep no
 * others. Outside transactions: a fault would end one.
 */
export const eraserOf =
  (db: Db) =>
  (work: (all: Remover, dueBefore: Date) => Promise<number>): Eraser =>
  async (dueBefore) => {
    const { failed, ...all } = remover(db)
    const gone = await work(all, dueBefore)
    throwIfFailed(failed, 'what is over')
    return gone
  }

function remover(db: Db): Remover & { failed: Failed[] } {
  const failed: Failed[] = []

  const inHalves: Remover['inHalves'] = async (all, idOf, work) => {
    const [one, ...others] = all
    if (one === undefined) return 0
    try {
      return await work([...all])
    } catch (err) {
      if (others.length === 0) {
        failed.push({ id: idOf(one), err })
        return 0
      }
      const half = Math.ceil(all.length / 2)
      return (await inHalves(all.slice(0, half), idOf, work)) + (await inHalves(all.slice(half), idOf, work))
    }
  }

  const remove: Remover['remove'] = async (table, where) => {
    try {
      return await removeRows(db, table, where)
    } catch {
      return await removeAround(table, where)
    }
  }

  const removeAround = async (table: PgTable, where: SQL | undefined) => {
    const place = sql<string>`${table}.ctid`
    const name = getTableName(table)
    const { id, shipmentId } = getTableColumns(table)
    const stuck: string[] = []
    let count = 0
    for (let look = 0; look < maxLooks; look += 1) {
      const left = and(where, notInArray(place, stuck.map(tid)))
      const rows = await db
        .select({ place: sql<string>`${place}::text`, id: sql<string>`${id ?? shipmentId ?? place}::text` })
        .from(table)
        .where(left)
        .limit(atOnce)
      if (rows.length === 0) break
      count += await inHalves(
        rows,
        (row) => {
          stuck.push(row.place)
          return `${name} ${row.id}`
        },
        async (some) =>
          await removeRows(
            db,
            table,
            and(
              where,
              inArray(
                place,
                some.map((row) => tid(row.place)),
              ),
            ),
          ),
      )
    }
    return count
  }

  return { remove, inHalves, failed }
}

const tid = (place: string) => sql`${place}::tid`
