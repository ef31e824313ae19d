import { and, eq, gt, lt, or } from 'drizzle-orm'
import type { AccessStore } from '#lib/addon/access/index.ts'
import type { Db } from '../client.ts'
import { sessionKeys, sessions, sessionUsers } from '../schema/access.ts'

type Methods = Pick<
  AccessStore,
  | 'insertSession'
  | 'findSessionBySid'
  | 'addSessionKey'
  | 'shortenOldKeys'
  | 'touchSession'
  | 'addSessionUser'
  | 'sessionUsers'
>

export function sessionRows(db: Db): Methods {
  return {
    async insertSession(session) {
      await db.insert(sessions).values(session)
    },
    async findSessionBySid(sidHash, now) {
      const [row] = await db
        .select({
          id: sessions.id,
          createdAt: sessions.createdAt,
          lastActiveAt: sessions.lastActiveAt,
          expiresAt: sessions.expiresAt,
        })
        .from(sessionKeys)
        .innerJoin(sessions, eq(sessions.id, sessionKeys.sessionId))
        .where(and(eq(sessionKeys.sidHash, sidHash), gt(sessionKeys.validUntil, now)))
      return row ?? null
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
