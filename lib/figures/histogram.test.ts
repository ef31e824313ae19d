import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CLSThresholds, INPThresholds, LCPThresholds, TTFBThresholds } from 'web-vitals'
import { bucketOf, countBetween, quantileOf, totalOf } from './histogram.ts'
import { pageLimits, pageMetrics, ratingOf, ratingsOf } from './page-metrics.ts'

const metric = fc.constantFrom(...pageMetrics)
/** Also exactly on a bound, and just beside it. */
const sizeOf = (bounds: readonly number[]) =>
  fc.oneof(
    fc.double({ min: 0, max: 2 * (bounds.at(-1) ?? 1), noNaN: true }),
    fc.constantFrom(...bounds),
    fc.constantFrom(...bounds.map((bound) => bound + 1e-9)),
  )
const measured = metric.chain((name) =>
  fc.record({ name: fc.constant(name), values: fc.array(sizeOf(pageLimits[name].bounds), { maxLength: 80 }) }),
)

function counted(bounds: readonly number[], values: readonly number[]) {
  const counts = Array.from({ length: bounds.length + 1 }, () => 0)
  for (const value of values) counts[bucketOf(bounds, value)] = (counts[bucketOf(bounds, value)] ?? 0) + 1
  return { bounds, counts }
}

describe('counts of what pages measured', () => {
  it('contain the value of three quarters in the span that is told, whatever was measured', () => {
    fc.assert(
      fc.property(measured, fc.constantFrom(0.5, 0.75, 0.9), ({ name, values }, share) => {
        const span = quantileOf(counted(pageLimits[name].bounds, values), share)
        if (values.length === 0) {
          expect(span).toBeNull()
          return
        }
        const sorted = [...values].sort((one, other) => one - other)
        const exact = sorted[Math.ceil(share * values.length) - 1] ?? Number.NaN
        expect(exact).toBeGreaterThan(span?.above ?? -1)
        expect(exact).toBeLessThanOrEqual(span?.upTo ?? Number.POSITIVE_INFINITY)
      }),
    )
  })

  it('rate each value as its size does, and none twice', () => {
    fc.assert(
      fc.property(measured, ({ name, values }) => {
        const { good, poor, bounds } = pageLimits[name]
        const counts = counted(bounds, values)
        expect(ratingsOf(name, counts.counts)).toEqual({
          good: values.filter((value) => value <= good).length,
          fair: values.filter((value) => value > good && value <= poor).length,
          poor: values.filter((value) => value > poor).length,
        })
        expect(totalOf(counts)).toBe(values.length)
        for (const value of values) {
          const bucket = bucketOf(bounds, value)
          const span = { above: bounds[bucket - 1] ?? null, upTo: bounds[bucket] ?? null }
          expect(ratingOf(name, span)).toBe(value <= good ? 'good' : value <= poor ? 'fair' : 'poor')
          expect(countBetween(counts, span)).toBeGreaterThan(0)
        }
      }),
    )
  })

  it('have bounds that rise, with the limits of the library that measures among them', () => {
    const limits = { LCP: LCPThresholds, INP: INPThresholds, CLS: CLSThresholds, TTFB: TTFBThresholds }
    for (const name of pageMetrics) {
      const { good, poor, bounds } = pageLimits[name]
      expect([good, poor]).toEqual(limits[name])
      expect(bounds).toEqual(expect.arrayContaining([good, poor]))
      expect(bounds).toEqual([...new Set(bounds)].sort((one, other) => one - other))
    }
  })
})
