import { addSeconds } from '#lib/kernel/clock.ts'
import { hashSecret, randomSecret } from '#lib/kernel/ids.ts'
import { oldSidSeconds, sameMomentSeconds } from './limits.ts'
import type { AccessDeps, Session } from './ports.ts'

/**
 * A new public session id for a session, as after every sign-in. The ids before it work a little longer, for
 * requests under way, and those of the same moment as long as this one: of two sign-ins at once the browser may keep the
 * cookie of either. The id is the only content of the cookie; it is stored hashed.
 */
export async function issueSid(
  deps: Pick<AccessDeps, 'store' | 'clock' | 'random'>,
  session: Session,
): Promise<string> {
  const sid = randomSecret(deps.random)
  const now = deps.clock()
  await deps.store.shortenOlderKeys(session.id, addSeconds(now, -sameMomentSeconds), addSeconds(now, oldSidSeconds))
  await deps.store.addSessionKey({
    sidHash: hashSecret(sid),
    sessionId: session.id,
    createdAt: now,
    validUntil: session.expiresAt,
  })
  return sid
}
