import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { AccessStore, Party } from '#lib/addon/access/index.ts'
import type { Sitting } from '#lib/shipping/index.ts'
import type { Db, Tx } from '../client.ts'
import { parties, seats } from '../schema/access.ts'
import { nameless, writtenOnce } from './written-once.ts'

type Methods = Pick<
  AccessStore,
  | 'insertSeat'
  | 'findSeat'
  | 'lockSeat'
  | 'findSeatInSession'
  | 'setSeatJoin'
  | 'joinSeat'
  | 'setNearCity'
  | 'setSeenPost'
  | 'bindSeat'
  | 'bindParty'
  | 'partiesOfEach'
>

/**
 * Whether somebody still sits where they sat when they began: erasing ends a seat, and a permission that was taken back ends
 * what it knew of its user. Inside a transaction it stays so until that ends.
 */
export async function seatStands(db: Tx, actor: Sitting): Promise<boolean> {
  const { divarUserId, launchUserId } = seats
  const [seat] = await db
    .select({ divarUserId, launchUserId })
    .from(seats)
    .where(eq(seats.id, actor.seatId))
    .for('share')
  const still = (was: string | null | undefined, is: string | null) => (was ?? null) === null || was === is
  return (
    seat !== undefined && still(actor.divarUserId, seat.divarUserId) && still(actor.launchUserId, seat.launchUserId)
  )
}

const byId = writtenOnce((db) =>
  db
    .select()
    .from(seats)
    .where(eq(seats.id, sql.placeholder('seatId')))
    .prepare(nameless),
)

export function seatRows(db: Db): Methods {
  const partiesOfEach = async (conversationIds: readonly string[]): Promise<Party[][]> => {
    const { conversationId, side, divarUserId } = parties
    const rows = await db
      .select({ conversationId, side, divarUserId })
      .from(parties)
      .where(inArray(conversationId, [...new Set(conversationIds)]))
    return conversationIds.map((id) =>
      rows.filter((row) => row.conversationId === id).map((row) => ({ side: row.side, divarUserId: row.divarUserId })),
    )
  }
  return {
    partiesOfEach,
    async insertSeat(seat) {
      await db.insert(seats).values(seat)
    },
    async findSeat(seatId) {
      const [row] = await byId(db).execute({ seatId })
      return row ?? null
    },
    async lockSeat(seatId) {
      const [row] = await db.select().from(seats).where(eq(seats.id, seatId)).for('update')
      return row ?? null
    },
    async findSeatInSession({ sessionId, conversationId, side, launchUserId }) {
      const sameUser = launchUserId === null ? isNull(seats.launchUserId) : eq(seats.launchUserId, launchUserId)
      const [row] = await db
        .select()
        .from(seats)
        .where(
          and(eq(seats.sessionId, sessionId), eq(seats.conversationId, conversationId), eq(seats.side, side), sameUser),
        )
        .orderBy(seats.createdAt)
        .limit(1)
      return row ?? null
    },
    async setSeatJoin(seatId, joinHash, until) {
      await db.update(seats).set({ joinHash, joinUntil: until }).where(eq(seats.id, seatId))
    },
    async joinSeat(seatId, joinHash, sessionId, now) {
      const rows = await db
        .update(seats)
        .set({ sessionId, joinHash: null, joinUntil: null })
        .where(and(eq(seats.id, seatId), eq(seats.joinHash, joinHash), gt(seats.joinUntil, now)))
        .returning({ id: seats.id })
      return rows.length === 1
    },
    async setNearCity(seatId, nearCity) {
      await db.update(seats).set({ nearCity }).where(eq(seats.id, seatId))
    },
    async setSeenPost(seatId, seenPost) {
      await db.update(seats).set({ seenPost }).where(eq(seats.id, seatId))
    },
    async bindSeat(seatId, divarUserId, grantId) {
      await db.update(seats).set({ divarUserId, grantId }).where(eq(seats.id, seatId))
    },
    async bindParty(conversationId, side, divarUserId, now) {
      await db.insert(parties).values({ conversationId, side, divarUserId, boundAt: now }).onConflictDoNothing()
      return (await partiesOfEach([conversationId]))[0] ?? []
    },
  }
}
