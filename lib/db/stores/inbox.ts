import { and, asc, count, eq, gt, gte, inArray, isNull, lte, min, or, sql } from 'drizzle-orm'
import type { InboxStore, Pending, ReceivedEvent } from '#lib/addon/inbox/index.ts'
import type { Db } from '../client.ts'
import { insertRows } from '../insert-rows.ts'
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
    async insert(all) {
      const first = new Map<string, ReceivedEvent>()
      for (const received of all) if (!first.has(received.event.id)) first.set(received.event.id, received)
      const waiting = [...first.values()].flatMap(({ pending }) => (pending ? [pendingRow(pending)] : []))
      const fresh = insertRows(
        events,
        [...first.values()].map(({ event }) => event),
      )
      const { rows } = await db.execute<{ id: string }>(sql`
        with fresh as (${fresh} on conflict do nothing returning id),
        waits as (${insertRows(eventTexts, waiting)} where given.id in (select id from fresh) on conflict do nothing)
        select id from fresh`)
      const left = new Set(rows.map(({ id }) => id))
      return all.map(({ event }) => left.delete(event.id))
    },
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
