import { and, eq, isNull, lte, or } from 'drizzle-orm'
import type { AccessStore } from '#lib/addon/access/index.ts'
import type { Db, Tx } from '../client.ts'
import { grants } from '../schema/access.ts'

type Methods = Pick<
  AccessStore,
  'insertGrant' | 'findGrant' | 'claimGrant' | 'storeRefresh' | 'releaseGrant' | 'revokeGrant'
>

/** Whether this user's permission has not been taken back; inside a transaction it stands until that ends. */
export async function grantStands(tx: Tx, grantId: string, divarUserId: string): Promise<boolean> {
  const stands = and(eq(grants.id, grantId), eq(grants.divarUserId, divarUserId), isNull(grants.revokedAt))
  return (await tx.select({ id: grants.id }).from(grants).where(stands).for('share')).length === 1
}

export function grantRows(db: Db): Methods {
  return {
    async insertGrant(grant) {
      await db.insert(grants).values(grant)
    },
    async findGrant(grantId) {
      const [row] = await db.select().from(grants).where(eq(grants.id, grantId))
      return row ?? null
    },
    async claimGrant(grantId, claimId, now, until) {
      const [row] = await db
        .update(grants)
        .set({ claimId, claimedUntil: until })
        .where(
          and(
            eq(grants.id, grantId),
            isNull(grants.revokedAt),
            or(isNull(grants.claimedUntil), lte(grants.claimedUntil, now)),
          ),
        )
        .returning()
      return row ?? null
    },
    async storeRefresh(grantId, claimId, fresh) {
      const rows = await db
        .update(grants)
        .set({ ...fresh, claimId: null, claimedUntil: null })
        .where(and(eq(grants.id, grantId), eq(grants.claimId, claimId), isNull(grants.revokedAt)))
        .returning({ id: grants.id })
      return rows.length === 1
    },
    async releaseGrant(grantId, claimId) {
      await db
        .update(grants)
        .set({ claimId: null, claimedUntil: null })
        .where(and(eq(grants.id, grantId), eq(grants.claimId, claimId)))
    },
    async revokeGrant(grantId, claimId, now) {
      const rows = await db
        .update(grants)
        .set({ revokedAt: now, sealedTokens: null, claimId: null, claimedUntil: null })
        .where(and(eq(grants.id, grantId), eq(grants.claimId, claimId)))
        .returning({ id: grants.id })
      return rows.length === 1
    },
  }
}
