import { addSeconds } from '#lib/kernel/clock.ts'
import { unusedSeconds } from '../limits.ts'
import type { StaffDeps, StaffRow } from '../ports.ts'
import { endMember } from './team.ts'

/**
 * Disables members who have not signed in for six months, an unused invitation included; gives how many. The last admin as well: the
 * command line invites another.
 */
export async function disableUnused(deps: Pick<StaffDeps, 'store' | 'transaction' | 'clock'>): Promise<number> {
  const now = deps.clock()
  const before = addSeconds(now, -unusedSeconds)
  const isUnused = ({ state, unusedSince }: Pick<StaffRow, 'state' | 'unusedSince'>) =>
    state !== 'disabled' && unusedSince <= before
  let count = 0
  for (const { id } of (await deps.store.members()).filter(isUnused)) {
    count += await deps.transaction(async (tx) => {
      const member = await tx.lockMember(id)
      if (!member || !isUnused(member)) return 0
      await endMember(tx, id, now)
      await tx.record({ at: now, staffId: null, what: 'team.unused', which: id, detail: null, address: null })
      return 1
    })
  }
  return count
}
