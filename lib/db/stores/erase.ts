import { and, eq, exists, inArray, isNotNull, isNull, lte, ne, notExists, or, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { AccessStore } from '#lib/access/index.ts'
import type { Db } from '../client.ts'
import { events, grants, oauthAttempts, parties, rateLimits, sessionKeys, sessions, tickets } from '../schema/access.ts'
import { carrierCalls, carrierOrders } from '../schema/carrier.ts'
import { chatMessages } from '../schema/messages.ts'
import { drafts, shipmentAddresses, shipmentProblems, shipments } from '../schema/shipping.ts'
import { eraseAssistantRows } from './erase-assistant.ts'

type Methods = Pick<AccessStore, 'eraseExpired'>

/** What the retention table says is over. */
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
    const ended = and(lte(shipments.endedAt, before), ne(shipments.conversationId, ''))
    const of = (id: AnyPgColumn) => exists(any(shipments, and(eq(shipments.id, id), ended)))
    await remove(chatMessages, and(eq(chatMessages.subject, 'shipment'), of(chatMessages.subjectId)))
    await remove(carrierOrders, of(carrierOrders.shipmentId))
    await remove(shipmentProblems, of(shipmentProblems.shipmentId))
    const gone = { postToken: null, itemTitle: null, pickupDistrict: null, dropoffDistrict: null, reason: null }
    const rows = await db
      .update(shipments)
      .set({
        ...gone,
        conversationId: '',
        trackingCode: sql`gen_random_uuid()::text`,
        grantId: null,
        otherGrantId: null,
      })
      .where(ended)
      .returning({ id: shipments.id })
    return rows.length
  }

  return {
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
