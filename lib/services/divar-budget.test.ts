import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type EndedCall, toPostToken } from '#lib/divar/index.ts'
import { createDivarBudget } from './divar-budget.ts'

const ignore = () => undefined
const answered: EndedCall = { operation: 'get_post', outcome: 'answered', httpStatus: 200, seconds: 0 }
const refused: EndedCall = { operation: 'get_post', outcome: 'refused', httpStatus: 429, seconds: 0 }

/** A counter as the database keeps it, for any number of processes. */
function shared(seconds: number) {
  const rows = new Map<string, { points: number; until: number }>()
  return {
    rows,
    penalty: async (key: string | number, points = 1) => {
      const found = rows.get(String(key))
      const row = found && found.until > Date.now() ? found : { points: 0, until: Date.now() + seconds * 1000 }
      row.points += points
      rows.set(String(key), row)
      return { consumedPoints: row.points, msBeforeNext: row.until - Date.now() } as never
    },
  }
}

const counters = () => ({ minute: shared(60), day: shared(24 * 60 * 60) })

const process = (over: Partial<Parameters<typeof createDivarBudget>[0]> = {}) =>
  createDivarBudget({
    perMinute: 10,
    perDay: 1000,
    counters: counters(),
    clock: () => new Date(),
    log: { info: ignore, debug: ignore, warn: ignore, error: ignore },
    ...over,
  })

const times = (count: number, what: () => void) => {
  for (let time = 0; time < count; time += 1) what()
}

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-22T09:00:00Z') }))
afterEach(() => void vi.useRealTimers())

describe("the share of Divar's limits available to reads", () => {
  it('ends a fifth before the limit of a minute for all callers together', async () => {
    const budget = process()
    times(7, () => budget.heard({ ...answered, operation: 'send_conversation_message' }))
    expect(budget.mayRead()).toBe(true)
    budget.heard(answered)
    expect(budget.mayRead()).toBe(false)
    await vi.advanceTimersByTimeAsync(59_000)
    expect(budget.mayRead()).toBe(false)
    await vi.advanceTimersByTimeAsync(3_000)
    expect(budget.mayRead()).toBe(true)
  })

  it('ends a fifth before the limit of the day in Tehran', async () => {
    const budget = process({ perMinute: 1_000_000 })
    times(800, () => budget.heard(answered))
    // 23:59 in Tehran, and midnight there.
    await vi.advanceTimersByTimeAsync((11 * 60 + 29) * 60_000)
    expect(budget.mayRead()).toBe(false)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(budget.mayRead()).toBe(true)
  })

  it('is common to all processes within a second', async () => {
    const rows = counters()
    const [one, other] = [process({ counters: rows }), process({ counters: rows })]
    times(8, () => one.heard(answered))
    await vi.advanceTimersByTimeAsync(1000)
    other.heard(answered)
    await vi.advanceTimersByTimeAsync(1000)
    expect(other.mayRead()).toBe(false)
  })

  it('counts running reads', async () => {
    const budget = process()
    const held = Promise.withResolvers<null>()
    const asked: string[] = []
    const reads = budget.within({
      getPost: async ({ postToken }) => {
        asked.push(postToken)
        return await held.promise
      },
      getCities: async () => [],
      getDistricts: async () => [],
    })
    const all = Array.from({ length: 50 }, async (_, i) => {
      return await reads.getPost({ postToken: toPostToken(`post-${i}`) }).catch(() => 'refused')
    })
    held.resolve(null)
    expect((await Promise.all(all)).filter((answer) => answer === 'refused')).toHaveLength(42)
    expect(asked).toHaveLength(8)
  })

  it.each([
    ['as long as Divar says', { limit: null, retryAfterSeconds: 300 }, 300],
    ['a minute where it says nothing', { limit: null, retryAfterSeconds: null }, 60],
    ['an hour where the day is used up', { limit: 'quota', retryAfterSeconds: null }, 3600],
  ] as const)('is zero after a 429: %s', async (_, tooMany, seconds) => {
    const budget = process()
    budget.heard({ ...refused, tooMany })
    await vi.advanceTimersByTimeAsync(seconds * 1000 - 1)
    expect(budget.mayRead()).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(budget.mayRead()).toBe(true)
  })

  it('returns as soon as Divar accepts a call', () => {
    const budget = process()
    budget.heard({ ...refused, tooMany: { limit: 'quota', retryAfterSeconds: null } })
    budget.heard({ ...answered, operation: 'send_conversation_message' })
    expect(budget.mayRead()).toBe(true)
  })

  it('is counted by each process alone while there is no shared count', async () => {
    const penalty = async () => await Promise.reject(new Error('no database'))
    const budget = process({ counters: { minute: { penalty }, day: { penalty } } })
    times(8, () => budget.heard(answered))
    await vi.advanceTimersByTimeAsync(2000)
    expect(budget.mayRead()).toBe(false)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(budget.mayRead()).toBe(true)
  })
})
