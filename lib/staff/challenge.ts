import { addSeconds } from '#lib/kernel/clock.ts'
import { hashSecret, randomSecret } from '#lib/kernel/ids.ts'
import type { StaffDeps } from './ports.ts'

/** What a challenge is good for, so that one handed out for this is not taken for that. */
export type ChallengeKind = 'passkey_new' | 'passkey_sign_in' | 'authenticator'

type Challenge = { kind: ChallengeKind; secret: string; subject: string | null; until: number }

/**
 * A secret that comes back, sealed: a look at a page leaves nothing behind in the database. `subject`: whom alone it is
 * for. Without a `secret` a random one.
 */
export async function sealChallenge(
  deps: Pick<StaffDeps, 'clock' | 'random' | 'sealer'>,
  about: { kind: ChallengeKind; subject: string | null; seconds: number; secret?: string },
): Promise<{ secret: string; sealed: string }> {
  const { kind, subject, seconds, secret = randomSecret(deps.random) } = about
  const until = addSeconds(deps.clock(), seconds).getTime()
  return { secret, sealed: await deps.sealer.seal({ kind, secret, subject, until } satisfies Challenge) }
}

/** The secret that comes back; null when it was for something else, for somebody else, is over, or was never ours. */
export async function openChallenge(
  deps: Pick<StaffDeps, 'clock' | 'sealer'>,
  sealed: string,
  expected: { kind: ChallengeKind; subject: string | null },
): Promise<{ secret: string; until: Date } | null> {
  const opened = await deps.sealer.open<Partial<Challenge>>(sealed).catch(() => null)
  if (opened?.kind !== expected.kind || opened.subject !== expected.subject) return null
  if (typeof opened.secret !== 'string' || typeof opened.until !== 'number') return null
  if (opened.until <= deps.clock().getTime()) return null
  return { secret: opened.secret, until: new Date(opened.until) }
}

/** The same, and never again: of two that bring it at once, one gets it. */
export async function takeChallenge(
  deps: Pick<StaffDeps, 'clock' | 'sealer' | 'store'>,
  sealed: string,
  expected: { kind: ChallengeKind; subject: string | null },
): Promise<string | null> {
  const challenge = await openChallenge(deps, sealed, expected)
  if (!challenge) return null
  const isFirst = await deps.store.spendChallenge(hashSecret(challenge.secret), challenge.until)
  return isFirst ? challenge.secret : null
}
