import { describe, expect, it } from 'vitest'
import { addSeconds } from '#lib/kernel/clock.ts'
import { isReviewDue, reviewSeconds, type StaffMember, type StaffState } from './index.ts'

const now = new Date('2026-11-29T09:00:00Z')
const ago = (seconds: number) => addSeconds(now, -seconds)

const member = (state: StaffState, createdAt: Date, reviewedAt: Date | null = null): StaffMember => ({
  ...{ id: 'mina', name: 'مینا', role: 'viewer', vehicle: null, lastUsedAt: null },
  ...{ state, createdAt, reviewedAt },
})

describe('a review of who may what', () => {
  const quarter = ago(reviewSeconds)
  const justNot = ago(reviewSeconds - 1)

  it('is due a quarter after somebody came, to the second', () => {
    expect(isReviewDue([member('active', justNot)], now)).toBe(false)
    expect(isReviewDue([member('active', quarter)], now)).toBe(true)
  })

  it('is due a quarter after the last one, however long ago somebody came', () => {
    expect(isReviewDue([member('active', ago(9 * reviewSeconds), justNot)], now)).toBe(false)
    expect(isReviewDue([member('active', ago(9 * reviewSeconds), quarter)], now)).toBe(true)
  })

  it('is due for one of many, also for somebody who has not come in yet', () => {
    expect(isReviewDue([member('active', now, now), member('invited', quarter)], now)).toBe(true)
  })

  it('is not due for who is disabled, nor where there is nobody', () => {
    expect(isReviewDue([member('disabled', ago(9 * reviewSeconds))], now)).toBe(false)
    expect(isReviewDue([], now)).toBe(false)
  })

  it('is not due for who was reviewed by a clock that was ahead', () => {
    expect(isReviewDue([member('active', quarter, addSeconds(now, 60))], now)).toBe(false)
  })
})
