import { and, asc, count, eq, gt, gte, inArray, isNull, lte, min, or } from 'drizzle-orm'
import type { InboxStore, Pending } from '#lib/addon/inbox/index.ts'
import type { Db } from '../client.ts'
import { events, eventTexts } from '../schema/inbox.ts'

type Row = typeof eventTexts.$inferSelect

/**
 * The column is older than subjects and cannot be null; what is absent stays an empty text while processes of versions
 * before this one run beside it, which read an empty one.
 */
const noSubject = ''

function toPending({ handledAt, claimId, claimedUntil, assistantId, ...row }: Row): Pending {
  return { ...row, subject: assistantId === noSubject ? null : assistantId }
}

/** The row of what waits. */
export const pendingRow = ({ subject, ...pending }: Pending): typeof eventTexts.$inferInsert => ({
  ...pending,
  assistantId: subject ?? noSubject,
})

/** Ids of events, and messages of them until they are handled, a minute at most. */
export function inboxStore(db: Db): InboxStore {
  return {
    insert: async (all) =>
      await db.transaction(async (tx) => {
        const rows = await tx
          .insert(events)
          .values(all.map(({ event }) => event))
          .onConflictDoNothing()
          .returning({ id: events.id })
        const left = new Set(rows.map(({ id }) => id))
        const areNew = all.map(({ event }) => left.delete(event.id))
        const waiting = all.flatMap(({ pending }, index) => (pending && areNew[index] ? [pendingRow(pending)] : []))
        if (waiting.length > 0) await tx.insert(eventTexts).values(waiting).onConflictDoNothing()
        return areNew
      }),
    async claim({ claimId, now, until, kinds, limit }) {
      const free = or(isNull(eventTexts.claimedUntil), lte(eventTexts.claimedUntil, now))
      const open = and(isNull(eventTexts.handledAt), gt(eventTexts.expiresAt, now), free)
      const next = db
        .select({ id: eventTexts.id })
        .from(eventTexts)
        .where(and(open, inArray(eventTexts.kind, [...kinds])))
        .orderBy(asc(eventTexts.receivedAt))
        .limit(limit)
        .for('update', { skipLocked: true })
      const rows = await db
        .update(eventTexts)
        .set({ claimId, claimedUntil: until })
        .where(inArray(eventTexts.id, next))
        .returning()
      return rows.map(toPending).sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime())
    },
    take: async (id) =>
      (await db.delete(eventTexts).where(eq(eventTexts.id, id)).returning({ id: eventTexts.id })).length === 1,
    async deleteExpired(now) {
      await db.delete(eventTexts).where(lte(eventTexts.expiresAt, now))
    },
    async find(id) {
      const [row] = await db.select().from(eventTexts).where(eq(eventTexts.id, id))
      return row ? toPending(row) : null
    },
    async ofSubject(subject, since) {
      const rows = await db
        .select()
        .from(eventTexts)
        .where(and(eq(eventTexts.assistantId, subject), gte(eventTexts.receivedAt, since)))
        .orderBy(asc(eventTexts.receivedAt))
        .limit(200)
      return rows.map(toPending)
    },
  }
}

/** How many texts wait, and for how long the oldest has: each is a job of its own. */
export async function textsWaiting(db: Db, now: Date): Promise<{ queue: string; waiting: number; ageSeconds: number }> {
  const [row] = await db
    .select({ waiting: count(), oldest: min(eventTexts.receivedAt) })
    .from(eventTexts)
    .where(and(isNull(eventTexts.handledAt), gt(eventTexts.expiresAt, now)))
  const ageSeconds = row?.oldest ? Math.max(0, (now.getTime() - row.oldest.getTime()) / 1000) : 0
  return { queue: 'event-texts', waiting: row?.waiting ?? 0, ageSeconds }
}
