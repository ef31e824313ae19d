import type { Actor, Shipment, ShippingDeps } from '../ports.ts'
import { isFinal } from '../status.ts'
import { mayAct, type Unproved } from './may-act.ts'

export type NoticesTurned =
  | { kind: 'turned'; shipment: Shipment }
  /** Nothing is left to tell. */
  | { kind: 'over'; shipment: Shipment }
  /** Nobody has allowed it (any more). */
  | { kind: 'permission_missing'; shipment: Shipment }
  | { kind: 'not_found' }
  | Unproved

/**
 * A side wants the steps of its shipment told in the chatbot from now on, as the Divar user who granted that. `grantId`
 * has the scope for it, which its caller has looked at; here it must still stand. Again changes only the permission.
 */
export async function turnNoticesOn(
  deps: Pick<ShippingDeps, 'transaction' | 'store' | 'clock'>,
  actor: Actor,
  input: { trackingCode: string; grantId: string; divarUserId: string },
): Promise<NoticesTurned> {
  const shipment = await shipmentHere(deps, actor, input.trackingCode)
  if (!shipment) return { kind: 'not_found' }
  if (!(await mayAct(deps.store, actor, shipment.id))) return { kind: 'unproved' }
  const { grantId, divarUserId } = input
  return await deps.transaction(async (tx): Promise<NoticesTurned> => {
    // A step at the same moment comes before or after, and is told accordingly.
    const current = await tx.lockShipment(shipment.id)
    if (!current || !(await tx.seatStands(actor))) return { kind: 'not_found' }
    if (!(await mayAct(tx, actor, shipment.id))) return { kind: 'unproved' }
    if (isFinal(current.state)) return { kind: 'over', shipment: current }
    if (!(await tx.grantStands(grantId, divarUserId))) return { kind: 'permission_missing', shipment: current }
    await tx.putNotices({ shipmentId: current.id, side: actor.side, divarUserId, grantId, createdAt: deps.clock() })
    return { kind: 'turned', shipment: current }
  })
}

/** A side has heard enough: whatever has not left yet does not leave. Who may act for it may say so. */
export async function turnNoticesOff(
  deps: Pick<ShippingDeps, 'transaction' | 'store'>,
  actor: Actor,
  trackingCode: string,
): Promise<NoticesTurned> {
  const shipment = await shipmentHere(deps, actor, trackingCode)
  if (!shipment) return { kind: 'not_found' }
  if (!(await mayAct(deps.store, actor, shipment.id))) return { kind: 'unproved' }
  return await deps.transaction(async (tx): Promise<NoticesTurned> => {
    await tx.lockShipment(shipment.id)
    if (!(await mayAct(tx, actor, shipment.id))) return { kind: 'unproved' }
    await tx.endNotices(shipment.id, actor.side)
    return { kind: 'turned', shipment }
  })
}

async function shipmentHere(
  { store }: Pick<ShippingDeps, 'store'>,
  actor: Actor,
  trackingCode: string,
): Promise<Shipment | null> {
  const shipment = await store.shipmentByCode(trackingCode)
  return shipment?.conversationId === actor.conversationId ? shipment : null
}
