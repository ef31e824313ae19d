import { addSeconds } from '#lib/kernel/clock.ts'
import { hashSecret } from '#lib/kernel/ids.ts'
import { idleSeconds, touchSeconds } from '../limits.ts'
import type { AccessDeps, Session } from '../ports.ts'

/**
 * The session behind a public session id, or null when it is unknown, older than eight hours, or idle for fifteen
 * minutes. `counts` is false for live requests of an open page: they keep nobody signed in. Contract §13, row 30.
 */
export async function resolveSession(
  deps: Pick<AccessDeps, 'store' | 'clock'>,
  sid: string,
  options: { counts: boolean },
): Promise<Session | null> {
  const now = deps.clock()
  const session = await deps.store.findSessionBySid(hashSecret(sid), now)
  if (!session || session.expiresAt <= now) return null
  if (addSeconds(session.lastActiveAt, idleSeconds) <= now) return null
  if (options.counts && addSeconds(session.lastActiveAt, touchSeconds) <= now) {
    await deps.store.touchSession(session.id, now)
    return { ...session, lastActiveAt: now }
  }
  return session
}
