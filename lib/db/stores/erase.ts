import { and, eq, exists, inArray, isNotNull, isNull, lte, notExists, or, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { AccessStore } from '#lib/access/index.ts'
import type { Db } from '../client.ts'
import {
  events,
  grants,
  oauthAttempts,
  parties,
  rateLimits,
  seats,
  sessionKeys,
  sessions,
  tickets,
} from '../schema/access.ts'
import { drafts, shipmentAddresses, shipments } from '../schema/shipping.ts'

type Methods = Pick<AccessStore, 'forgetDivarUser' | 'eraseExpired'>

/** Everything that deletes personal data stands here. */
export function eraseRows(db: Db): Methods {
  const any = (table: PgTable, where: SQL | undefined) => db.select({ one: sql`1` }).from(table).where(where)

  /** How many rows went. */
  const remove = async (table: PgTable, where: SQL | undefined) =>
    (await db.delete(table).where(where).returning({ one: sql`1` })).length

  const addressesOfEnded = async (states: string[], before: Date) => {
    const ended = and(inArray(shipments.state, states), lte(shipments.endedAt, before))
    return await remove(
      shipmentAddresses,
      exists(any(shipments, and(eq(shipments.id, shipmentAddresses.shipmentId), ended))),
    )
  }

  return {
    async forgetDivarUser(divarUserId, now) {
      const isTheirs = or(eq(seats.divarUserId, divarUserId), eq(seats.launchUserId, divarUserId))
      /** Whether this user consented on, or came to, that side of that conversation. */
      const stoodAt = (conversationId: AnyPgColumn, side: AnyPgColumn) => {
        const at = (table: typeof parties | typeof grants | typeof seats) =>
          and(eq(table.conversationId, conversationId), eq(table.side, side))
        return or(
          exists(any(parties, and(at(parties), eq(parties.divarUserId, divarUserId)))),
          exists(any(grants, and(at(grants), eq(grants.divarUserId, divarUserId)))),
          exists(any(seats, and(at(seats), isTheirs))),
        )
      }
      // What was typed before a consent names nobody: on a side where this user stood it counts as theirs.
      const addresses = await remove(
        shipmentAddresses,
        or(
          eq(shipmentAddresses.typedByDivarUserId, divarUserId),
          and(
            isNull(shipmentAddresses.typedByDivarUserId),
            exists(
              any(
                shipments,
                and(
                  eq(shipments.id, shipmentAddresses.shipmentId),
                  stoodAt(shipments.conversationId, shipmentAddresses.side),
                ),
              ),
            ),
          ),
        ),
      )
      const draftCount = await remove(
        drafts,
        or(
          eq(drafts.typedByDivarUserId, divarUserId),
          and(isNull(drafts.typedByDivarUserId), stoodAt(drafts.conversationId, drafts.side)),
        ),
      )
      await remove(oauthAttempts, exists(any(seats, and(eq(seats.id, oauthAttempts.seatId), isTheirs))))
      const grantRows = await db
        .update(grants)
        .set({ sealedTokens: null, revokedAt: now, claimId: null, claimedUntil: null, divarUserId: '' })
        .where(eq(grants.divarUserId, divarUserId))
        .returning({ id: grants.id })
      await remove(parties, eq(parties.divarUserId, divarUserId))
      await db.update(tickets).set({ launchUserId: null }).where(eq(tickets.launchUserId, divarUserId))
      await db.update(seats).set({ divarUserId: null, grantId: null }).where(eq(seats.divarUserId, divarUserId))
      await db.update(seats).set({ launchUserId: null }).where(eq(seats.launchUserId, divarUserId))
      return { grants: grantRows.length, addresses, drafts: draftCount }
    },

    async eraseExpired(before, idleSince) {
      const grant = await remove(
        grants,
        // A claim that old was left by a process that died.
        and(lte(grants.refreshedAt, before.grant), or(isNull(grants.claimId), lte(grants.claimedUntil, before.grant))),
      )
      const ofParty = and(
        eq(grants.conversationId, parties.conversationId),
        eq(grants.side, parties.side),
        eq(grants.divarUserId, parties.divarUserId),
      )
      await remove(parties, and(lte(parties.boundAt, before.grant), notExists(any(grants, ofParty))))
      await remove(sessionKeys, lte(sessionKeys.validUntil, before.session))
      return {
        draft: await remove(drafts, lte(drafts.updatedAt, before.draft)),
        shipment_address: await addressesOfEnded(['delivered', 'returned'], before.shipment_address),
        unfinished_shipment_address: await addressesOfEnded(
          ['rejected', 'cancelled', 'expired'],
          before.unfinished_shipment_address,
        ),
        grant,
        session: await remove(
          sessions,
          or(lte(sessions.expiresAt, before.session), lte(sessions.lastActiveAt, idleSince)),
        ),
        ticket: await remove(tickets, lte(tickets.expiresAt, before.ticket)),
        oauth_attempt: await remove(oauthAttempts, lte(oauthAttempts.expiresAt, before.oauth_attempt)),
        rate_limit: await remove(
          rateLimits,
          and(isNotNull(rateLimits.expire), lte(rateLimits.expire, before.rate_limit)),
        ),
        event_id: await remove(events, lte(events.receivedAt, before.event_id)),
      }
    },
  }
}
