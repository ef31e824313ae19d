import type { Acting } from '../person.ts'
import type { Shipment, ShippingDeps } from '../ports.ts'
import { type RejectReason, step } from '../status.ts'
import { hasChangedPlaces, roleOf } from './complete.ts'
import { mayAct, type Unproved } from './may-act.ts'
import { senderFor, transition } from './transition.ts'

export type Rejected =
  | { kind: 'rejected'; shipment: Shipment; messageId: string | null }
  /** It is no longer a proposal: the shipment as it stands. */
  | { kind: 'too_late'; shipment: Shipment }
  | { kind: 'not_allowed' }
  | { kind: 'not_found' }
  | Unproved

/** Whether a side may answer a proposal with no, or what is so instead. */
export type Rejectable = { kind: 'ready'; shipment: Shipment } | Exclude<Rejected, { kind: 'rejected' } | Unproved>

/** A proposal that this side may reject, as it stands. Writes nothing: a tap in the chat is asked once more before it counts. */
export async function rejectableProposal(
  { store }: Pick<ShippingDeps, 'store'>,
  actor: Pick<Acting, 'conversationId' | 'side'>,
  trackingCode: string,
): Promise<Rejectable> {
  const shipment = await store.shipmentByCode(trackingCode)
  if (!shipment || shipment.conversationId !== actor.conversationId) return { kind: 'not_found' }
  const role = roleOf(shipment, actor.side)
  if (role === 'proposer') {
    return (await hasChangedPlaces({ store }, shipment)) ? { kind: 'too_late', shipment } : { kind: 'not_allowed' }
  }
  return { kind: step(shipment.state, 'reject', role).ok ? 'ready' : 'too_late', shipment }
}

/**
 * The other side does not want the proposal. Conversation and side decide who asks; the tracking code is only a hint.
 * Addresses go at once, and the chat is told if it heard of the proposal.
 */
export async function rejectProposal(
  deps: Pick<ShippingDeps, 'store' | 'transaction' | 'clock' | 'wording' | 'grants'>,
  actor: Acting,
  trackingCode: string,
  reason: RejectReason | null = null,
): Promise<Rejected> {
  const known = await deps.store.shipmentByCode(trackingCode)
  if (!known || known.conversationId !== actor.conversationId) return { kind: 'not_found' }
  if (!(await mayAct(deps.store, actor, known.id))) return { kind: 'unproved' }
  const found = await rejectableProposal(deps, actor, trackingCode)
  if (found.kind !== 'ready') return found
  const { shipment } = found
  const rejected: Shipment = { ...shipment, state: 'rejected', reason }
  const moved = await transition(deps, shipment, {
    event: 'reject',
    to: 'rejected',
    by: actor.side,
    acting: actor,
    at: deps.clock(),
    change: { reason },
    announcement: await deps.wording.announce('rejected', rejected),
    speaker: await senderFor(deps, shipment, actor),
  })
  if (moved) return { kind: 'rejected', ...moved }
  if (!(await mayAct(deps.store, actor, shipment.id))) return { kind: 'unproved' }
  const current = await deps.store.shipmentByCode(trackingCode)
  return current ? { kind: 'too_late', shipment: current } : { kind: 'not_found' }
}
