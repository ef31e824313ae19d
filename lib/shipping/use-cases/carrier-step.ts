import type { Shipment, ShippingDeps } from '../ports.ts'
import { type CarrierStatus, carrierEvents, step } from '../status.ts'
import { senderFor, transition } from './transition.ts'

export type CarrierMoved =
  | { kind: 'moved'; shipment: Shipment; messageId: string | null }
  /** A call with this id was taken before, or the shipment is where this one moves it: nothing changes. */
  | { kind: 'repeated'; shipment: Shipment }
  /** The state table has no such step from here: the shipment as it stands. */
  | { kind: 'illegal'; shipment: Shipment }
  | { kind: 'not_found' }

/** What both sides care about; that a courier was assigned stands on the page only. */
const toldStates = ['picked_up', 'delivered', 'delivery_failed', 'returned'] as const

/** Undoes the transaction of a call that came twice at once. */
class Repeated extends Error {}

/**
 * The carrier moves a shipment on, by the state table alone. `callId` is the call's `webhook-id`: the same once more
 * changes nothing, nor does the step that was taken last under another id. `occurredAt` is when it happened, as far as that
 * can be: not before the step before it, not in the future. Each step that both sides care about is told in the chat once,
 * within the budget.
 */
export async function moveByCarrier(
  deps: Pick<ShippingDeps, 'store' | 'transaction' | 'clock' | 'wording' | 'grants'>,
  call: { callId: string; trackingCode: string; status: CarrierStatus; occurredAt: Date | null },
): Promise<CarrierMoved> {
  const shipment = await deps.store.shipmentByCode(call.trackingCode)
  if (!shipment) return { kind: 'not_found' }
  if (await deps.store.hasCarrierCall(call.callId)) {
    // Read again: the first of the two may have moved it since.
    return { kind: 'repeated', shipment: (await deps.store.shipmentByCode(call.trackingCode)) ?? shipment }
  }
  if (shipment.state === call.status) return await stayed(deps, shipment, call.callId)
  const event = carrierEvents[call.status]
  const allowed = step(shipment.state, event, 'carrier')
  if (!allowed.ok) return { kind: 'illegal', shipment }
  const at = deps.clock()
  const before = (await deps.store.stepsOf(shipment.id)).at(-1)?.at ?? shipment.createdAt
  const { to } = allowed
  const kind = toldStates.find((state) => state === to) ?? null
  const moved = await transition(deps, shipment, {
    event,
    to,
    by: 'carrier',
    at,
    happenedAt: between(before, call.occurredAt ?? at, at),
    announcement: kind && (await deps.wording.announce(kind, { ...shipment, state: to })),
    speaker: await senderFor(deps, shipment, null),
    within: async (tx) => {
      if (!(await tx.insertCarrierCall(call.callId, at))) throw new Repeated()
    },
  }).catch((error: unknown) => {
    if (error instanceof Repeated) return null
    throw error
  })
  if (moved) return { kind: 'moved', ...moved }
  // Somebody was first: the same call sent twice at once, or another step.
  const current = await deps.store.shipmentByCode(call.trackingCode)
  if (!current) return { kind: 'not_found' }
  if (current.state === call.status) return await stayed(deps, current, call.callId)
  const isRepeat = await deps.store.hasCarrierCall(call.callId)
  return { kind: isRepeat ? 'repeated' : 'illegal', shipment: current }
}

/** The call is taken with that: when the shipment has moved on, it must not move it back here. */
async function stayed(
  { store, clock }: Pick<ShippingDeps, 'store' | 'clock'>,
  shipment: Shipment,
  callId: string,
): Promise<CarrierMoved> {
  await store.insertCarrierCall(callId, clock())
  return { kind: 'repeated', shipment }
}

const between = (earliest: Date, date: Date, latest: Date): Date =>
  new Date(Math.min(Math.max(date.getTime(), earliest.getTime()), latest.getTime()))
