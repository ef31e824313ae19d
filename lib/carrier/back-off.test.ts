import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextAttemptAt } from '#lib/addon/outbox/back-off.ts'
import { fixedClock } from '#lib/kernel/testing-clock.ts'
import { maxAttempts, orderBackOff } from './webhook-channel.ts'

const now = new Date('2026-11-22T09:00:00Z')
const hour = 60 * 60
type Tried = Omit<Parameters<typeof nextAttemptAt>[1], 'goodUntil'>
/** As the channel of the carrier asks. */
const nextOrderAttemptAt = (tried: Tried) => nextAttemptAt(orderBackOff, { ...tried, goodUntil: null })
const seconds = (at: Date | null) => (at ? (at.getTime() - now.getTime()) / 1000 : null)
const delayAfter = (attempts: number, change: { retryAfterSeconds?: number; random?: number } = {}) =>
  seconds(nextOrderAttemptAt({ attempts, now, retryAfterSeconds: null, random: 0.5, ...change }))

/** When the attempts after the first one are made, in seconds after it. */
function attemptsOverTime(random: number): number[] {
  const clock = fixedClock(now)
  const times: number[] = []
  for (let attempts = 1; ; attempts += 1) {
    const at = nextOrderAttemptAt({ attempts, now: clock(), retryAfterSeconds: null, random })
    if (!at) return times
    clock.advance((at.getTime() - clock().getTime()) / 1000)
    times.push(seconds(at) ?? 0)
  }
}

describe('nextOrderAttemptAt', () => {
  it('starts at seconds, extends over most of a day and then gives up', () => {
    expect([1, 2, 3].map((attempts) => delayAfter(attempts))).toEqual([5, 60, 300])
    const times = attemptsOverTime(0.5)
    expect(times).toHaveLength(maxAttempts - 1)
    expect((times.at(-1) ?? 0) / hour).toBeCloseTo(21.85, 1)
    expect(delayAfter(maxAttempts)).toBeNull()
    expect(delayAfter(maxAttempts, { retryAfterSeconds: 1 })).toBeNull()
  })

  it('recovers after an outage of up to 12 hours within about as long again', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 60, max: 12 * hour }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (outage, random) => {
          const back = attemptsOverTime(random).find((time) => time >= outage) ?? Number.POSITIVE_INFINITY
          expect(back).toBeLessThan(outage * 6)
          if (outage > 20 * 60) expect(back).toBeLessThan(outage * 2.6)
        },
      ),
    )
  })

  it('waits as long as the carrier asks, up to a day', () => {
    expect(delayAfter(1, { retryAfterSeconds: 90 })).toBe(90)
    expect(delayAfter(3, { retryAfterSeconds: 1 })).toBe(300)
    expect(delayAfter(1, { retryAfterSeconds: 900_000_000 })).toBe(24 * hour)
  })

  it('is always later than now and within a fifth of its delay', () => {
    const attempt = fc.record({
      attempts: fc.integer({ min: 0, max: maxAttempts - 1 }),
      random: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(attempt, ({ attempts, random }) => {
        const middle = delayAfter(attempts) ?? 0
        const delay = delayAfter(attempts, { random }) ?? 0
        expect(delay).toBeGreaterThan(0)
        expect(Math.abs(delay - middle)).toBeLessThanOrEqual(middle / 5 + 0.001)
      }),
    )
  })
})
