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

/** All that a page of one's stops hangs on: of who waits there, what is stored of them, which says nothing. */
export type StopFacts = {
  dayBegan: Date
  stops: (Omit<Stop, 'contact'> & { isLate: boolean; sealed: string | null })[]
  ended: EndedStop[]
}

export type OwnStops = { kind: 'stops'; stops: Stop[]; ended: EndedStop[]; facts: StopFacts } | { kind: 'not_allowed' }

/** More than anybody brings in a day: what is beyond that is not read. */
const maxShipments = 500

type Deps = Pick<CourierDeps, 'transaction' | 'clock' | 'sealer'>

/**
 * The stops of one courier, in their order, with the contacts that wait there, and what ended today. What is given out counts
 * as seen: the first time of each is in the audit, in the same transaction.
 */
export async function ownStops({ transaction, clock, sealer }: Deps, actor: CourierActor): Promise<OwnStops> {
  if (!mayDo(actor.role, 'stops.own')) return { kind: 'not_allowed' }
  const now = clock()
  const found = await transaction(async (tx) => {
    const read = await readStops(tx, actor, now)
    await noteFirst(tx, actor, read.ends, now)
    return read
  })
  const facts = factsOf(found, now)
  const stops = facts.stops.map(async ({ isLate: _, sealed, ...stop }): Promise<Stop> => {
    const shipmentId = found.shipments.find(({ trackingCode }) => trackingCode === stop.trackingCode)?.id
    return {
      ...stop,
      contact: sealed && shipmentId ? await sealer.openOrNull<Contact>(sealed, { shipmentId }) : null,
    }
  })
  return { kind: 'stops', stops: await Promise.all(stops), ended: facts.ended, facts }
}

/** What a page of them would be drawn from now, for who asks whether it is another one. Nobody is named, so nobody is seen. */
export async function stopFacts(
  { transaction, clock }: Omit<Deps, 'sealer'>,
  actor: CourierActor,
): Promise<StopFacts | null> {
  if (!mayDo(actor.role, 'stops.own')) return null
  const now = clock()
  return factsOf(await transaction(async (tx) => await readStops(tx, actor, now)), now)
}

type Found = { shipments: Shipment[]; ends: OwnEnd[] }

async function readStops(tx: CourierTx, { staffId }: CourierActor, now: Date): Promise<Found> {
  const shipments = await tx.shipmentsOf(staffId, dayBegan(now), maxShipments)
  const found = await tx.endsOf(
    staffId,
    shipments.map(({ id }) => id),
  )
  return { shipments, ends: found.filter(({ state, end }) => openEnds(state).includes(end)) }
}

function factsOf({ shipments, ends }: Found, now: Date): StopFacts {
  const began = dayBegan(now)
  const stops = shipments.flatMap((shipment) =>
    openEnds(shipment.state).map((end) => {
      const stop = stopOf(shipment, end, began)
      const sealed = ends.find((one) => one.shipmentId === shipment.id && one.end === end)?.sealed ?? null
      return { ...stop, isLate: stop.due.at !== null && stop.due.at < now, sealed }
    }),
  )
  const ended = shipments.filter(({ endedAt }) => endedAt !== null)
  return {
    dayBegan: began,
    stops: stops.sort(inOrder),
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
