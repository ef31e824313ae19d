import { and, eq, exists, inArray, notExists, or } from 'drizzle-orm'
import type { AccessStore } from '#lib/addon/access/index.ts'
import type { Forgetter } from '#lib/addon/retention/index.ts'
import type { Db, Tx } from '../client.ts'
import { removeRows, rowsOf } from '../rows.ts'
import { grants, oauthAttempts, parties, seats, sessions, sessionUsers, tickets } from '../schema/access.ts'
import { outbox } from '../schema/outbox.ts'
import { beginErasure } from './erasures.ts'

/** Of a user that Divar or they themselves name. */
type Forgotten = { divarUserId: string; now: Date }

/** Messages of one subject that go out by a user's permission: found while their grants still name them. */
export async function removeGranted(db: Db, subject: string, divarUserId: string): Promise<void> {
  const theirs = and(eq(grants.id, outbox.grantId), eq(grants.divarUserId, divarUserId))
  await removeRows(db, outbox, and(eq(outbox.subject, subject), exists(rowsOf(db, grants, theirs))))
}

/**
 * A user's tokens, bindings and consents under way, and before these what each part forgets of them, in the order of
 * `forgetters`: their grants still say then what is theirs.
 */
export async function forgetUser(
  tx: Tx,
  forgetters: Readonly<Record<string, Forgetter<Tx>>>,
  { divarUserId, now }: Forgotten,
): Promise<{ grants: number }> {
  await beginErasure(tx, now)
  // Whatever is being written by one of these permissions is there by now, and is found below.
  const own = eq(grants.divarUserId, divarUserId)
  await tx.select({ id: grants.id }).from(grants).where(own).orderBy(grants.id).for('update')
  const isTheirs = or(eq(seats.divarUserId, divarUserId), eq(seats.launchUserId, divarUserId))
  await removeRows(tx, oauthAttempts, exists(rowsOf(tx, seats, and(eq(seats.id, oauthAttempts.seatId), isTheirs))))
  for (const forget of Object.values(forgetters)) await forget(tx, divarUserId, now)
  await removeRows(tx, sessionUsers, eq(sessionUsers.divarUserId, divarUserId))
  const ended = await tx
    .update(grants)
    .set({ sealedTokens: null, revokedAt: now, claimId: null, claimedUntil: null, divarUserId: '' })
    .where(own)
    .returning({ id: grants.id })
  await removeRows(tx, parties, eq(parties.divarUserId, divarUserId))
  // A launch may name the same person by another id: the user proved there goes with it.
  const proved = exists(rowsOf(tx, seats, and(eq(seats.id, tickets.seatId), eq(seats.divarUserId, divarUserId))))
  await tx
    .update(tickets)
    .set({ launchUserId: null })
    .where(or(eq(tickets.launchUserId, divarUserId), proved))
  const unbound = { divarUserId: null, grantId: null, launchUserId: null }
  await tx.update(seats).set(unbound).where(eq(seats.divarUserId, divarUserId))
  await tx.update(seats).set({ launchUserId: null }).where(eq(seats.launchUserId, divarUserId))
  return { grants: ended.length }
}

/** The seats of a person, to be removed with what hangs on them. */
export function removalRows(db: Db): Pick<AccessStore, 'seatsOf' | 'removeSeats'> {
  return {
    async seatsOf(divarUserId) {
      const rows = await db.select({ id: seats.id }).from(seats).where(eq(seats.divarUserId, divarUserId))
      return rows.map(({ id }) => id)
    },
    async removeSeats(seatIds) {
      await db.delete(oauthAttempts).where(inArray(oauthAttempts.seatId, seatIds))
      await db.delete(tickets).where(inArray(tickets.seatId, seatIds))
      const gone = await db.delete(seats).where(inArray(seats.id, seatIds)).returning({ sessionId: seats.sessionId })
      const left = gone.map(({ sessionId }) => sessionId)
      const empty = and(inArray(sessions.id, left), notExists(rowsOf(db, seats, eq(seats.sessionId, sessions.id))))
      return (await db.delete(sessions).where(empty).returning({ id: sessions.id })).map(({ id }) => id)
    },
  }
}
