import { and, eq, exists, inArray, isNotNull, isNull, lte, not, notExists, or, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { AccessStore } from '#lib/access/index.ts'
import type { Db } from '../client.ts'
import { events, grants, oauthAttempts, parties, rateLimits, sessionKeys, sessions, tickets } from '../schema/access.ts'
import { carrierCallIds, carrierCalls, carrierOrders } from '../schema/carrier.ts'
import { chatMessages } from '../schema/messages.ts'
import { drafts, shipmentAddresses, shipmentProblems, shipments } from '../schema/shipping.ts'
import { eraseAssistantRows, eraseGrants } from './erase-assistant.ts'

type Methods = Pick<AccessStore, 'eraseExpired'>

/** A list of ids that a database reads without a thought. */
const atOnce = 500

/** What the retention table says is over. */
export function eraseRows(db: Db): Methods {
  const any = (table: PgTable, where: SQL | undefined) => db.select({ one: sql`1` }).from(table).where(where)

  /** How many rows went. */
  const remove = async (table: PgTable, where: SQL | undefined) =>
    (await db.delete(table).where(where).returning({ one: sql`1` })).length

  /**
   * Has `work` take shipments out of the partial index that they are found by, the oldest first, some at a time. `found` and
   * the order must be as that index has them: else the database walks through everything that ever ended.
   */
  const inTurns = async (found: SQL | undefined, work: (ids: string[]) => Promise<number>) => {
    let count = 0
    for (;;) {
      const rows = await db
        .select({ id: shipments.id })
        .from(shipments)
        .where(found)
        .orderBy(shipments.endedAt)
        .limit(atOnce)
      if (rows.length === 0) return count
      count += await work(rows.map(({ id }) => id))
    }
  }

  const addressesOfEnded = async (states: string[], before: Date) => {
    let count = 0
    for (const state of states) {
      const ended = and(eq(shipments.state, state), lte(shipments.endedAt, before), not(shipments.isEmptied))
      count += await inTurns(ended, async (ids) => {
        const gone = await remove(shipmentAddresses, inArray(shipmentAddresses.shipmentId, ids))
        await db.update(shipments).set({ isEmptied: true }).where(inArray(shipments.id, ids))
        return gone
      })
    }
    return count
  }

  /** At the shipment's end, or for words that came after it, as long after them. */
  const problemsOfEnded = async (before: { finished: Date; unfinished: Date }) => {
    const of = (ended: SQL | undefined) =>
      exists(any(shipments, and(eq(shipments.id, shipmentProblems.shipmentId), ended)))
    const unfinished = and(
      inArray(shipments.state, ['rejected', 'cancelled', 'expired']),
      lte(shipments.endedAt, before.unfinished),
      lte(shipmentProblems.createdAt, shipments.endedAt),
    )
    const old = and(lte(shipments.endedAt, before.finished), lte(shipmentProblems.createdAt, before.finished))
    return await remove(shipmentProblems, of(or(unfinished, old)))
  }

  /** What stays names nobody and leads nowhere: a row for accounting. */
  const tracesOfEnded = async (before: Date) => {
    const ended = and(lte(shipments.endedAt, before), sql`${shipments.conversationId} <> ''`)
    const gone = { postToken: null, itemTitle: null, pickupDistrict: null, dropoffDistrict: null, reason: null }
    return await inTurns(ended, async (ids) => {
      await remove(chatMessages, and(eq(chatMessages.subject, 'shipment'), inArray(chatMessages.subjectId, ids)))
      await remove(carrierOrders, inArray(carrierOrders.shipmentId, ids))
      await remove(shipmentProblems, inArray(shipmentProblems.shipmentId, ids))
      const trackingCode = sql`gen_random_uuid()::text`
      await db
        .update(shipments)
        .set({ ...gone, conversationId: '', trackingCode, grantId: null, otherGrantId: null })
        .where(inArray(shipments.id, ids))
      return ids.length
    })
  }

  return {
    async eraseExpired(before, idleSince) {
      // A claim that old was left by a process that died.
      const unclaimed = or(isNull(grants.claimId), lte(grants.claimedUntil, before.grant))
      const grant = await eraseGrants(db, and(lte(grants.refreshedAt, before.grant), unclaimed))
      const ofParty = and(
        eq(grants.conversationId, parties.conversationId),
        eq(grants.side, parties.side),
        eq(grants.divarUserId, parties.divarUserId),
      )
      await remove(parties, and(lte(parties.boundAt, before.grant), notExists(any(grants, ofParty))))
      await remove(carrierCallIds, lte(carrierCallIds.receivedAt, before.carrier_call))
      await remove(sessionKeys, lte(sessionKeys.validUntil, before.session))
      return {
        draft: await remove(drafts, lte(drafts.updatedAt, before.draft)),
        shipment_address: await addressesOfEnded(['delivered', 'returned'], before.shipment_address),
        unfinished_shipment_address: await addressesOfEnded(
          ['rejected', 'cancelled', 'expired'],
          before.unfinished_shipment_address,
        ),
        problem_text: await problemsOfEnded({
          finished: before.problem_text,
          unfinished: before.unfinished_shipment_address,
        }),
        shipment_trace: await tracesOfEnded(before.shipment_trace),
        carrier_call: await remove(carrierCalls, lte(carrierCalls.receivedAt, before.carrier_call)),
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
        ...(await eraseAssistantRows(db, before)),
        event_id: await remove(events, lte(events.receivedAt, before.event_id)),
      }
    },
  }
}
