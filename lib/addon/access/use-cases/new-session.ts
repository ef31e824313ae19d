import { addSeconds } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { sessionSeconds } from '../limits.ts'
import type { Session } from '../ports.ts'

/** A session that holds no seat and proves nothing yet; nobody has it until it is stored. */
export const newSession = (now: Date): Session => ({
  id: newId(),
  createdAt: now,
  lastActiveAt: now,
  expiresAt: addSeconds(now, sessionSeconds),
})
