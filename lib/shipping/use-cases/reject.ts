import type { Side } from '#lib/kernel/side.ts'
import type { Shipment, ShippingDeps } from '../ports.ts'
import { step } from '../status.ts'
import { endProposal } from './end-proposal.ts'

export type Rejected =
  | { kind: 'rejected'; shipment: Shipment }
  /** It is no longer a proposal: the shipment as it stands. */
  | { kind: 'too_late'; shipment: Shipment }
  | { kind: 'not_allowed' }
  | { kind: 'not_found' }

/**
 * The other side does not want the proposal. Conversation and side decide who asks; the tracking code is only a hint.
 * Addresses go at once, and the chat is told in the proposer's name if the proposal was announced.
 */
export async function rejectProposal(
  deps: ShippingDeps,
  actor: { conversationId: string; side: Side },
  trackingCode: string,
): Promise<Rejected> {
  const shipment = await deps.store.shipmentByCode(trackingCode)
  if (!shipment || shipment.conversationId !== actor.conversationId) return { kind: 'not_found' }
  const role = shipment.proposerSide === actor.side ? 'proposer' : 'other'
  if (role === 'proposer') return { kind: 'not_allowed' }
  const moved = step(shipment.state, 'reject', role)
  if (!moved.ok) return { kind: 'too_late', shipment }
  const now = deps.clock()
  const rejected: Shipment = { ...shipment, state: moved.to, updatedAt: now, endedAt: now, dueAt: null }
  const announcement = await deps.wording.announce('rejected', rejected)
  const end = { event: 'reject', to: moved.to, by: actor.side, announcement } as const
  const won = await endProposal(deps, shipment, now, end)
  if (won) return { kind: 'rejected', shipment: rejected }
  const current = await deps.store.shipmentByCode(trackingCode)
  return current ? { kind: 'too_late', shipment: current } : { kind: 'not_found' }
}
