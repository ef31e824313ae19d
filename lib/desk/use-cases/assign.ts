import {
  type ActingStaff,
  courierOfStaff,
  moveByCarrier,
  noteStaffAct,
  type Shipment,
  sendCourier,
} from '#lib/shipping/index.ts'
import type { DeskDeps } from '../ports.ts'
import type { DeskActed } from './act.ts'

type Input = { trackingCode: string; callId: string; staff: ActingStaff; courierId: string }

/** Until the parcel is at its end somebody else may come for it. */
const isOnTheWay = ({ state }: Shipment) => ['assigned', 'picked_up', 'delivery_failed'].includes(state)

/**
 * Sends a courier: the step from `accepted`, or another courier than before, which is no step and is told to nobody's chat.
 * `known`: the shipment as it was just read.
 */
export async function assign(
  deps: Pick<DeskDeps, 'shipping' | 'couriers'>,
  { trackingCode, callId, staff, courierId }: Input,
  known: Shipment | null = null,
): Promise<DeskActed> {
  const { shipping, couriers } = deps
  const member = await couriers.working(courierId)
  if (!member) return { kind: 'no_such_courier' }
  const sends = { courierId, courier: courierOfStaff(member) }
  const call = { callId, trackingCode, status: 'assigned' as const, occurredAt: null, staff: { ...staff, sends } }
  const before = known ?? (await shipping.store.shipmentByCode(trackingCode))
  if (before?.state === 'accepted') {
    const moved = await moveByCarrier(shipping, call, before)
    if (moved.kind === 'moved') return { kind: 'done', shipment: moved.shipment }
    if (moved.kind !== 'repeated') return moved
    // Somebody else may have sent another one at the same moment.
    const isSame = (await shipping.store.courierIdOf(moved.shipment.id)) === courierId
    return { kind: isSame ? 'repeated' : 'illegal', shipment: moved.shipment }
  }
  const at = shipping.clock()
  return await shipping.transaction(async (tx): Promise<DeskActed> => {
    const found = await tx.shipmentByCode(trackingCode)
    const shipment = found && (await tx.lockShipment(found.id))
    if (!shipment) return { kind: 'not_found' }
    if (!isOnTheWay(shipment)) return { kind: 'illegal', shipment }
    if ((await tx.courierIdOf(shipment.id)) === courierId) return { kind: 'repeated', shipment }
    // The same tap came before, and somebody else was sent since.
    if (!(await tx.insertCarrierCall(callId, at))) return { kind: 'illegal', shipment }
    await sendCourier(tx, shipping.sealer, shipment.id, sends, at)
    const act = { shipmentId: shipment.id, what: 'shipment.assign', detail: courierId, at, callId }
    await noteStaffAct(tx, staff, { ...act, change: 'courier' })
    return { kind: 'done', shipment: { ...shipment, updatedAt: at } }
  })
}
