import { type Failed, separateParts } from '../kernel/on-its-own.ts'
import type { ProofDeps } from './proof-ports.ts'

/** How many due proofs one sweep wakes: the next one finds the rest. */
const wakeAtOnce = 100

/** `failed`: what was left as it was. */
export type ProofsSwept = { unconfirmed: number; woken: number; nextLeaseEndsAt: Date | null; failed?: Failed[] }

/**
 * Every minute and at boot: a proof whose worker died while it was being shown becomes `unconfirmed`; one whose worker
 * died before that, or whose job was lost, is woken again.
 */
export async function sweepProofs(deps: ProofDeps): Promise<ProofsSwept> {
  const now = deps.clock()
  const { part, each, failed } = separateParts()
  const ended = await part('leases', [], async () => await deps.proofs.endLeases(now))
  const due = await part('due', [], async () => await deps.proofs.due(now, wakeAtOnce))
  await each(due, String, deps.wake)
  const nextLeaseEndsAt = await deps.proofs.nextLeaseEnd()
  return { unconfirmed: ended.length, woken: due.length, nextLeaseEndsAt, ...(failed.length > 0 && { failed }) }
}
