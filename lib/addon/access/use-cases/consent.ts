import { conversationSend, hasScope, scopes, type TokenSet } from '#lib/divar/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { hashSecret, newId } from '#lib/kernel/ids.ts'
import { attemptSeconds } from '../limits.ts'
import type { AccessDeps, AccessStore, ConsentPurpose, Grant, OauthAttempt, Seat, Session } from '../ports.ts'

/** The cookies that Auth.js set for one start: each attempt keeps its own, so that two tabs do not mix. */
export type AttemptCookies = Record<string, string>

/** Remembers one start of Divar's consent, found again by the hash of its `state`. */
export async function startConsent(
  deps: AccessDeps,
  input: { sessionId: string; purpose: ConsentPurpose; state: string; scopes: string[]; cookies: AttemptCookies },
): Promise<void> {
  const { state, cookies, ...attempt } = input
  const now = deps.clock()
  await deps.store.insertAttempt({
    ...attempt,
    stateHash: hashSecret(state),
    sealedCookies: await deps.sealer.seal(cookies),
    createdAt: now,
    expiresAt: addSeconds(now, attemptSeconds),
    usedAt: null,
  })
}

/** With the last erasure of anybody's data before it came back; `isCarried`: by the browser, so that it has no row yet. */
export type ReturnedAttempt = OauthAttempt & { lastErasure: string | null; isCarried: boolean }

export type ClaimedAttempt =
  | { kind: 'claimed'; attempt: ReturnedAttempt; cookies: AttemptCookies }
  /** Already come back once. */
  | { kind: 'used'; purpose: ConsentPurpose }
  | { kind: 'refused'; reason: 'link_invalid' | 'link_expired' | 'session_ended' }

/** Takes the attempt that a returning browser's `state` names, once, and only for the session that started it. */
export async function claimConsent(
  deps: AccessDeps,
  input: { state: string; sessionId: string | null },
): Promise<ClaimedAttempt> {
  const stateHash = hashSecret(input.state)
  const attempt = await deps.store.findAttempt(stateHash)
  if (!attempt) return { kind: 'refused', reason: 'link_invalid' }
  if (input.sessionId !== attempt.sessionId) return { kind: 'refused', reason: 'session_ended' }
  if (attempt.usedAt) return { kind: 'used', purpose: attempt.purpose }
  if (attempt.expiresAt <= deps.clock()) return { kind: 'refused', reason: 'link_expired' }
  const lastErasure = await deps.store.lastErasure()
  const claimed = await deps.store.claimAttempt(stateHash, deps.clock())
  if (!claimed) return { kind: 'used', purpose: attempt.purpose }
  return {
    kind: 'claimed',
    attempt: { ...attempt, lastErasure, isCarried: false },
    cookies: await deps.sealer.open<AttemptCookies>(attempt.sealedCookies),
  }
}

type Refused = {
  kind: 'refused'
  reason: 'permission_missing' | 'other_divar_user' | 'same_divar_user' | 'session_ended'
}

export type FinishedConsent = { kind: 'granted'; grant: Grant } | Refused

const refused = (reason: Refused['reason']): Refused => ({ kind: 'refused', reason })

/**
 * Turns a proved Divar user and their tokens into a grant: of the seat that the purpose names, else of the session alone. A
 * refusal stores nothing. Whether more than the least was allowed is for the purpose to say: it may have been given in
 * part. For a browser that carried its attempt itself, attempt and session (`carriedFor`) are stored only now.
 * Contract §6.4.
 */
export async function finishConsent(
  deps: AccessDeps,
  input: { attempt: ReturnedAttempt; divarUserId: string; tokens: TokenSet; carriedFor?: Session | null },
): Promise<FinishedConsent> {
  const { attempt, divarUserId, tokens, carriedFor = null } = input
  const { purpose, sessionId } = attempt
  const now = deps.clock()
  const sealedTokens = await deps.sealer.seal({ access: tokens.accessToken, refresh: tokens.refreshToken })
  return await deps.transaction(async (store): Promise<FinishedConsent> => {
    const { seatId } = purpose
    const seat = seatId === undefined ? null : await store.lockSeat(seatId)
    if (seatId !== undefined && !seat) return refused('session_ended')
    if (!(await mayKeep(store, attempt))) return refused('session_ended')
    // Without these the grant is of no use; the rest of what was asked makes it better.
    const needed = seat ? [scopes.userId, conversationSend(seat.conversationId)] : [scopes.userId]
    if (!needed.every((scope) => hasScope(tokens.scopes, scope))) return refused('permission_missing')
    if (isOther(deps, purpose, seat, divarUserId)) return refused('other_divar_user')
    const grant = newGrant({ divarUserId, tokens, sealedTokens, now }, seat)
    if (seat) {
      const reason = await bindSide(store, seat, divarUserId, now)
      if (reason) return refused(reason)
      await store.insertGrant(grant)
      await store.bindSeat(seat.id, divarUserId, grant.id)
      return { kind: 'granted', grant }
    }
    const stands = carriedFor !== null || (await store.sessionStands(sessionId))
    if (!stands) return refused('session_ended')
    // A second return with the same state finds the attempt as a used one.
    const { lastErasure: _, isCarried, ...stored } = attempt
    if (isCarried) await store.insertAttempt(stored)
    if (carriedFor) await store.insertSession(carriedFor)
    await store.insertGrant(grant)
    await store.addSessionUser(sessionId, divarUserId, now)
    return { kind: 'granted', grant }
  })
}

/** One Divar user per side of a conversation, and never the same one on both. */
async function bindSide(store: AccessStore, seat: Seat, divarUserId: string, now: Date) {
  const parties = await store.bindParty(seat.conversationId, seat.side, divarUserId, now)
  const theirs = parties.filter((party) => party.divarUserId === divarUserId)
  if (theirs.some(({ side }) => side !== seat.side)) return 'same_divar_user'
  return theirs.some(({ side }) => side === seat.side) ? null : 'other_divar_user'
}

/**
 * Whether nobody's data was erased while Divar was asked whose this consent is: it may have been that user's, who took it
 * back, or that side's. Nobody's is until the transaction ends.
 */
async function mayKeep(store: AccessStore, { lastErasure }: ReturnedAttempt): Promise<boolean> {
  await store.holdErasures()
  return (await store.lastErasure()) === lastErasure
}

type Proved = { divarUserId: string; tokens: TokenSet; sealedTokens: string; now: Date }

const newGrant = ({ divarUserId, tokens, sealedTokens, now }: Proved, seat: Seat | null): Grant => ({
  id: newId(),
  divarUserId,
  conversationId: seat?.conversationId ?? null,
  side: seat?.side ?? null,
  scopes: tokens.scopes,
  sealedTokens,
  expiresAt: addSeconds(now, tokens.expiresInSeconds),
  refreshedAt: now,
  createdAt: now,
  revokedAt: null,
  claimId: null,
  claimedUntil: null,
})

/**
 * Whether another user consented than the one who came here: where the purpose names the user, since a forwarded link
 * would show the data of one user to another; of a launch only in `enforce` mode.
 */
function isOther(deps: AccessDeps, purpose: ConsentPurpose, seat: Seat | null, divarUserId: string): boolean {
  if (purpose.launchUserId) return purpose.launchUserId !== divarUserId
  if (!seat?.launchUserId || seat.launchUserId === divarUserId) return false
  deps.log.warn(
    { event: 'launch_user_mismatch', mode: deps.launchUserId, side: seat.side },
    'consent by another Divar user',
  )
  deps.measures.count('launch_user_mismatches', { mode: deps.launchUserId })
  return deps.launchUserId === 'enforce'
}
