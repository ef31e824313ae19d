import { hasScope, type Scope } from '#lib/divar/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { tokenMarginSeconds } from '../limits.ts'
import type { AccessDeps, Seat } from '../ports.ts'

/** Whether what the user of this seat allowed still stands, and holds `scope`, so that there is no need to ask again. */
export async function hasLiveGrant(
  deps: Pick<AccessDeps, 'store' | 'clock' | 'sealer'>,
  seat: Pick<Seat, 'grantId'>,
  scope?: Scope,
): Promise<boolean> {
  if (seat.grantId === null) return false
  const grant = await deps.store.findGrant(seat.grantId)
  if (grant === null || grant.revokedAt !== null || grant.sealedTokens === null) return false
  if (scope !== undefined && !hasScope(grant.scopes, scope)) return false
  if (grant.expiresAt > addSeconds(deps.clock(), tokenMarginSeconds)) return true
  return (await deps.sealer.open<{ refresh: string | null }>(grant.sealedTokens)).refresh !== null
}
