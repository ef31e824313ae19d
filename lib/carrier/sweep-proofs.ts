import type { ProofDeps } from './proof-ports.ts'

/** How many due proofs one sweep wakes: the next one finds the rest. */
const wakeAtOnce = 100

export type ProofsSwept = { unconfirmed: number; woken: number; nextLeaseEndsAt: Date | null }

/**
 * Every minute and at boot: a proof whose worker died while it was being shown becomes `unconfirmed`; one whose worker
 * died before that, or whose job was lost, is woken again.
 */
export async function sweepProofs(deps: ProofDeps): Promise<ProofsSwept> {
  const now = deps.clock()
  const ended = await deps.proofs.endLeases(now)
  const due = await deps.proofs.due(now, wakeAtOnce)
  for (const shipmentId of due) await deps.wake(shipmentId)
  return { unconfirmed: ended.length, woken: due.length, nextLeaseEndsAt: await deps.proofs.nextLeaseEnd() }
}
