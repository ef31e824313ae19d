import { and, eq, isNotNull, isNull, lte, notExists, or, type SQLWrapper } from 'drizzle-orm'
import type { BaseRetentionItem } from '#lib/addon/index.ts'
import type { Erasers } from '#lib/addon/retention/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import type { Db } from '../client.ts'
import { rowsOf } from '../rows.ts'
import { grants, oauthAttempts, parties, rateLimits, sessionKeys, sessions, tickets } from '../schema/access.ts'
import { events, eventTexts } from '../schema/inbox.ts'
import { eraserOf, type Remover } from './remove.ts'

type Deps = {
  /** A session that rests so long has ended. */
  idleSeconds: number
  /** Removes what stands only as long as its permission does, before these go. */
  removeGranted(all: Remover, grantIds: SQLWrapper): Promise<unknown>
}

/** What every add-on keeps, grown old. */
export function baseErasers(db: Db, { idleSeconds, removeGranted }: Deps): Erasers<BaseRetentionItem> {
  const eraser = eraserOf(db)
  return {
    grant: eraser(async (all, dueBefore) => {
      // A claim that old was left by a process that died.
      const unclaimed = or(isNull(grants.claimId), lte(grants.claimedUntil, dueBefore))
      const over = and(lte(grants.refreshedAt, dueBefore), unclaimed)
      await removeGranted(all, db.select({ id: grants.id }).from(grants).where(over))
      const gone = await all.remove(grants, over)
      const ofParty = and(
        eq(grants.conversationId, parties.conversationId),
        eq(grants.side, parties.side),
        eq(grants.divarUserId, parties.divarUserId),
      )
      const granted = rowsOf(db, grants, ofParty)
      await all.remove(parties, and(lte(parties.boundAt, dueBefore), notExists(granted)))
      return gone
    }),
    session: eraser(async ({ remove }, dueBefore) => {
      await remove(sessionKeys, lte(sessionKeys.validUntil, dueBefore))
      const idle = lte(sessions.lastActiveAt, addSeconds(dueBefore, -idleSeconds))
      return await remove(sessions, or(lte(sessions.expiresAt, dueBefore), idle))
    }),
    ticket: eraser(async ({ remove }, dueBefore) => await remove(tickets, lte(tickets.expiresAt, dueBefore))),
    oauth_attempt: eraser(
      async ({ remove }, dueBefore) => await remove(oauthAttempts, lte(oauthAttempts.expiresAt, dueBefore)),
    ),
    rate_limit: eraser(
      async ({ remove }, dueBefore) =>
        await remove(rateLimits, and(isNotNull(rateLimits.expire), lte(rateLimits.expire, dueBefore))),
    ),
    event_id: eraser(async ({ remove }, dueBefore) => await remove(events, lte(events.receivedAt, dueBefore))),
    chat_text: eraser(async ({ remove }, dueBefore) => await remove(eventTexts, lte(eventTexts.receivedAt, dueBefore))),
  }
}
