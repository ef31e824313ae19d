import { and, eq, gt, lt, or, sql } from 'drizzle-orm'
import type { AccessStore } from '#lib/addon/access/index.ts'
import type { Db } from '../client.ts'
import { seats, sessionKeys, sessions, sessionUsers } from '../schema/access.ts'

type Methods = Pick<
  AccessStore,
  | 'insertSession'
  | 'findSessionBySid'
  | 'sittings'
  | 'addSessionKey'
  | 'shortenOldKeys'
  | 'touchSession'
  | 'addSessionUser'
  | 'sessionUsers'
>

const columns = {
  id: sessions.id,
  createdAt: sessions.createdAt,
  lastActiveAt: sessions.lastActiveAt,
  expiresAt: sessions.expiresAt,
}

export function sessionRows(db: Db): Methods {
  return {
    async insertSession(session) {
      await db.insert(sessions).values(session)
    },
    async findSessionBySid(sidHash, now) {
      const [row] = await db
        .select(columns)
        .from(sessionKeys)
        .innerJoin(sessions, eq(sessions.id, sessionKeys.sessionId))
        .where(and(eq(sessionKeys.sidHash, sidHash), gt(sessionKeys.validUntil, now)))
      return row ?? null
    },
    async sittings(asked, now) {
      const keys = sql.param([...new Set(asked.map(({ sidHash }) => sidHash))])
      const places = sql.param([...new Set(asked.map(({ seatId }) => seatId))])
      const rows = await db
        .select({ ...columns, sidHash: sessionKeys.sidHash, seatId: seats.id })
        .from(sessionKeys)
        .innerJoin(sessions, eq(sessions.id, sessionKeys.sessionId))
        .innerJoin(seats, eq(seats.sessionId, sessions.id))
        .where(
          and(
            sql`${sessionKeys.sidHash} = any(${keys})`,
            sql`${seats.id} = any(${places})`,
            gt(sessionKeys.validUntil, now),
          ),
        )
      const found = new Map(rows.map(({ sidHash, seatId, ...session }) => [`${sidHash} ${seatId}`, session]))
      return asked.map(({ sidHash, seatId }) => found.get(`${sidHash} ${seatId}`) ?? null)
    },
    async addSessionKey(key) {
      await db.insert(sessionKeys).values(key)
    },
    async shortenOldKeys(sessionId, { createdBefore, sidHash }, until) {
      const older = lt(sessionKeys.createdAt, createdBefore)
      await db
        .update(sessionKeys)
        .set({ validUntil: until })
        .where(
          and(
            eq(sessionKeys.sessionId, sessionId),
            sidHash === null ? older : or(older, eq(sessionKeys.sidHash, sidHash)),
            gt(sessionKeys.validUntil, until),
          ),
        )
    },
    async touchSession(sessionId, now) {
      await db
        .update(sessions)
        .set({ lastActiveAt: now })
        .where(and(eq(sessions.id, sessionId), lt(sessions.lastActiveAt, now)))
    },
    async addSessionUser(sessionId, divarUserId, now) {
      await db.insert(sessionUsers).values({ sessionId, divarUserId, provedAt: now }).onConflictDoNothing()
    },
    async sessionUsers(sessionId) {
      const rows = await db
        .select({ divarUserId: sessionUsers.divarUserId })
        .from(sessionUsers)
        .where(eq(sessionUsers.sessionId, sessionId))
      return rows.map(({ divarUserId }) => divarUserId)
    },
  }
}
