import type { AccessDeps } from '../ports.ts'
import { erasureLimits } from '../retention.ts'

/** Erases all that the retention table says is over; gives how many rows of each went. */
export async function eraseExpired(deps: Pick<AccessDeps, 'store' | 'clock'>): Promise<Record<string, number>> {
  return await deps.store.eraseExpired(erasureLimits(deps.clock()))
}
