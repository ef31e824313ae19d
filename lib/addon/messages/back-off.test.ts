import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addSeconds } from '#lib/kernel/clock.ts'
import { type MessageKind, peyk } from '#lib/peyk.ts'
import { nextAttemptAt as nextAt } from '../outbox/back-off.ts'
import { chatBackOff, giveUpAfterSeconds as giveUpAfter } from './chat-channel.ts'

const now = new Date('2026-11-22T09:00:00Z')
const giveUp = (kind: MessageKind) => giveUpAfter(peyk.messages, kind)
const giveUpAfterSeconds = giveUp('proposal')
const base = { kind: 'proposal' as const, attempts: 1, firstQueuedAt: now, now, retryAfterSeconds: null, random: 1 }
type Tried = Parameters<typeof nextAt>[1]
/** As the channel of chat messages asks. */
const nextAttemptAt = ({
  kind,
  firstQueuedAt,
  ...tried
}: Omit<Tried, 'goodUntil'> & { kind: MessageKind; firstQueuedAt: Date }) =>
  nextAt(chatBackOff, { ...tried, goodUntil: addSeconds(firstQueuedAt, giveUp(kind)) })
const seconds = (at: Date | null) => (at ? (at.getTime() - now.getTime()) / 1000 : null)

describe('nextAttemptAt', () => {
  it('doubles from two seconds to fifteen minutes, half of it random', () => {
    const delays = [1, 2, 3, 4, 20].map((attempts) => seconds(nextAttemptAt({ ...base, attempts })))
    expect(delays).toEqual([2, 4, 8, 16, 900])
    expect(seconds(nextAttemptAt({ ...base, random: 0 }))).toBe(1)
  })

  it('waits as long as Retry-After says', () => {
    expect(seconds(nextAttemptAt({ ...base, retryAfterSeconds: 30 }))).toBe(30)
    expect(seconds(nextAttemptAt({ ...base, retryAfterSeconds: 1 }))).toBe(2)
  })

  it('gives up a day after the message was queued', () => {
    const firstQueuedAt = addSeconds(now, -giveUpAfterSeconds + 60)
    expect(nextAttemptAt({ ...base, firstQueuedAt, attempts: 5 })).not.toBeNull()
    expect(nextAttemptAt({ ...base, firstQueuedAt, attempts: 7 })).toBeNull()
    expect(nextAttemptAt({ ...base, retryAfterSeconds: giveUpAfterSeconds + 1 })).toBeNull()
  })

  it("gives up a seller's typed reply after a minute and an offer after an hour", () => {
    expect([giveUp('reply'), giveUp('offer'), giveUpAfterSeconds]).toEqual([60, 3_600, 86_400])
    expect(giveUpAfter(peyk.messages, 'of another build')).toBe(86_400)
    const firstQueuedAt = addSeconds(now, -59)
    expect(nextAttemptAt({ ...base, kind: 'reply', firstQueuedAt })).toBeNull()
    expect(nextAttemptAt({ ...base, kind: 'offer', firstQueuedAt })).not.toBeNull()
  })

  it('is always later than now and never later than a day', () => {
    const attempt = fc.record({
      attempts: fc.nat({ max: 10_000 }),
      age: fc.nat({ max: 2 * giveUpAfterSeconds }),
      retryAfterSeconds: fc.option(fc.nat({ max: 2 * giveUpAfterSeconds })),
      random: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(attempt, ({ age, ...rest }) => {
        const firstQueuedAt = addSeconds(now, -age)
        const at = nextAttemptAt({ kind: 'proposal', ...rest, now, firstQueuedAt })
        if (!at) return
        expect(at.getTime()).toBeGreaterThan(now.getTime())
        expect(at.getTime()).toBeLessThanOrEqual(addSeconds(firstQueuedAt, giveUpAfterSeconds).getTime())
        expect(seconds(at)).toBeGreaterThanOrEqual(rest.retryAfterSeconds ?? 0)
      }),
    )
  })
})
