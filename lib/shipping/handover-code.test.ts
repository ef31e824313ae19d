import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { handoverCode, handoverIn, handoverOfSide, isSameCode, newHandoverKey } from './handover-code.ts'
import { shipmentStates, transitions } from './status.ts'

describe('a handover code', () => {
  it('is four digits, the same for the same key, and another for each shipment and handover', () => {
    const key = newHandoverKey(randomBytes)
    const codes = Array.from({ length: 300 }, (_, i) => handoverCode(key, `shipment-${i}`, 'pickup'))
    for (const code of codes) expect(code).toMatch(/^\d{4}$/)
    expect(codes).toEqual(codes.map((_, i) => handoverCode(key, `shipment-${i}`, 'pickup')))
    const others = codes.map((_, i) => handoverCode(key, `shipment-${i}`, 'delivery'))
    expect(codes.filter((code, i) => code === others[i]).length).toBeLessThan(5)
    expect(new Set(codes).size).toBeGreaterThan(270)
  })

  it('compares as the same text alone', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(isSameCode(one, one)).toBe(true)
        expect(isSameCode(one, other)).toBe(one === other)
      }),
    )
    expect(isSameCode('0042', '42')).toBe(false)
  })

  it('belongs to the two steps by which the parcel changes hands with a side, and to no next try', () => {
    const handovers = transitions.flatMap(({ from, to }) => {
      const handover = handoverIn(from, to)
      return handover ? [[from, to, handover]] : []
    })
    expect(handovers).toEqual([
      ['assigned', 'picked_up', 'pickup'],
      ['picked_up', 'delivered', 'delivery'],
    ])
  })

  it('is the concern of the seller until the pickup, of the buyer until the delivery', () => {
    const of = (side: 'SUPPLY' | 'DEMAND') => shipmentStates.filter((state) => handoverOfSide(state, side) !== null)
    expect(of('SUPPLY')).toEqual(['accepted', 'assigned'])
    expect(of('DEMAND')).toEqual(['accepted', 'assigned', 'picked_up', 'delivery_failed'])
  })
})
