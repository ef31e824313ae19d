import { and, eq, exists, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { AccessStore } from '#lib/access/index.ts'
import type { Db } from '../client.ts'
import { events, grants, oauthAttempts, parties, seats, sessionKeys, sessions, tickets } from '../schema/access.ts'
import { drafts, shipmentAddresses, shipments } from '../schema/shipping.ts'

type Methods = Pick<AccessStore, 'forgetDivarUser' | 'eraseExpired'>

/** Everything that deletes personal data stands here. */
export function eraseRows(db: Db): Methods {
  const endedShipments = (states: string[], before: Date) =>
    db
      .select({ one: sql`1` })
      .from(shipments)
      .where(
        and(
          eq(shipments.id, shipmentAddresses.shipmentId),
          inArray(shipments.state, states),
          lte(shipments.endedAt, before),
        ),
      )
  const addressesOfEnded = async (states: string[], before: Date) =>
    await db
      .delete(shipmentAddresses)
      .where(exists(endedShipments(states, before)))
      .returning({ id: shipmentAddresses.shipmentId })

  return {
    async forgetDivarUser(divarUserId, now) {
      const own = await db.select({ id: seats.id }).from(seats).where(eq(seats.divarUserId, divarUserId))
      const ownSeats = own.map((seat) => seat.id)
      const grantRows = await db
        .update(grants)
        .set({ sealedTokens: null, revokedAt: now, claimId: null, claimedUntil: null, divarUserId: '' })
        .where(eq(grants.divarUserId, divarUserId))
        .returning({ id: grants.id })
      const addressRows = await db
        .delete(shipmentAddresses)
        .where(eq(shipmentAddresses.typedByDivarUserId, divarUserId))
        .returning({ id: shipmentAddresses.shipmentId })
      const ofUser = eq(drafts.typedByDivarUserId, divarUserId)
      const draftRows = await db
        .delete(drafts)
        .where(ownSeats.length > 0 ? or(ofUser, inArray(drafts.seatId, ownSeats)) : ofUser)
        .returning({ id: drafts.id })
      await db.delete(parties).where(eq(parties.divarUserId, divarUserId))
      await db.update(tickets).set({ launchUserId: null }).where(eq(tickets.launchUserId, divarUserId))
      await db
        .update(seats)
        .set({ divarUserId: null, grantId: null, launchUserId: null })
        .where(or(eq(seats.divarUserId, divarUserId), eq(seats.launchUserId, divarUserId)))
      return { grants: grantRows.length, addresses: addressRows.length, drafts: draftRows.length }
    },
    async eraseExpired(before) {
      const gone: Record<string, number> = {}
      gone.draft = (
        await db.delete(drafts).where(lte(drafts.updatedAt, before.draft)).returning({ id: drafts.id })
      ).length
      gone.shipment_address = (await addressesOfEnded(['delivered', 'returned'], before.shipment_address)).length
      const unfinished = ['rejected', 'cancelled', 'expired']
      gone.unfinished_shipment_address = (await addressesOfEnded(unfinished, before.unfinished_shipment_address)).length
      gone.grant = (
        await db
          .delete(grants)
          .where(and(lte(grants.refreshedAt, before.grant), isNull(grants.claimId)))
          .returning({ id: grants.id })
      ).length
      await db.delete(sessionKeys).where(lte(sessionKeys.validUntil, before.session))
      gone.session = (
        await db.delete(sessions).where(lte(sessions.expiresAt, before.session)).returning({ id: sessions.id })
      ).length
      gone.ticket = (
        await db.delete(tickets).where(lte(tickets.expiresAt, before.ticket)).returning({ id: tickets.seatId })
      ).length
      gone.oauth_attempt = (
        await db
          .delete(oauthAttempts)
          .where(lte(oauthAttempts.expiresAt, before.oauth_attempt))
          .returning({ id: oauthAttempts.seatId })
      ).length
      gone.event_id = (
        await db.delete(events).where(lte(events.receivedAt, before.event_id)).returning({ id: events.id })
      ).length
      return gone
    },
  }
}
