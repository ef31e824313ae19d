import { and, asc, count, eq, gt, gte, inArray, isNull, lte, min, or } from 'drizzle-orm'
import type { AssistantStore, EventText } from '#lib/assistant/index.ts'
import type { Db } from '../client.ts'
import { eventTexts } from '../schema/assistant.ts'
import { forgetPieces } from './question-pieces.ts'

type Methods = Pick<AssistantStore, 'text' | 'textsSince' | 'claimTexts' | 'forgetTexts' | 'forgetPieces'>

type Row = typeof eventTexts.$inferSelect

function toText({ handledAt, claimId, claimedUntil, ...row }: Row): EventText {
  return { ...row, kind: row.kind as EventText['kind'] }
}

/** Texts of messages until they are handled, and what pieces of a question said, until their minute is over. */
export function textRows(db: Db): Methods {
  return {
    async text(id) {
      const [row] = await db.select().from(eventTexts).where(eq(eventTexts.id, id))
      return row ? toText(row) : null
    },
    async textsSince(assistantId, since) {
      const rows = await db
        .select()
        .from(eventTexts)
        .where(and(eq(eventTexts.assistantId, assistantId), gte(eventTexts.receivedAt, since)))
        .orderBy(asc(eventTexts.receivedAt))
        .limit(200)
      return rows.map(toText)
    },
    async claimTexts({ claimId, now, until }, limit) {
      const free = or(isNull(eventTexts.claimedUntil), lte(eventTexts.claimedUntil, now))
      const next = db
        .select({ id: eventTexts.id })
        .from(eventTexts)
        .where(and(isNull(eventTexts.handledAt), gt(eventTexts.expiresAt, now), free))
        .orderBy(asc(eventTexts.receivedAt))
        .limit(limit)
        .for('update', { skipLocked: true })
      const rows = await db
        .update(eventTexts)
        .set({ claimId, claimedUntil: until })
        .where(inArray(eventTexts.id, next))
        .returning()
      return rows.map(toText).sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime())
    },
    async forgetTexts(now) {
      await db.delete(eventTexts).where(lte(eventTexts.expiresAt, now))
      const [left] = await db.select({ count: count() }).from(eventTexts)
      return left?.count ?? 0
    },
    forgetPieces: async (before) => await forgetPieces(db, before),
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

/** Takes a text away; whether it was still there. */
export async function takeText(db: Db, id: string): Promise<boolean> {
  return (await db.delete(eventTexts).where(eq(eventTexts.id, id)).returning({ id: eventTexts.id })).length === 1
}
