import { describe, expect, it } from 'vitest'
import type { CarrierView, Shipment, ShipmentStep } from '#lib/shipping/index.ts'
import { contact } from '#lib/shipping/testing.ts'
import { type CarrierWebhook, type OrderFacts, orderBody, shipmentOnWire } from './index.ts'

const shipment = {
  id: 'shipment-1',
  trackingCode: 'XK4M7P2Q8',
  conversationId: 'conversation-1',
  itemTitle: 'دوچرخه',
  state: 'accepted',
  parcel: { size: 'small', weightGrams: 2_000, fragile: false, forbiddenAccepted: true },
  service: 'city_same_day',
  payer: 'buyer',
  quote: { max: 120_000 },
  declaredValueToman: 42_000_000,
  pickupWindow: { from: new Date('2026-11-23T13:30:00Z'), to: new Date('2026-11-23T15:30:00Z') },
  promisedAt: new Date('2026-11-23T17:30:00Z'),
  pickup: { city: 'tehran', district: 'narmak' },
  dropoff: { city: 'karaj', district: null },
  reason: null,
  grantId: 'grant-1',
} as unknown as Shipment

const view = (change: Partial<CarrierView> = {}): CarrierView => ({
  shipment,
  steps: [],
  pickup: contact,
  dropoff: { ...contact, name: 'رضا', postalCode: '1234567890' },
  courier: { name: 'علی', vehicle: 'motorcycle' },
  ...change,
})

const order = (change: Partial<CarrierWebhook> = {}) =>
  ({
    id: 'order-1',
    shipmentId: 'shipment-1',
    type: 'shipment.accepted',
    reference: null,
    happenedAt: new Date('2026-11-22T09:00:00Z'),
    ...change,
  }) as CarrierWebhook

const facts = (change: Partial<OrderFacts> = {}): OrderFacts => ({ view: view(), problem: null, ...change })
const cancelledBy = (by: ShipmentStep['by']) =>
  view({
    shipment: { ...shipment, state: 'cancelled', reason: 'changed_mind' },
    steps: [
      { shipmentId: 'shipment-1', number: 3, event: 'cancel', state: 'cancelled', by, at: new Date(), reason: null },
    ],
  })

const whole = {
  trackingCode: 'XK4M7P2Q8',
  state: 'accepted',
  parcel: { size: 'small', weightGrams: 2_000, fragile: false },
  service: 'city_same_day',
  payer: 'buyer',
  priceToman: 120_000,
  declaredValueToman: 42_000_000,
  window: { from: '2026-11-23T13:30:00.000Z', to: '2026-11-23T15:30:00.000Z' },
  eta: '2026-11-23T17:30:00.000Z',
  pickup: { city: 'tehran', district: 'narmak', contact },
  dropoff: { city: 'karaj', district: null, contact: { ...contact, name: 'رضا', postalCode: '1234567890' } },
  courier: { name: 'علی', vehicle: 'motorcycle' },
}
const timestamp = '2026-11-22T09:00:00.000Z'

describe('orderBody', () => {
  it('contains for an accepted shipment all that a courier needs and nothing of Divar', () => {
    expect(orderBody(order(), facts())).toEqual({ type: 'shipment.accepted', timestamp, data: whole })
  })

  it('contains null where nothing was declared', () => {
    const silent = view({ shipment: { ...shipment, declaredValueToman: null } })
    expect(orderBody(order(), facts({ view: silent }))?.data).toEqual({ ...whole, declaredValueToman: null })
  })

  it('says accepted after later steps too, and null for an erased contact', () => {
    const later = view({ shipment: { ...shipment, state: 'cancelled' }, pickup: null, dropoff: null })
    const erased = { pickup: { ...whole.pickup, contact: null }, dropoff: { ...whole.dropoff, contact: null } }
    expect(orderBody(order(), facts({ view: later }))?.data).toEqual({ ...whole, ...erased })
  })

  it.each([
    ['DEMAND', 'buyer'],
    ['SUPPLY', 'seller'],
    ['clock', null],
  ] as const)('says who cancelled: %s', (side, by) => {
    expect(orderBody(order({ type: 'shipment.cancelled' }), facts({ view: cancelledBy(side) }))).toEqual({
      type: 'shipment.cancelled',
      timestamp,
      data: { trackingCode: 'XK4M7P2Q8', state: 'cancelled', by, reason: 'changed_mind' },
    })
  })

  it('says which contact to erase', () => {
    expect(orderBody(order({ type: 'shipment.erased', reference: 'dropoff' }), facts())).toEqual({
      type: 'shipment.erased',
      timestamp,
      data: { trackingCode: 'XK4M7P2Q8', end: 'dropoff' },
    })
    expect(orderBody(order({ type: 'shipment.erased', reference: 'DEMAND' }), facts())).toBeNull()
  })

  it('includes a problem while it is stored', () => {
    const problem = { id: 'problem-1', side: 'SUPPLY', text: 'کسی نیامد.' } as const
    const reported = order({ type: 'problem.reported', reference: 'problem-1' })
    expect(orderBody(reported, facts({ problem }))?.data).toEqual({
      trackingCode: 'XK4M7P2Q8',
      problemId: 'problem-1',
      threadId: 'problem-1',
      by: 'seller',
      text: 'کسی نیامد.',
    })
    expect(orderBody(reported, facts())).toBeNull()
  })
})

describe('shipmentOnWire', () => {
  it('contains the current state', () => {
    expect(shipmentOnWire(view({ shipment: { ...shipment, state: 'picked_up' } }))).toEqual({
      ...whole,
      state: 'picked_up',
    })
  })
})
