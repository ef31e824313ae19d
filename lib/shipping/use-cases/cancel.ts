import type { Acting } from '../person.ts'
import type { Shipment, ShippingDeps } from '../ports.ts'
import { type CancelReason, type ShipmentState, step } from '../status.ts'
import { hasChangedPlaces, roleOf } from './complete.ts'
import { mayAct, type Unproved } from './may-act.ts'
import { senderFor, transition } from './transition.ts'

export type Cancelled =
  | { kind: 'cancelled'; shipment: Shipment; messageId: string | null }
  /** It is in another state than the one whose consequences were shown: show those first. */
  | { kind: 'changed'; shipment: Shipment }
  /** It can no longer be cancelled by anybody: the shipment as it stands. */
  | { kind: 'too_late'; shipment: Shipment }
  | { kind: 'not_allowed' }
  | { kind: 'not_found' }
  | Unproved

/**
 * A side cancels, by the state table. What cancelling means depends on the state, so the caller names the state that its
 * user saw. Addresses go at once; the carrier is told if it has the order, the chat if it heard of the proposal.
 */
export async function cancelShipment(
  deps: Pick<ShippingDeps, 'store' | 'transaction' | 'clock' | 'wording' | 'grants'>,
  actor: Acting,
  input: { trackingCode: string; reason: CancelReason; seenState: ShipmentState },
): Promise<Cancelled> {
  const shipment = await deps.store.shipmentByCode(input.trackingCode)
  if (!shipment || shipment.conversationId !== actor.conversationId) return { kind: 'not_found' }
  if (!(await mayAct(deps.store, actor, shipment.id))) return { kind: 'unproved' }
  const allowed = step(shipment.state, 'cancel', roleOf(shipment, actor.side))
  if (!allowed.ok) {
    const isLate = allowed.reason === 'wrong_state' || (await hasChangedPlaces(deps, shipment))
    return isLate ? { kind: 'too_late', shipment } : { kind: 'not_allowed' }
  }
  if (shipment.state !== input.seenState) return { kind: 'changed', shipment }
  const { reason } = input
  const at = deps.clock()
  const moved = await transition(deps, shipment, {
    event: 'cancel',
    to: allowed.to,
    by: actor.side,
    acting: actor,
    at,
    change: { reason },
    announcement: await deps.wording.announce('cancelled', { ...shipment, state: allowed.to, reason }),
    speaker: await senderFor(deps, shipment, actor),
    within: async (tx) => {
      if (shipment.state === 'proposed') return {}
      await tx.notifyCarrier({ shipmentId: shipment.id, type: 'shipment.cancelled', at })
      return {}
    },
  })
  if (moved) return { kind: 'cancelled', ...moved }
  if (!(await mayAct(deps.store, actor, shipment.id))) return { kind: 'unproved' }
  const current = await deps.store.shipmentByCode(input.trackingCode)
  if (!current) return { kind: 'not_found' }
  const stillMay = step(current.state, 'cancel', roleOf(current, actor.side)).ok
  return { kind: stillMay ? 'changed' : 'too_late', shipment: current }
}
