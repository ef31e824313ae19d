import { describe, expect, it } from 'vitest'
import type { ShipmentState } from '#lib/shipping/index.ts'
import { stopsOn } from './stops.ts'
import { inMinutes } from './testing.ts'

const day = { began: inMinutes(600 - 24 * 60), ends: inMinutes(600) }
type Times = { from?: number; promised?: number }

const row = (id: string, state: ShipmentState, { from, promised }: Times = {}) => ({
  id,
  trackingCode: id,
  state,
  pickupWindow: from === undefined ? null : { from: inMinutes(from), to: inMinutes(from + 60) },
  promisedAt: promised === undefined ? null : inMinutes(promised),
})
const stops = (...rows: ReturnType<typeof row>[]) => stopsOn(rows, day).map(({ row, end }) => [row.id, end])

describe('the stops of a courier until the end of a day', () => {
  it('are two of what is still to be collected, and one of what is in hand', () => {
    expect(stops(row('a', 'assigned'))).toEqual([
      ['a', 'pickup'],
      ['a', 'dropoff'],
    ])
    expect(stops(row('a', 'picked_up'))).toEqual([['a', 'dropoff']])
    expect(stops(row('a', 'delivery_failed')), 'once more, or back').toEqual([
      ['a', 'pickup'],
      ['a', 'dropoff'],
    ])
  })

  it('are none of what is over', () => {
    for (const state of ['delivered', 'returned', 'cancelled', 'expired'] as const) {
      expect(stops(row('a', state)), state).toEqual([])
    }
  })

  it('come by what was promised, and what has no time last', () => {
    const rows = [row('late', 'picked_up'), row('b', 'assigned', { from: 30, promised: 500 })]
    expect(stops(...rows, row('c', 'picked_up', { promised: 60 }))).toEqual([
      ['c', 'dropoff'],
      ['b', 'pickup'],
      ['b', 'dropoff'],
      ['late', 'dropoff'],
    ])
  })

  it('leave out what is collected on a later day, and a delivery that is promised for one', () => {
    expect(stops(row('a', 'assigned', { from: 600, promised: 900 }))).toEqual([])
    expect(stops(row('a', 'assigned', { from: 599, promised: 900 }))).toEqual([['a', 'pickup']])
    expect(stops(row('a', 'picked_up', { promised: 900 }))).toEqual([['a', 'dropoff']])
  })
})
