import {
  and,
  eq,
  exists,
  inArray,
  isNotNull,
  isNull,
  lte,
  not,
  notExists,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { AccessStore } from '#lib/addon/access/index.ts'
import type { Db } from '../client.ts'
import { events, grants, oauthAttempts, parties, rateLimits, sessionKeys, sessions, tickets } from '../schema/access.ts'
import { carrierCallIds, carrierCalls } from '../schema/carrier.ts'
import { outbox } from '../schema/outbox.ts'
import { drafts, shipmentAddresses, shipmentProblems, shipments } from '../schema/shipping.ts'
import { eraseAssistantRows, eraseGrants } from './erase-assistant.ts'
import { type Remover, remover } from './remove.ts'

type Methods = Pick<AccessStore, 'eraseExpired'>

/** A list of ids that a database reads without a thought. */
const atOnce = 500
/** Rows that resist, before the sweep leaves the rest to the next. */
const mostStuck = 5_000

/** What the retention table says is over: all of it but rows that resist, which are named in a fault at the end. */
export function eraseRows(db: Db): Methods {
  const any = (table: PgTable, where: SQL | undefined) => db.select({ one: sql`1` }).from(table).where(where)

  /**
   * Has `work` take shipments out of the partial index that they are found by, the oldest first, some at a time. `found` and
   * the order must be as that index has them: else the database walks through everything that ever ended.
   */
  const inTurns = async (remover: Remover, found: SQL | undefined, work: (ids: string[]) => Promise<number>) => {
    let count = 0
    const stuck: string[] = []
    for (;;) {
      const rows = await db
        .select({ id: shipments.id })
        .from(shipments)
        .where(and(found, notInArray(shipments.id, stuck)))
        .orderBy(shipments.endedAt)
        .limit(atOnce)
      if (rows.length === 0 || stuck.length > mostStuck) return count
      count += await remover.inHalves(
        rows.map(({ id }) => id),
        (id) => {
          stuck.push(id)
          return `shipments ${id}`
        },
        work,
      )
    }
  }

  /** How many rows went, where that is part of more. */
  const gone = async (table: PgTable, where: SQL | undefined) =>
    (await db.delete(table).where(where).returning({ one: sql`1` })).length

  const addressesOfEnded = async (remover: Remover, states: string[], before: Date) => {
    let count = 0
    for (const state of states) {
      const ended = and(eq(shipments.state, state), lte(shipments.endedAt, before), not(shipments.isEmptied))
      count += await inTurns(remover, ended, async (ids) => {
        const erased = await gone(shipmentAddresses, inArray(shipmentAddresses.shipmentId, ids))
        await db.update(shipments).set({ isEmptied: true }).where(inArray(shipments.id, ids))
        return erased
      })
    }
    return count
  }

  /** At the shipment's end, or for words that came after it, as long after them. */
  const problemsOfEnded = async ({ remove }: Remover, before: { finished: Date; unfinished: Date }) => {
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
  const tracesOfEnded = async (remover: Remover, before: Date) => {
    const ended = and(lte(shipments.endedAt, before), sql`${shipments.conversationId} <> ''`)
    const empty = { postToken: null, itemTitle: null, pickupDistrict: null, dropoffDistrict: null, reason: null }
    return await inTurns(remover, ended, async (ids) => {
      const told = or(eq(outbox.subject, 'shipment'), eq(outbox.channel, 'carrier_orders'))
      await gone(outbox, and(told, inArray(outbox.subjectId, ids)))
      await gone(shipmentProblems, inArray(shipmentProblems.shipmentId, ids))
      const trackingCode = sql`gen_random_uuid()::text`
      await db
        .update(shipments)
        .set({ ...empty, conversationId: '', trackingCode, grantId: null, otherGrantId: null })
        .where(inArray(shipments.id, ids))
      return ids.length
    })
  }

  return {
    async eraseExpired(before, idleSince) {
      // A claim that old was left by a process that died.
      const unclaimed = or(isNull(grants.claimId), lte(grants.claimedUntil, before.grant))
      const all = remover(db)
      const { remove } = all
      const grant = await eraseGrants(all, db, and(lte(grants.refreshedAt, before.grant), unclaimed))
      const ofParty = and(
        eq(grants.conversationId, parties.conversationId),
        eq(grants.side, parties.side),
        eq(grants.divarUserId, parties.divarUserId),
      )
      await remove(parties, and(lte(parties.boundAt, before.grant), notExists(any(grants, ofParty))))
      await remove(carrierCallIds, lte(carrierCallIds.receivedAt, before.carrier_call))
      await remove(sessionKeys, lte(sessionKeys.validUntil, before.session))
      const erased = {
        draft: await remove(drafts, lte(drafts.updatedAt, before.draft)),
        shipment_address: await addressesOfEnded(all, ['delivered', 'returned'], before.shipment_address),
        unfinished_shipment_address: await addressesOfEnded(
          all,
          ['rejected', 'cancelled', 'expired'],
          before.unfinished_shipment_address,
        ),
        problem_text: await problemsOfEnded(all, {
          finished: before.problem_text,
          unfinished: before.unfinished_shipment_address,
        }),
        shipment_trace: await tracesOfEnded(all, before.shipment_trace),
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
        ...(await eraseAssistantRows(all, db, before)),
        event_id: await remove(events, lte(events.receivedAt, before.event_id)),
      }
      all.end()
      return erased
    },
  }
}
