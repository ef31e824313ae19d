import { addSeconds } from '#lib/kernel/clock.ts'
import { hashSecret, randomSecret } from '#lib/kernel/ids.ts'
import { oldSidSeconds, sameMomentSeconds } from './limits.ts'
import type { AccessDeps, Session } from './ports.ts'

/**
 * A new public session id for a session, as after every sign-in. The ids before it work a little longer, for
 * requests under way, and so does the one that came with the sign-in itself (`given`), however young. Others of the same
 * moment last as long as this one: of two sign-ins at once the browser may keep the cookie of either. The id is the only
 * content of the cookie; it is stored hashed.
 */
export async function issueSid(
  deps: Pick<AccessDeps, 'store' | 'clock' | 'random'>,
  session: Session,
  given: string | null,
): Promise<string> {
  const sid = randomSecret(deps.random)
  const now = deps.clock()
  const old = { createdBefore: addSeconds(now, -sameMomentSeconds), sidHash: given === null ? null : hashSecret(given) }
  await deps.store.shortenOldKeys(session.id, old, addSeconds(now, oldSidSeconds))
  await deps.store.addSessionKey({
    sidHash: hashSecret(sid),
    sessionId: session.id,
    createdAt: now,
    validUntil: session.expiresAt,
  })
  return sid
}
