import { desc, eq, sql } from 'drizzle-orm'
import type { BusinessStore } from '#lib/business/index.ts'
import type { Db } from '../client.ts'
import { businessVersions } from '../schema/business.ts'

const { number, data } = businessVersions

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
