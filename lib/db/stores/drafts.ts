import { and, desc, eq, gt, isNotNull, like, sql } from 'drizzle-orm'
import type { ShippingStore } from '#lib/shipping/index.ts'
import type { Db } from '../client.ts'
import { drafts } from '../schema/shipping.ts'
import { nameless, writtenOnce } from './written-once.ts'

type Methods = Pick<
  ShippingStore,
  'draftOfSeat' | 'latestDraft' | 'keptDraft' | 'insertDraft' | 'updateDraft' | 'deleteDraft' | 'deleteDraftsOf'
>

const bySeat = writtenOnce((db) =>
  db
    .select()
    .from(drafts)
    .where(eq(drafts.seatId, sql.placeholder('seatId')))
    .prepare(nameless),
)

export function draftRows(db: Db): Methods {
  return {
    async draftOfSeat(seatId) {
      const [row] = await bySeat(db).execute({ seatId })
      return row ?? null
    },
    async latestDraft(conversationId, side, now) {
      const [row] = await db
        .select()
        .from(drafts)
        .where(and(eq(drafts.conversationId, conversationId), eq(drafts.side, side), gt(drafts.dueAt, now)))
        .orderBy(desc(drafts.updatedAt))
        .limit(1)
      return row ?? null
    },
    async keptDraft(conversationId, side, seatIds, now) {
      const ofSide = and(eq(drafts.conversationId, conversationId), eq(drafts.side, side), gt(drafts.dueAt, now))
      const [row] = await db
        .select()
        .from(drafts)
        .where(and(ofSide, like(drafts.seatId, `${seatIds}%`), isNotNull(drafts.sealedAddress)))
        .orderBy(desc(drafts.updatedAt))
        .limit(1)
      return row ?? null
    },
    async insertDraft(draft) {
      const rows = await db.insert(drafts).values(draft).onConflictDoNothing().returning({ id: drafts.id })
      return rows.length === 1
    },
    async updateDraft(draft) {
      const rows = await db
        .update(drafts)
        .set(draft)
        .where(and(eq(drafts.id, draft.id), eq(drafts.version, draft.version - 1)))
        .returning({ id: drafts.id })
      return rows.length === 1
    },
    async deleteDraft(draftId, version) {
      const rows = await db
        .delete(drafts)
        .where(and(eq(drafts.id, draftId), eq(drafts.version, version)))
        .returning({ id: drafts.id })
      return rows.length === 1
    },
    async deleteDraftsOf(conversationId, side) {
      await db.delete(drafts).where(and(eq(drafts.conversationId, conversationId), eq(drafts.side, side)))
    },
  }
}
