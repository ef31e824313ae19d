import { hasScope, type Scope } from '#lib/divar/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { tokenMarginSeconds } from '../limits.ts'
import type { AccessDeps, Seat } from '../ports.ts'

/**
 * Whether what the user of this seat allowed still stands, and holds `scope`, so that there is no need to ask again. One that
 * none of our keys opens is of no use to anybody, and as good as none.
 */
export async function hasLiveGrant(
  deps: Pick<AccessDeps, 'store' | 'clock' | 'sealer' | 'log'>,
  seat: Pick<Seat, 'grantId'>,
  scope?: Scope,
): Promise<boolean> {
  if (seat.grantId === null) return false
  const grant = await deps.store.findGrant(seat.grantId)
  if (grant === null || grant.revokedAt !== null || grant.sealedTokens === null) return false
  if (scope !== undefined && !hasScope(grant.scopes, scope)) return false
  if (grant.expiresAt > addSeconds(deps.clock(), tokenMarginSeconds)) return true
  try {
    return (await deps.sealer.open<{ refresh: string | null }>(grant.sealedTokens)).refresh !== null
  } catch (err) {
    deps.log.warn({ event: 'grant_unreadable', grantId: grant.id, err }, 'a permission does not open')
    return false
  }
}
