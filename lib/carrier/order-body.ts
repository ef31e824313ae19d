import type { Side } from '#lib/kernel/side.ts'
import type { End } from '#lib/shipping/index.ts'
import {
  type CarrierView,
  type Contact,
  type Courier,
  type Place,
  readMovedReference,
  type ShipmentState,
} from '#lib/shipping/index.ts'
import type { CarrierWebhook } from './carrier-webhook.ts'
import { type Party, parties } from './parties.ts'

/** What an order is told from, as it stands when it leaves: a shipment, or what somebody wrote. */
export type OrderFacts =
  | ShipmentFacts
  | { support: { id: string; text: string } }
  /** `about` is null where the thread began in the chatbot. */
  | { reply: { threadId: string; about: { trackingCode: string; side: Side } | null; text: string } }

export type ShipmentFacts = {
  view: CarrierView
  /** Of `problem.reported`: the problem it refers to, if that still stands. */
  problem: { id: string; side: Side; text: string } | null
}

/** One end of the way. `contact` is null where its owner had it erased. */
export type EndOnWire = { city: string | null; district: string | null; contact: Contact | null }

export type ShipmentOnWire = {
  trackingCode: string
  state: ShipmentState
  parcel: { size: string; weightGrams: number; fragile: boolean }
  service: string
  payer: string
  priceToman: number
  /** What the thing is worth, whole tomans; null: nothing was declared. */
  declaredValueToman: number | null
  /** When the courier is expected at the seller; null: at any time. ISO 8601 in UTC. */
  window: { from: string; to: string } | null
  /** By when the parcel is promised to be delivered; null: no time was promised. */
  eta: string | null
  pickup: EndOnWire
  dropoff: EndOnWire
  /** Who comes, as the carrier named them; null: nobody, or it is over. */
  courier: Courier | null
}

/** What the business's staff did, and who: by the id of their account and their role. */
export type MovedOnWire = {
  trackingCode: string
  /** After that step, or as it stands. */
  state: ShipmentState
  change: 'step' | 'promise' | 'courier'
  reason: string | null
  window: ShipmentOnWire['window']
  eta: string | null
  way: 'desk' | 'courier'
  by: { staffId: string; role: string }
}

export type OrderBody = { timestamp: string } & (
  | { type: 'shipment.accepted'; data: ShipmentOnWire }
  | {
      type: 'shipment.cancelled'
      data: { trackingCode: string; state: string; by: Party | null; reason: string | null }
    }
  | { type: 'shipment.moved'; data: MovedOnWire }
  | { type: 'shipment.erased'; data: { trackingCode: string; end: End } }
  | {
      type: 'problem.reported'
      data: { trackingCode: string; problemId: string; threadId: string; by: Party; text: string }
    }
  | { type: 'support.asked'; data: { requestId: string; threadId: string; text: string } }
  | {
      type: 'thread.replied'
      data: { threadId: string; trackingCode: string | null; by: Party | null; text: string }
    }
)

/**
 * The body of an order, as lib/carrier/README.md lists it under "Webhooks": `type`, `timestamp` (when it happened, ISO 8601
 * in UTC) and `data`. Null when that of which it tells is there no more.
 */
export function orderBody(order: CarrierWebhook, facts: OrderFacts): OrderBody | null {
  const timestamp = order.happenedAt.toISOString()
  if ('support' in facts) {
    const { id, text } = facts.support
    return order.type === 'support.asked'
      ? { type: order.type, timestamp, data: { requestId: id, threadId: id, text } }
      : null
  }
  if ('reply' in facts) {
    if (order.type !== 'thread.replied') return null
    const { threadId, about, text } = facts.reply
    const data = { threadId, trackingCode: about?.trackingCode ?? null, by: about && parties[about.side], text }
    return { type: order.type, timestamp, data }
  }
  const { view, problem } = facts
  const { trackingCode, reason } = view.shipment
  switch (order.type) {
    // Also when it went on meanwhile: what follows has orders of its own, or came from the carrier.
    case 'shipment.accepted':
      return { type: order.type, timestamp, data: { ...shipmentOnWire(view), state: 'accepted' } }
    case 'shipment.cancelled':
      return {
        type: order.type,
        timestamp,
        data: { trackingCode, state: view.shipment.state, by: cancelledBy(view), reason },
      }
    case 'shipment.moved': {
      const data = movedOnWire(view, order.reference)
      return data && { type: order.type, timestamp, data }
    }
    case 'shipment.erased': {
      const end = endOf(order.reference)
      return end && { type: order.type, timestamp, data: { trackingCode, end } }
    }
    case 'problem.reported': {
      if (!problem) return null
      const { id, side, text } = problem
      return {
        type: order.type,
        timestamp,
        data: { trackingCode, problemId: id, threadId: id, by: parties[side], text },
      }
    }
    case 'support.asked':
    case 'thread.replied':
      return null
  }
}

/**
 * A shipment as the carrier reads it: weight in grams, the frozen price in tomans, places by Divar's slugs, both contacts
 * as far as they still stand, and its current state.
 */
export function shipmentOnWire({ shipment, pickup, dropoff, courier }: CarrierView): ShipmentOnWire {
  const { trackingCode, state, parcel, service, payer, quote, declaredValueToman, pickupWindow, promisedAt } = shipment
  const { size, weightGrams, fragile } = parcel
  return {
    trackingCode,
    state,
    parcel: { size, weightGrams, fragile },
    service,
    payer,
    priceToman: quote.max,
    declaredValueToman,
    window: pickupWindow && { from: pickupWindow.from.toISOString(), to: pickupWindow.to.toISOString() },
    eta: promisedAt?.toISOString() ?? null,
    pickup: endOnWire(shipment.pickup, pickup),
    dropoff: endOnWire(shipment.dropoff, dropoff),
    courier,
  }
}

function endOnWire(place: Place | null, contact: Contact | null): EndOnWire {
  const { city, district } = place ?? { city: null, district: null }
  if (!contact) return { city, district, contact: null }
  const { name, mobile, line, postalCode } = contact
  return { city, district, contact: { name, mobile, line, postalCode } }
}

function movedOnWire(view: CarrierView, reference: string | null): MovedOnWire | null {
  const moved = readMovedReference(reference)
  if (!moved) return null
  const { change, by } = moved
  const step = view.steps.find(({ number }) => number === change) ?? null
  const { trackingCode, window, eta, state } = shipmentOnWire(view)
  const { reason: ended, delayReason } = view.shipment
  const isPromise = change === 'promise'
  return {
    trackingCode,
    state: step?.state ?? state,
    change: typeof change === 'number' ? 'step' : change,
    reason: step ? (step.reason ?? (step.event === 'give_up' ? ended : null)) : isPromise ? delayReason : null,
    window,
    eta,
    way: by.way,
    by: { staffId: by.staffId, role: by.role },
  }
}

const endOf = (reference: string | null) => (['pickup', 'dropoff'] as const).find((end) => end === reference) ?? null

function cancelledBy({ steps }: Pick<CarrierView, 'steps'>): Party | null {
  const by = steps.findLast(({ event }) => event === 'cancel')?.by
  return by === 'DEMAND' || by === 'SUPPLY' ? parties[by] : null
}
