import type { ShippingDeps } from '../ports.ts'
import { step } from '../status.ts'
import { endProposal } from './end-proposal.ts'

const atOnce = 100

/**
 * Ends the proposals that nobody answered within their 48 hours; gives how many. Any number of processes may do it at
 * the same time, and an answer at the same moment wins or loses whole. The page says it; the chat is not told.
 */
export async function expireProposals(deps: Pick<ShippingDeps, 'store' | 'transaction' | 'clock'>): Promise<number> {
  const now = deps.clock()
  let expired = 0
  for (const shipment of await deps.store.dueProposals(now, atOnce)) {
    const moved = step(shipment.state, 'expire', 'clock')
    if (!moved.ok) continue
    const end = { event: 'expire', to: moved.to, by: 'clock', announcement: null } as const
    if (await endProposal(deps, shipment, now, end)) expired += 1
  }
  return expired
}
