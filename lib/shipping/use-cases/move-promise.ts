import { type CarrierCall, type CarrierMoved, Repeated } from '../carrier-call.ts'
import { delayReasons } from '../carrier-reasons.ts'
import type { Shipment, ShippingDeps, ShippingTx } from '../ports.ts'
import { movedAppointment, openAppointment } from '../promise.ts'
import { noteStaffAct } from '../staff-act.ts'
import { isFinal } from '../status.ts'
import { assignCourier } from './assign-courier.ts'
import { senderFor } from './transition.ts'

type Deps = Pick<ShippingDeps, 'store' | 'transaction' | 'clock' | 'wording' | 'grants' | 'sealer'>

/** What a call says of the promise. */
export const promiseIn = ({ eta = null, window = null, reason = null }: CarrierCall) => ({
  eta,
  window,
  reason: delayReasons.find((one) => one === reason) ?? null,
})

/**
 * The carrier moves what was promised, or names who comes, without a step. The page shows it at once; the chat is told of the
 * first time that a promise moves, if the message budget has room. A call that says what is promised already, or comes again, changes nothing.
 */
export async function movePromise(deps: Deps, shipment: Shipment, call: CarrierCall): Promise<CarrierMoved> {
  const change = promiseIn(call)
  if (shipment.state === 'proposed' || isFinal(shipment.state)) return { kind: 'illegal', shipment }
  const expected = movedAppointment(shipment.state, shipment, change)
  const open = expected && openAppointment({ ...expected, state: shipment.state })
  const announcement = open && (await deps.wording.announce('promise_moved', { ...shipment, ...open }))
  const speaker = await senderFor(deps, shipment, null)
  const at = deps.clock()
  const moved = await deps
    .transaction(async (tx): Promise<CarrierMoved> => {
      const current = await tx.lockShipment(shipment.id)
      if (!current) return { kind: 'not_found' }
      if (isFinal(current.state)) return { kind: 'illegal', shipment: current }
      if (!isSame(shipment, current)) throw new MovedMeanwhile(current)
      if (!(await tx.insertCarrierCall(call.callId, at))) throw new Repeated()
      const isNamed = call.courier ? await assignCourier(tx, deps.sealer, current, call.courier, at) : false
      const after = await putPromise(tx, current, call, at)
      if (!after) return { kind: isNamed ? 'moved' : 'repeated', shipment: current, messageId: null }
      const { staff, callId } = call
      if (staff) {
        const act = { shipmentId: current.id, what: 'shipment.promise', detail: current.state, at, callId }
        await noteStaffAct(tx, staff, { ...act, change: 'promise' })
      }
      const messageId = announcement && (await tx.announce(after, announcement, speaker(after)))
      return { kind: 'moved', shipment: after, messageId }
    })
    .catch(async (error: unknown) => {
      if (error instanceof Repeated) return null
      // The words for the chat were of what stood before: they are made again.
      if (error instanceof MovedMeanwhile) return await movePromise(deps, error.current, call)
      throw error
    })
  return moved ?? { kind: 'repeated', shipment: (await deps.store.shipmentById(shipment.id)) ?? shipment }
}

/** Undoes the transaction of a call that another one came before. */
export class MovedMeanwhile extends Error {
  readonly current: Shipment

  constructor(current: Shipment) {
    super('another call moved the shipment')
    this.current = current
  }
}

/** Whether what the chat is told of it was read as it stands. */
export const isSame = (one: Shipment, other: Shipment): boolean => {
  const facts = ({ state, pickupWindow, promisedAt, delayReason }: Shipment) =>
    JSON.stringify([state, pickupWindow, promisedAt, delayReason])
  return facts(one) === facts(other)
}

/** Writes the promise of a shipment that this transaction holds; null: nothing of it changes. */
export async function putPromise(
  tx: ShippingTx,
  current: Shipment,
  call: CarrierCall,
  at: Date,
): Promise<Shipment | null> {
  const appointment = movedAppointment(current.state, current, promiseIn(call))
  if (!appointment) return null
  await tx.setAppointment(current.id, appointment, at)
  return { ...current, ...appointment, updatedAt: at }
}
