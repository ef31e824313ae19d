import { and, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import type { BusinessStore, PriceDraftStore, PriceHistory } from '#lib/business/index.ts'
import type { Db } from '../client.ts'
import { businessVersions, priceDrafts } from '../schema/business.ts'

const { number, data, writtenAt, pricesHash } = businessVersions

/** More edits than this at one moment are no person's. */
const maxTries = 20

/** The versions of the business, over the database. */
export function businessStore(db: Db): BusinessStore {
  return {
    newest: async (limit) =>
      await db.select({ number, data }).from(businessVersions).orderBy(desc(number)).limit(limit),
    async written(version) {
      const [row] = await db.select({ number, data }).from(businessVersions).where(eq(number, version))
      return row ?? null
    },
    async addBehind(before, written, writtenAt) {
      // Numbers have no gaps: the next one is free only behind the newest.
      const rows = await db
        .insert(businessVersions)
        .values({ number: before + 1, data: written, writtenAt })
        .onConflictDoNothing()
        .returning({ number })
      return rows.length === 1
    },
    async add(written, writtenAt) {
      for (let tries = 0; tries < maxTries; tries++) {
        const next = sql<number>`(select coalesce(max(${number}), 0) + 1 from ${businessVersions})`
        const rows = await db
          .insert(businessVersions)
          .values({ number: next, data: written, writtenAt })
          .onConflictDoNothing()
          .returning({ number })
        const [row] = rows
        if (row) return row.number
      }
      throw new Error('versions of the business kept being added')
    },
  }
}

/** The versions that brought prices, over the database. */
export function priceHistory(db: Db): PriceHistory {
  return async (limit) => {
    const before = sql<string>`lag(${pricesHash}) over (order by ${number})`.as('before')
    const versions = db.select({ number, pricesHash, before }).from(businessVersions).as('versions')
    const brought = db
      .select({ number: versions.number })
      .from(versions)
      .where(sql`${versions.before} is distinct from ${versions.pricesHash}`)
      .orderBy(desc(versions.number))
      .limit(limit)
    return await db
      .select({ number, data, writtenAt })
      .from(businessVersions)
      .where(inArray(number, brought))
      .orderBy(desc(number))
  }
}

const { id: draftId, ...draftColumns } = getTableColumns(priceDrafts)
const theOne = 1

/** The prices that are being worked on, over the database. */
export function priceDraftStore(db: Db): PriceDraftStore {
  const found = () => db.select(draftColumns).from(priceDrafts).where(eq(draftId, theOne))
  return {
    find: async () => (await found())[0] ?? null,
    lock: async () => (await found().for('update'))[0] ?? null,
    async save(row) {
      const rows =
        row.revision === 1
          ? await db
              .insert(priceDrafts)
              .values({ id: theOne, ...row })
              .onConflictDoNothing()
              .returning({ draftId })
          : await db
              .update(priceDrafts)
              .set(row)
              .where(and(eq(draftId, theOne), eq(priceDrafts.revision, row.revision - 1)))
              .returning({ draftId })
      return rows.length === 1
    },
  }
}
