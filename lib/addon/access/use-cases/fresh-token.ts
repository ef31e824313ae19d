import { setTimeout as wait } from 'node:timers/promises'
import { type AccessToken, type DivarApiError, isDivarApiError, type RefreshToken } from '#lib/divar/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { refreshLeaseSeconds, tokenMarginSeconds } from '../limits.ts'
import type { AccessDeps, Grant } from '../ports.ts'

export type FreshToken =
  | { ok: true; accessToken: AccessToken }
  | { ok: false; reason: 'missing' | 'revoked' | 'unavailable' }

type Tokens = { access: AccessToken; refresh: RefreshToken | null }

/**
 * An access token of a grant that is good for a minute or more (or `marginSeconds`), refreshed if it must be. One refresher at a time, by a
 * lease outside any transaction; the others wait and read again. Both new tokens are stored in one update before they
 * are used; should the process die in between, Divar's two minutes of grace let the old pair refresh again. Anyone who lost
 * the lease meanwhile goes by what is stored: tokens of a grant that was revoked during the call are not used. A refresh
 * that Divar refuses ends the grant (`revoked`). `force` is for a token that Divar has just refused. Contract §6.5.
 */
export async function freshToken(
  deps: Pick<AccessDeps, 'store' | 'clock' | 'sealer' | 'divar' | 'log'>,
  grantId: string,
  options: { force?: boolean; marginSeconds?: number; rejected?: string; tries?: number } = {},
): Promise<FreshToken> {
  const grant = await deps.store.findGrant(grantId)
  if (!grant) return { ok: false, reason: 'missing' }
  if (grant.revokedAt || !grant.sealedTokens) return { ok: false, reason: 'revoked' }
  const tokens = await deps.sealer.open<Tokens>(grant.sealedTokens)
  const rejected = options.force ? tokens.access : options.rejected
  const { marginSeconds = tokenMarginSeconds } = options
  const alive = grant.expiresAt > addSeconds(deps.clock(), marginSeconds)
  if (alive && tokens.access !== rejected) return { ok: true, accessToken: tokens.access }
  if (!tokens.refresh) return { ok: false, reason: 'revoked' }

  const tries = options.tries ?? 40
  if (tries === 0) return { ok: false, reason: 'unavailable' }
  const next = { ...(rejected === undefined ? {} : { rejected }), marginSeconds, tries: tries - 1 }
  const claimId = newId()
  const now = deps.clock()
  const claimed = await deps.store.claimGrant(grantId, claimId, now, addSeconds(now, refreshLeaseSeconds))
  if (!claimed) {
    await wait(250)
    return await freshToken(deps, grantId, next)
  }
  if (claimed.sealedTokens !== grant.sealedTokens) {
    await deps.store.releaseGrant(grantId, claimId)
    return await freshToken(deps, grantId, next)
  }
  const pair = { access: tokens.access, refresh: tokens.refresh }
  return (await refreshClaimed(deps, claimed, claimId, pair)) ?? (await freshToken(deps, grantId, next))
}

/** Null when the claim was lost during the call. */
async function refreshClaimed(
  deps: Pick<AccessDeps, 'store' | 'clock' | 'sealer' | 'divar' | 'log'>,
  grant: Grant,
  claimId: string,
  tokens: { access: AccessToken; refresh: RefreshToken },
): Promise<FreshToken | null> {
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
    const stored = await deps.store.storeRefresh(grant.id, claimId, {
      sealedTokens,
      expiresAt: addSeconds(now, fresh.expiresInSeconds),
      refreshedAt: now,
    })
    return stored ? { ok: true, accessToken: fresh.accessToken } : null
  } catch (error) {
    if (isDivarApiError(error) && endsGrant(error)) {
      deps.log.warn({ event: 'grant_refresh_refused', grantId: grant.id, status: error.httpStatus }, 'grant has ended')
      return (await deps.store.revokeGrant(grant.id, claimId, deps.clock())) ? { ok: false, reason: 'revoked' } : null
    }
    deps.log.warn({ event: 'grant_refresh_failed', grantId: grant.id, err: error }, 'grant could not be refreshed now')
    await deps.store.releaseGrant(grant.id, claimId)
    return { ok: false, reason: 'unavailable' }
  }
}

/**
 * Only an answer about this very grant ends it. A wrong secret of this app or an address that is not there would otherwise
 * destroy every grant that happens to need a refresh. Divar's error bodies are not documented: Contract §6.4, §14.1.
 */
function endsGrant({ httpStatus, oauthError }: DivarApiError): boolean {
  return oauthError === null ? [400, 401, 403].includes(httpStatus) : oauthError === 'invalid_grant'
}
