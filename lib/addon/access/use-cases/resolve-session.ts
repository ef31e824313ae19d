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
  if (!session || !isLive(session, now)) return null
  if (options.counts && addSeconds(session.lastActiveAt, touchSeconds) <= now) {
    await deps.store.touchSession(session.id, now)
    return { ...session, lastActiveAt: now }
  }
  return session
}

const isLive = ({ expiresAt, lastActiveAt }: Session, now: Date): boolean =>
  expiresAt > now && addSeconds(lastActiveAt, idleSeconds) > now

/**
 * Whether each open page still belongs to a session that `resolveSession` would give, and to a seat of it. Asking counts as
 * no activity. Contract §13, row 30.
 */
export async function stillSeated(
  deps: Pick<AccessDeps, 'store' | 'clock'>,
  pages: readonly { sid: string; seatId: string }[],
): Promise<boolean[]> {
  const now = deps.clock()
  const asked = pages.map(({ sid, seatId }) => ({ sidHash: hashSecret(sid), seatId }))
  const sessions = await deps.store.sittings(asked, now)
  return sessions.map((session) => session !== null && isLive(session, now))
}
