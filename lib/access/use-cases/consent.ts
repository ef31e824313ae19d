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
  input: {
    seat: Seat | { sessionId: string; purpose: ConsentPurpose }
    state: string
    scopes: string[]
    cookies: AttemptCookies
  },
): Promise<void> {
  const now = deps.clock()
  await deps.store.insertAttempt({
    stateHash: hashSecret(input.state),
    sessionId: input.seat.sessionId,
    seatId: 'id' in input.seat ? input.seat.id : null,
    purpose: 'id' in input.seat ? null : input.seat.purpose,
    scopes: input.scopes,
    sealedCookies: await deps.sealer.seal(input.cookies),
    createdAt: now,
    expiresAt: addSeconds(now, attemptSeconds),
    usedAt: null,
  })
}

/** With the last erasure of anybody's data before it came back; `isCarried`: by the browser, so that it has no row yet. */
export type ReturnedAttempt = OauthAttempt & { lastErasure: string | null; isCarried: boolean }

export type ClaimedAttempt =
  | { kind: 'claimed'; attempt: ReturnedAttempt; cookies: AttemptCookies }
  /** Already come back once: the seat it belongs to, or what else it was for. */
  | { kind: 'used'; seatId: string | null; purpose: ConsentPurpose | null }
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
  if (attempt.usedAt) return { kind: 'used', seatId: attempt.seatId, purpose: attempt.purpose }
  if (attempt.expiresAt <= deps.clock()) return { kind: 'refused', reason: 'link_expired' }
  const lastErasure = await deps.store.lastErasure()
  const claimed = await deps.store.claimAttempt(stateHash, deps.clock())
  if (!claimed) return { kind: 'used', seatId: attempt.seatId, purpose: attempt.purpose }
  return {
    kind: 'claimed',
    attempt: { ...attempt, lastErasure, isCarried: false },
    cookies: await deps.sealer.open<AttemptCookies>(attempt.sealedCookies),
  }
}

export type FinishedConsent =
  | { kind: 'granted'; grant: Grant }
  | { kind: 'refused'; reason: 'permission_missing' | 'other_divar_user' | 'same_divar_user' | 'session_ended' }

/**
 * Turns a proved Divar user and their tokens into a grant. One Divar user per side of a conversation, never the same
 * one on both; in `enforce` mode the launch's user id must agree too. A refusal stores nothing. Contract §6.4.
 */
export async function finishConsent(
  deps: AccessDeps,
  input: { attempt: ReturnedAttempt; divarUserId: string; tokens: TokenSet },
): Promise<FinishedConsent> {
  const { attempt, divarUserId, tokens } = input
  const now = deps.clock()
  const sealedTokens = await deps.sealer.seal({ access: tokens.accessToken, refresh: tokens.refreshToken })
  return await deps.transaction(async (store): Promise<FinishedConsent> => {
    const seat = attempt.seatId === null ? null : await store.lockSeat(attempt.seatId)
    if (!seat || !(await mayKeep(store, attempt))) return { kind: 'refused', reason: 'session_ended' }
    // Without these the grant is of no use; the rest of what was asked makes it better.
    const needed = [scopes.userId, conversationSend(seat.conversationId)]
    if (!needed.every((scope) => hasScope(tokens.scopes, scope))) {
      return { kind: 'refused', reason: 'permission_missing' }
    }
    if (mismatch(deps, seat, divarUserId)) return { kind: 'refused', reason: 'other_divar_user' }
    const parties = await store.bindParty(seat.conversationId, seat.side, divarUserId, now)
    if (parties.some((party) => party.side !== seat.side && party.divarUserId === divarUserId)) {
      return { kind: 'refused', reason: 'same_divar_user' }
    }
    if (!parties.some((party) => party.side === seat.side && party.divarUserId === divarUserId)) {
      return { kind: 'refused', reason: 'other_divar_user' }
    }
    const grant = newGrant({ divarUserId, tokens, sealedTokens, now }, seat)
    await store.insertGrant(grant)
    await store.bindSeat(seat.id, divarUserId, grant.id)
    return { kind: 'granted', grant }
  })
}

/**
 * Turns a proved Divar user and their tokens into a grant that no seat stands behind, and keeps that this session is
 * theirs. Whether it allows enough is for whatever it was wanted for to say: it may have been given in part. For a browser
 * that carried its attempt itself, attempt and session (`carriedFor`) are stored only now.
 */
export async function finishOwnConsent(
  deps: AccessDeps,
  input: { attempt: ReturnedAttempt; divarUserId: string; tokens: TokenSet; carriedFor?: Session | null },
): Promise<FinishedConsent> {
  const { attempt, divarUserId, tokens, carriedFor = null } = input
  const now = deps.clock()
  if (!hasScope(tokens.scopes, scopes.userId)) return { kind: 'refused', reason: 'permission_missing' }
  // Whoever opened the link must be who tapped in the chatbot: else a link sent on would show one's shipments to another.
  const { purpose } = attempt
  if (purpose?.kind === 'chatbot' && purpose.launchUserId !== null && purpose.launchUserId !== divarUserId) {
    return { kind: 'refused', reason: 'other_divar_user' }
  }
  const sealedTokens = await deps.sealer.seal({ access: tokens.accessToken, refresh: tokens.refreshToken })
  return await deps.transaction(async (store): Promise<FinishedConsent> => {
    if (!(await mayKeep(store, attempt))) return { kind: 'refused', reason: 'session_ended' }
    const stands = carriedFor !== null || (await store.sessionStands(attempt.sessionId))
    if (!stands) return { kind: 'refused', reason: 'session_ended' }
    const grant = newGrant({ divarUserId, tokens, sealedTokens, now }, null)
    // A second return with the same state finds the attempt as a used one.
    const { lastErasure: _, isCarried, ...stored } = attempt
    if (isCarried) await store.insertAttempt(stored)
    if (carriedFor) await store.insertSession(carriedFor)
    await store.insertGrant(grant)
    await store.addSessionUser(attempt.sessionId, divarUserId, now)
    return { kind: 'granted', grant }
  })
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

function mismatch(deps: AccessDeps, seat: Seat, divarUserId: string): boolean {
  if (!seat.launchUserId || seat.launchUserId === divarUserId) return false
  deps.log.warn(
    { event: 'launch_user_mismatch', mode: deps.launchUserId, side: seat.side },
    'consent by another Divar user',
  )
  deps.measures.count('launch_user_mismatches', { mode: deps.launchUserId })
  return deps.launchUserId === 'enforce'
}
