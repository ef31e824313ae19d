import { and, eq, isNull } from 'drizzle-orm'
import type { AccessStore, ConsentPurpose, OauthAttempt } from '#lib/addon/access/index.ts'
import type { Db } from '../client.ts'
import { oauthAttempts } from '../schema/access.ts'

type Methods = Pick<AccessStore, 'insertAttempt' | 'findAttempt' | 'claimAttempt'>

type Row = typeof oauthAttempts.$inferSelect

/** The return of a consent, which may happen once. */
export function attemptRows(db: Db): Methods {
  return {
    async insertAttempt(attempt) {
      const { purpose } = attempt
      const columns = purpose.seatId === undefined ? { ownPurpose: purpose } : { seatId: purpose.seatId }
      await db.insert(oauthAttempts).values({ ...attempt, ...columns })
    },
    async findAttempt(stateHash) {
      const [row] = await db.select().from(oauthAttempts).where(eq(oauthAttempts.stateHash, stateHash))
      return row ? attemptOf(row) : null
    },
    async claimAttempt(stateHash, now) {
      const [row] = await db
        .update(oauthAttempts)
        .set({ usedAt: now })
        .where(and(eq(oauthAttempts.stateHash, stateHash), isNull(oauthAttempts.usedAt)))
        .returning()
      return row ? attemptOf(row) : null
    },
  }
}

function attemptOf({ seatId, ownPurpose, purpose, ...attempt }: Row): OauthAttempt | null {
  const known = purpose ?? ownPurpose ?? asBefore(seatId)
  return known && { ...attempt, purpose: known }
}

/** Of a seat's consent the version before writes the seat alone: its booking page leads on to whatever stands there. */
const asBefore = (seatId: string | null): ConsentPurpose | null =>
  seatId === null ? null : { kind: 'booking', seatId }
