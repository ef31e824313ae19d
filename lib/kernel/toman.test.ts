import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toman } from './toman.ts'

describe('toman', () => {
  it('accepts whole amounts from zero to ten billion', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (value) => {
        expect(toman(value)).toBe(value)
      }),
    )
  })

  it.each([-1, 0.5, 10_000_000_001, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60])('refuses %d', (value) => {
    expect(() => toman(value)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
  })
})
