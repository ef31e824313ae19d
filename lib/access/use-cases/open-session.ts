import { addSeconds } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { sessionSeconds } from '../limits.ts'
import type { AccessDeps, Session } from '../ports.ts'
import { issueSid } from '../session-keys.ts'

export const newSession = (now: Date): Session => ({
  id: newId(),
  createdAt: now,
  lastActiveAt: now,
  expiresAt: addSeconds(now, sessionSeconds),
})

/** A session for a browser that came without a launch: it holds no seat, and proves nothing until a consent does. */
export async function openSession(deps: AccessDeps): Promise<{ session: Session; sid: string }> {
  const session = newSession(deps.clock())
  return await deps.transaction(async (store) => {
    await store.insertSession(session)
    return { session, sid: await issueSid({ ...deps, store }, session) }
  })
}
