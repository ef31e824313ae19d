import { addSeconds } from '#lib/kernel/clock.ts'
import { idleSeconds } from '../limits.ts'
import type { AccessDeps } from '../ports.ts'
import { erasureLimits, type RetentionItem } from '../retention.ts'

/** Erases all that the retention table says is over; gives how many rows of each went. */
export async function eraseExpired(deps: Pick<AccessDeps, 'store' | 'clock'>): Promise<Record<RetentionItem, number>> {
  const now = deps.clock()
  return await deps.store.eraseExpired(erasureLimits(now), addSeconds(now, -idleSeconds))
}
