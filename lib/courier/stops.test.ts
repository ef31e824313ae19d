import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carrierEvents, isFinal, type Shipment, shipmentStates, step } from '#lib/shipping/index.ts'
import { deeds, deedsAt, dueOf, inOrder, openEnds, steps } from './stops.ts'

const at = (time: string) => new Date(`2026-11-22T${time}:00Z`)
const shipment = {
  state: 'assigned',
  pickupWindow: { from: at('09:00'), to: at('11:00') },
  promisedAt: at('18:00'),
  delayReason: null,
} as Shipment

describe('what a courier may say at a stop', () => {
  it.each(deeds)('is a step of the state table: %s', (deed) => {
    const { from, to } = steps[deed]
    expect(step(from, carrierEvents[to], 'carrier')).toEqual({ ok: true, to })
  })

  it.each(deeds)('can be said at exactly one end: %s', (deed) => {
    const ends = Object.entries(deedsAt).flatMap(([state, of]) =>
      Object.entries(of)
        .filter(([, said]) => said.includes(deed))
        .map(() => state),
    )
    expect(ends).toEqual([steps[deed].from])
  })

  it('shows no end before the assignment and after the end', () => {
    const shown = Object.fromEntries(
      shipmentStates.map((state) => [state, openEnds(state)]).filter(([, ends]) => ends?.length),
    )
    expect(shown).toEqual({
      assigned: ['pickup', 'dropoff'],
      picked_up: ['dropoff'],
      delivery_failed: ['dropoff', 'pickup'],
    })
    for (const state of Object.keys(shown)) expect(isFinal(state as Shipment['state'])).toBe(false)
  })
})

describe('when a stop is due', () => {
  it('is the end of its window at the seller, and the promise at the buyer', () => {
    expect(dueOf(shipment, 'pickup', at('00:00'))).toEqual({ at: at('11:00'), isLater: false })
    expect(dueOf(shipment, 'dropoff', at('00:00'))).toEqual({ at: at('18:00'), isLater: false })
    expect(dueOf({ ...shipment, state: 'delivery_failed' }, 'pickup', at('00:00')).at).toEqual(at('18:00'))
    expect(dueOf({ ...shipment, pickupWindow: null, promisedAt: null }, 'pickup', at('00:00')).at).toBeNull()
  })

  it('is later where the window begins tomorrow, and not a second before', () => {
    const window = { from: new Date('2026-11-22T20:30:00Z'), to: new Date('2026-11-22T22:30:00Z') }
    const began = new Date('2026-11-21T20:30:00Z')
    const isLater = (from: Date) => dueOf({ ...shipment, pickupWindow: { ...window, from } }, 'pickup', began).isLater
    expect([isLater(window.from), isLater(new Date(window.from.getTime() - 1000))]).toEqual([true, false])
  })

  it('orders stops in one way, whatever order they come in, with those of no promise last', () => {
    const due = fc.option(fc.integer({ min: 0, max: 3 }).map((minute) => new Date(minute * 60_000)))
    const stop = fc.record({
      due: due.map((moment) => ({ at: moment, isLater: false })),
      end: fc.constantFrom('pickup' as const, 'dropoff' as const),
      trackingCode: fc.constantFrom('A', 'B'),
    })
    fc.assert(
      fc.property(fc.array(stop, { maxLength: 8 }), (stops) => {
        const ordered = stops.toSorted(inOrder)
        expect(stops.toReversed().sort(inOrder)).toEqual(ordered)
        const moments = ordered.map(({ due: { at: moment } }) => moment?.getTime() ?? Infinity)
        expect(moments).toEqual(moments.toSorted((one, other) => (one === other ? 0 : one - other)))
      }),
    )
  })
})
