import { addSeconds } from '#lib/kernel/clock.ts'
import { hashSecret } from '#lib/kernel/ids.ts'
import { attemptSeconds } from '../limits.ts'
import type { AccessDeps, ConsentPurpose, OauthAttempt, OwnPurpose, Session } from '../ports.ts'
import type { AttemptCookies, ReturnedAttempt } from './consent.ts'
import { newSession } from './new-session.ts'

type Carried = {
  carried: 'consent'
  stateHash: string
  purpose: OwnPurpose
  scopes: string[]
  cookies: AttemptCookies
  until: string
  /** It came back before: what it needs for that is gone. */
  used?: true
}

export type CarriedConsent =
  | { kind: 'claimed'; attempt: ReturnedAttempt; cookies: AttemptCookies; session: Session; isNew: boolean }
  | { kind: 'used'; purpose: OwnPurpose }
  | { kind: 'refused'; reason: 'link_invalid' | 'link_expired' }

/**
 * One start of a consent by a browser that nobody knows, sealed for that browser to keep: beginning one stores nothing, so
 * that nobody fills the database by it.
 */
export async function carryConsent(
  deps: Pick<AccessDeps, 'clock' | 'sealer'>,
  input: { purpose: OwnPurpose; state: string; scopes: string[]; cookies: AttemptCookies },
): Promise<string> {
  const { purpose, state, scopes, cookies } = input
  const until = addSeconds(deps.clock(), attemptSeconds).toISOString()
  const stateHash = hashSecret(state)
  return await deps.sealer.seal({ carried: 'consent', stateHash, purpose, scopes, cookies, until } satisfies Carried)
}

/** What the browser carries in its place once it came back, so that it counts once. */
export async function usedConsent(
  deps: Pick<AccessDeps, 'sealer'>,
  { stateHash, purpose, expiresAt }: OauthAttempt,
): Promise<string | null> {
  if (!isOwn(purpose)) return null
  const none = { scopes: [], cookies: {}, until: expiresAt.toISOString() }
  return await deps.sealer.seal({ carried: 'consent', stateHash, purpose, ...none, used: true } satisfies Carried)
}

/**
 * What a returning browser carries for this `state`, for the session that it has by now or one that is stored with the
 * grant. Of what it carries only what was sealed here counts.
 */
export async function claimCarried(
  deps: Pick<AccessDeps, 'store' | 'clock' | 'sealer'>,
  input: { state: string; sealed: string[]; session: Session | null },
): Promise<CarriedConsent> {
  const now = deps.clock()
  const stateHash = hashSecret(input.state)
  for (const sealed of input.sealed) {
    const carried = await deps.sealer.open<Partial<Carried>>(sealed).catch(() => null)
    if (carried?.carried !== 'consent' || carried.stateHash !== stateHash) continue
    const { purpose, scopes = [], cookies = {}, until = '' } = carried
    const expiresAt = new Date(until)
    if (!purpose || !(expiresAt > now)) return { kind: 'refused', reason: 'link_expired' }
    if (carried.used) return { kind: 'used', purpose }
    const session = input.session ?? newSession(now)
    const createdAt = addSeconds(expiresAt, -attemptSeconds)
    const own = { stateHash, sessionId: session.id, purpose, scopes }
    const lastErasure = await deps.store.lastErasure()
    const sealedCookies = await deps.sealer.seal({})
    const times = { createdAt, expiresAt, usedAt: now }
    const attempt = { ...own, sealedCookies, ...times, lastErasure, isCarried: true }
    return { kind: 'claimed', attempt, cookies, session, isNew: input.session === null }
  }
  return { kind: 'refused', reason: 'link_invalid' }
}

const isOwn = (purpose: ConsentPurpose): purpose is OwnPurpose => purpose.seatId === undefined
