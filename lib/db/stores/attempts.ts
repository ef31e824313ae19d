import { and, eq, isNull } from 'drizzle-orm'
import type { AccessStore } from '#lib/access/index.ts'
import type { Db } from '../client.ts'
import { events, oauthAttempts } from '../schema/access.ts'

type Methods = Pick<AccessStore, 'insertAttempt' | 'findAttempt' | 'claimAttempt' | 'insertEvent'>

/** Things that may happen once: the return of a consent, the arrival of an event. */
export function attemptRows(db: Db): Methods {
  return {
    async insertAttempt(attempt) {
      await db.insert(oauthAttempts).values(attempt)
    },
    async findAttempt(stateHash) {
      const [row] = await db.select().from(oauthAttempts).where(eq(oauthAttempts.stateHash, stateHash))
      return row ?? null
    },
    async claimAttempt(stateHash, now) {
      const [row] = await db
        .update(oauthAttempts)
        .set({ usedAt: now })
        .where(and(eq(oauthAttempts.stateHash, stateHash), isNull(oauthAttempts.usedAt)))
        .returning()
      return row ?? null
    },
    async insertEvent(event) {
      const rows = await db.insert(events).values(event).onConflictDoNothing().returning({ id: events.id })
      return rows.length === 1
    },
  }
}
