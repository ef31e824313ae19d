import { setTimeout as wait } from 'node:timers/promises'
import { isDivarRefused } from '#lib/divar/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { refreshLeaseSeconds, tokenMarginSeconds } from '../limits.ts'
import type { AccessDeps, Grant } from '../ports.ts'

export type FreshToken =
  | { ok: true; accessToken: string }
  | { ok: false; reason: 'missing' | 'revoked' | 'unavailable' }

type Tokens = { access: string; refresh: string | null }

/**
 * An access token of a grant that is good for a minute or more, refreshed if it must be. One refresher at a time, by a
 * lease outside any transaction; the others wait and read again. Both new tokens are stored in one update before they
 * are used; should the process die in between, Divar's two minutes of grace let the old pair refresh again. A refresh
 * that Divar refuses ends the grant (`revoked`). `force` is for a token that Divar has just refused. Contract §6.5.
 */
export async function freshToken(
  deps: Pick<AccessDeps, 'store' | 'clock' | 'sealer' | 'divar' | 'log'>,
  grantId: string,
  options: { force?: boolean; rejected?: string; tries?: number } = {},
): Promise<FreshToken> {
  const grant = await deps.store.findGrant(grantId)
  if (!grant) return { ok: false, reason: 'missing' }
  if (grant.revokedAt || !grant.sealedTokens) return { ok: false, reason: 'revoked' }
  const tokens = await deps.sealer.open<Tokens>(grant.sealedTokens)
  const rejected = options.force ? tokens.access : options.rejected
  const alive = grant.expiresAt > addSeconds(deps.clock(), tokenMarginSeconds)
  if (alive && tokens.access !== rejected) return { ok: true, accessToken: tokens.access }
  if (!tokens.refresh) return { ok: false, reason: 'revoked' }

  const claimId = newId()
  const now = deps.clock()
  const claimed = await deps.store.claimGrant(grantId, claimId, now, addSeconds(now, refreshLeaseSeconds))
  if (!claimed) {
    const tries = options.tries ?? 40
    if (tries === 0) return { ok: false, reason: 'unavailable' }
    await wait(250)
    return await freshToken(deps, grantId, { ...(rejected === undefined ? {} : { rejected }), tries: tries - 1 })
  }
  if (claimed.sealedTokens !== grant.sealedTokens) {
    await deps.store.releaseGrant(grantId, claimId)
    return await freshToken(deps, grantId, rejected === undefined ? {} : { rejected })
  }
  return await refreshClaimed(deps, claimed, claimId, { access: tokens.access, refresh: tokens.refresh })
}

async function refreshClaimed(
  deps: Pick<AccessDeps, 'store' | 'clock' | 'sealer' | 'divar' | 'log'>,
  grant: Grant,
  claimId: string,
  tokens: { access: string; refresh: string },
): Promise<FreshToken> {
  try {
    const fresh = await deps.divar.refreshTokens({
      refreshToken: tokens.refresh,
      accessToken: tokens.access,
      grantedScopes: grant.scopes,
    })
    const now = deps.clock()
    const sealedTokens = await deps.sealer.seal({
      access: fresh.accessToken,
      refresh: fresh.refreshToken ?? tokens.refresh,
    })
    await deps.store.storeRefresh(grant.id, claimId, {
      sealedTokens,
      expiresAt: addSeconds(now, fresh.expiresInSeconds),
      refreshedAt: now,
    })
    return { ok: true, accessToken: fresh.accessToken }
  } catch (error) {
    if (isDivarRefused(error) && error.httpStatus >= 400 && error.httpStatus < 500 && error.httpStatus !== 429) {
      deps.log.warn({ event: 'grant_refresh_refused', grantId: grant.id, status: error.httpStatus }, 'grant has ended')
      await deps.store.revokeGrant(grant.id, deps.clock())
      return { ok: false, reason: 'revoked' }
    }
    deps.log.warn({ event: 'grant_refresh_failed', grantId: grant.id, err: error }, 'grant could not be refreshed now')
    await deps.store.releaseGrant(grant.id, claimId)
    return { ok: false, reason: 'unavailable' }
  }
}
