import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { limitStart } from './start-limit.ts'

const minute = 60_000

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function watched() {
  const said: string[] = []
  const limit = limitStart({
    warn: (line) => void said.push(`warn ${line}`),
    end: (line) => void said.push(`end ${line}`),
  })
  return { said, limit }
}

describe('the time limit of a start', () => {
  it('ends a start that hangs after a minute and names its phase', () => {
    const { said, limit } = watched()
    limit.enter('jobs')
    vi.advanceTimersByTime(minute - 1)
    expect(said).toEqual([])
    vi.advanceTimersByTime(1)
    expect(said).toEqual(['end starting the job engine (phase "jobs") has taken 1 min'])
    vi.advanceTimersByTime(60 * minute)
    expect(said).toHaveLength(1)
  })

  it('begins again in each phase and ends with the last', () => {
    const { said, limit } = watched()
    for (const phase of ['clock', 'jobs', 'work'] as const) {
      limit.enter(phase)
      vi.advanceTimersByTime(minute - 1)
    }
    limit.done()
    vi.advanceTimersByTime(60 * minute)
    expect(said).toEqual([])
  })

  it('is extended for the migration of a large database, which is logged each minute', () => {
    const { said, limit } = watched()
    limit.enter('database')
    vi.advanceTimersByTime(14 * minute)
    expect(said).toHaveLength(14)
    expect(said.every((line) => line.startsWith('warn opening the database'))).toBe(true)
    vi.advanceTimersByTime(minute)
    expect(said.at(-1)).toMatch(/^end .*"database".* 15 min$/)
  })

  it('does not keep the process alive', () => {
    vi.useRealTimers()
    const setInterval = vi.spyOn(globalThis, 'setInterval')
    const { limit } = watched()
    limit.enter('jobs')
    const timers = setInterval.mock.results.map(({ value }) => value as NodeJS.Timeout)
    expect(timers.map((timer) => timer.hasRef())).toEqual([false])
    limit.done()
  })
})
