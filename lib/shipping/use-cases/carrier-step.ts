import { type CarrierCall, type CarrierMoved, type CodeFault, Repeated } from '../carrier-call.ts'
import { failureReasonOf, giveUpReasons } from '../carrier-reasons.ts'
import { handoverIn } from '../handover-code.ts'
import type { Shipment, ShippingDeps, ShippingTx } from '../ports.ts'
import { movedAppointment } from '../promise.ts'
import { type ActingStaff, noteStaffAct } from '../staff-act.ts'
import { type CarrierStatus, carrierEvents, step } from '../status.ts'
import { assignCourier, sealSent } from './assign-courier.ts'
import { checkCode } from './check-code.ts'
import { isSame, MovedMeanwhile, movePromise, promiseIn, putPromise } from './move-promise.ts'
import { keepTap, type OwnStop, ownStop } from './own-stop.ts'
import { senderFor, transition } from './transition.ts'

/** What both sides care about; that a courier was assigned stands on the page only. */
const toldStates = ['picked_up', 'delivered', 'delivery_failed', 'returned', 'cancelled'] as const

/**
 * The carrier moves a shipment on, by the state table alone. `callId` is the call's `webhook-id`: the same once more
 * changes nothing, nor does the step that was taken last under another id. `occurredAt` is when it happened, as far as that
 * can be: not before the step before it, not in the future. Each step that both sides care about is told in the chat once,
 * within the budget. What is handed over takes the code that the side says, see `checkCode`. With a step or without one the
 * carrier may move what was promised and name who comes; giving up takes a reason. `known`: the shipment as it was just read.
 */
export async function moveByCarrier(
  deps: Pick<ShippingDeps, 'store' | 'transaction' | 'clock' | 'wording' | 'grants' | 'sealer' | 'offers'>,
  call: CarrierCall,
  known: Shipment | null = null,
): Promise<CarrierMoved> {
  const shipment = known ?? (await deps.store.shipmentByCode(call.trackingCode))
  if (!shipment) return { kind: 'not_found' }
  // What was just read is asked for again where it is held, and the call with it.
  if (known === null && (await deps.store.hasCarrierCall(call.callId))) {
    // Read again: the first of the two may have moved it since.
    return { kind: 'repeated', shipment: (await deps.store.shipmentByCode(call.trackingCode)) ?? shipment }
  }
  const { status } = call
  const saysMore = Boolean(call.eta ?? call.window ?? call.courier)
  if (status === null || (shipment.state === status && saysMore)) return await movePromise(deps, shipment, call)
  if (shipment.state === status) return await stayed(deps, shipment, call.callId)
  const event = carrierEvents[status]
  const allowed = step(shipment.state, event, 'carrier')
  const givenUp = giveUpReasons.find((one) => one === call.reason) ?? null
  if (!allowed.ok || (event === 'give_up' && givenUp === null)) return { kind: 'illegal', shipment }
  const handover = handoverIn(shipment.state, allowed.to)
  const isDemanded = handover !== null && (await deps.offers.demandsCodes())
  const checked: { fault: CodeFault | null; theirs: OwnStop | null } = { fault: null, theirs: null }
  const at = deps.clock()
  const { to } = allowed
  const kind = toldStates.find((state) => state === to) ?? null
  const ended = event === 'give_up' ? { reason: givenUp } : {}
  const failure = event === 'fail' ? failureReasonOf(call.reason) : null
  const { sends } = call.staff ?? {}
  const told = { ...shipment, ...ended, ...movedAppointment(to, shipment, promiseIn(call)), state: to }
  const moved = await transition(deps, shipment, {
    event,
    to,
    by: 'carrier',
    author: call.staff ?? null,
    sends: sends && (await sealSent(deps.sealer, sends)),
    at,
    change: ended,
    reason: failure ?? (handover && (call.codeOverride ?? null)),
    happenedAt: call.occurredAt ?? at,
    announcement: kind && (await deps.wording.announce(kind, told, failure)),
    speaker: kind && (await senderFor(deps, shipment, null)),
    may: async (tx) => {
      const current = await tx.lockShipment(shipment.id)
      if (current?.state !== shipment.state) return false
      // The same call at once waited for that: a code that it has used is not looked at again, nor is whose stop it was. For
      // any other it is enough that a call is taken once.
      if ((handover || call.staff?.isOwnStop) && (await tx.hasCarrierCall(call.callId))) return false
      checked.theirs = await ownStop(tx, shipment.id, call)
      if (checked.theirs !== 'theirs') return false
      // What the chat is told names the promise.
      if (!isSame(shipment, current)) throw new MovedMeanwhile(current)
      checked.fault = handover && (await checkCode(tx, deps, shipment, handover, { ...call, isDemanded, at }))
      return checked.fault === null
    },
    within: async (tx, current, stepNumber) => {
      if (!(await tx.insertCarrierCall(call.callId, at))) throw new Repeated()
      const promised = await putPromise(tx, current, call, at)
      if (call.courier) await assignCourier(tx, deps.sealer, current, call.courier, at)
      if (call.staff?.isOwnStop) await keepTap(tx, shipment.id, call, 'done', at)
      if (call.staff) await noteStep(tx, call.staff, { shipment, status, at, callId: call.callId, stepNumber })
      if (promised === null) return {}
      const { pickupWindow, promisedAt, delayReason } = promised
      return { pickupWindow, promisedAt, delayReason }
    },
  }).catch((error: unknown) => {
    if (error instanceof Repeated) return null
    if (error instanceof MovedMeanwhile) return error
    throw error
  })
  if (moved instanceof MovedMeanwhile) return await moveByCarrier(deps, call)
  if (checked.fault) return { kind: 'code_refused', fault: checked.fault, shipment }
  if (checked.theirs === 'wrong') return { kind: 'code_refused', fault: 'wrong', shipment }
  if (checked.theirs === 'not_theirs') return { kind: 'not_found' }
  if (moved) return { kind: 'moved', ...moved }
  // Somebody was first: the same call sent twice at once, or another step.
  const current = await deps.store.shipmentByCode(call.trackingCode)
  if (!current) return { kind: 'not_found' }
  if (current.state === status) {
    return saysMore ? await movePromise(deps, current, call) : await stayed(deps, current, call.callId)
  }
  const isRepeat = await deps.store.hasCarrierCall(call.callId)
  return { kind: isRepeat ? 'repeated' : 'illegal', shipment: current }
}

/** Beside the step, which is written by then. */
async function noteStep(
  tx: ShippingTx,
  staff: ActingStaff,
  step: { shipment: Shipment; status: CarrierStatus; at: Date; callId: string; stepNumber: number },
): Promise<void> {
  const { sends } = staff
  const { shipment, status, at, callId, stepNumber: change } = step
  const what = sends ? 'shipment.assign' : status === 'cancelled' ? 'shipment.cancel' : 'shipment.move'
  await noteStaffAct(tx, staff, {
    shipmentId: shipment.id,
    what,
    detail: sends?.courierId ?? status,
    change,
    at,
    callId,
  })
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
