import 'server-only'
import type { NextRequest } from 'next/server'
import {
  type CarriedConsent,
  type ClaimedAttempt,
  claimCarried,
  claimConsent,
  usedConsent,
} from '#lib/addon/access/index.ts'
import type { ErrorCode } from '#lib/peyk.ts'
import type { Services } from '#lib/services.ts'
import { carry, takeCarried } from './carried-cookie.ts'
import { clientAddress } from './guard.ts'
import { overLimit } from './rate-limit.ts'
import type { SignedIn } from './session.ts'

export type Claimed =
  | Exclude<ClaimedAttempt, { kind: 'claimed' } | { kind: 'refused' }>
  | Extract<CarriedConsent, { kind: 'claimed' }>
  | { kind: 'refused'; reason: ErrorCode }

/** The attempt that this return belongs to: one that is stored, or one that the browser carries. */
export async function claimReturn(app: Services, request: NextRequest, signedIn: SignedIn | null): Promise<Claimed> {
  const state = request.nextUrl.searchParams.get('state') ?? ''
  const session = signedIn?.session ?? null
  const stored = await claimConsent(app.access, { state, sessionId: session?.id ?? null })
  if (stored.kind === 'used') return stored
  if (stored.kind === 'claimed') {
    return session ? { ...stored, session, isNew: false } : { kind: 'refused', reason: 'session_ended' }
  }
  const sealed = takeCarried(app, request)
  if (stored.reason !== 'link_invalid' || sealed.length === 0) return stored
  const carried = await claimCarried(app.access, { state, sealed, session })
  if (carried.kind !== 'claimed') return carried
  // Each of them has Divar asked for a token, which nobody may have done without end.
  if (carried.isNew && (await isOverReturns(app, request))) return { kind: 'refused', reason: 'too_many_requests' }
  const used = await usedConsent(app.access, carried.attempt)
  if (used !== null) await carry(app, used, state)
  return carried
}

async function isOverReturns(app: Services, request: NextRequest): Promise<boolean> {
  const client = clientAddress(request.headers, app.settings.TRUSTED_PROXIES)
  const over = (await overLimit(app, 'returns', client)) ?? (await overLimit(app, 'allReturns', 'all'))
  return over !== null
}
