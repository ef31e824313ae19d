import { dayBegan } from '#lib/kernel/tehran.ts'
import { type Contact, type End, isPaidAt, openAppointment, type Place, type Shipment } from '#lib/shipping/index.ts'
import { mayDo } from '#lib/staff/index.ts'
import type { CourierActor, CourierDeps, CourierTx, OwnEnd } from '../ports.ts'
import { type Due, dueOf, inOrder, openEnds } from '../stops.ts'

/** A stop that is still to come, with who waits there. */
export type Stop = Pick<Shipment, 'trackingCode' | 'state' | 'parcel' | 'itemTitle'> & {
  end: End
  due: Due
  window: { from: Date; to: Date } | null
  place: Place | null
  /** Null: its owner had it erased, or no key opens it. */
  contact: Contact | null
  /** What is to be paid there; null: nothing. */
  tomans: number | null
}

/** What ended today: nobody is named any more. */
export type EndedStop = Pick<Shipment, 'trackingCode' | 'state' | 'endedAt'>

export type OwnStops = { kind: 'stops'; stops: Stop[]; ended: EndedStop[] } | { kind: 'not_allowed' }

/** More than anybody brings in a day: what is beyond that is not read. */
const maxShipments = 500

/**
 * The stops of one courier, in their order, with the contacts that wait there, and what ended today. What is given out counts
 * as seen: the first time of each is in the audit, in the same transaction.
 */
export async function ownStops(
  { transaction, clock, sealer }: Pick<CourierDeps, 'transaction' | 'clock' | 'sealer'>,
  actor: CourierActor,
): Promise<OwnStops> {
  if (!mayDo(actor.role, 'stops.own')) return { kind: 'not_allowed' }
  const now = clock()
  const began = dayBegan(now)
  const { shipments, ends } = await transaction(async (tx) => {
    const shipments = await tx.shipmentsOf(actor.staffId, began, maxShipments)
    const found = await tx.endsOf(
      actor.staffId,
      shipments.map(({ id }) => id),
    )
    const ends = found.filter(({ state, end }) => openEnds(state).includes(end))
    await noteFirst(tx, actor, ends, now)
    return { shipments, ends }
  })
  const stops = shipments.flatMap((shipment) =>
    openEnds(shipment.state).map(async (end): Promise<Stop> => {
      const sealed = ends.find((one) => one.shipmentId === shipment.id && one.end === end)?.sealed
      return {
        ...stopOf(shipment, end, began),
        contact: sealed ? await sealer.openOrNull<Contact>(sealed, { shipmentId: shipment.id }) : null,
      }
    }),
  )
  const ended = shipments.filter(({ endedAt }) => endedAt !== null)
  return {
    kind: 'stops',
    stops: (await Promise.all(stops)).sort(inOrder),
    ended: ended.map(({ trackingCode, state, endedAt }) => ({ trackingCode, state, endedAt })),
  }
}

async function noteFirst(tx: CourierTx, { staffId, address }: CourierActor, ends: OwnEnd[], at: Date): Promise<void> {
  for (const { shipmentId: which, end: detail } of await tx.noteSights(staffId, ends, at)) {
    await tx.recordAudit({ at, staffId, what: 'stop.view', which, detail, address })
  }
}

function stopOf(shipment: Shipment, end: End, began: Date): Omit<Stop, 'contact'> {
  const { trackingCode, state, parcel, itemTitle, payer, quote } = shipment
  return {
    trackingCode,
    state,
    parcel,
    itemTitle,
    end,
    due: dueOf(shipment, end, began),
    window: end === 'pickup' ? openAppointment(shipment).pickupWindow : null,
    place: shipment[end],
    tomans: isPaidAt(end, { payer, state }) ? quote.max : null,
  }
}
