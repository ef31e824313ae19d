import type { RateLimiterDrizzle } from 'rate-limiter-flexible'
import { BaseError } from '#lib/addon/index.ts'
import type { DivarClient, EndedCall } from '#lib/divar/index.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import type { Log } from '#lib/kernel/log.ts'

/** The share of Divar's limits that reads leave alone: it is for messages, tokens and subscriptions. */
const kept = 1 / 5
const flushMs = 1000
const pauseSeconds = { minute: 60, quota: 60 * 60 }

type Reads = Pick<DivarClient, 'getPost' | 'getCities' | 'getDistricts'>

export type DivarBudget = {
  /** Whether a read that nothing depends on may go out now. */
  mayRead(): boolean
  /** The same reads, refused with `too_many_requests` where they may not go out. */
  within(reads: Reads): Reads
  /** A call has ended: it is counted, and "too many" is taken at its word. */
  heard(call: EndedCall): void
}

type Counter = Pick<RateLimiterDrizzle, 'penalty'>

type Window = {
  share: number
  seconds: number
  counter: Counter
  key(): string
  /** What all processes had called at the last look, of which row, and when that one ends. */
  known: { calls: number; key: string; until: number }
  /** What this one has called since. */
  pending: number
}

/**
 * Divar counts an app's calls by the minute and by the day, and beyond either answers nothing any more, sends included.
 * So what only adorns a page (a post's title, the names of places) waits once four fifths are gone, or once Divar said
 * that it is too much. Judged in memory: what this process has called since is added to what all of them had called a
 * second ago, so that no read waits for the database. The day is Tehran's.
 */
export function createDivarBudget(deps: {
  perMinute: number
  perDay: number
  counters: { minute: Counter; day: Counter }
  clock: Clock
  log: Log
}): DivarBudget {
  const { clock, log } = deps
  const now = () => clock().getTime()
  const window = (most: number, counter: Counter, seconds: number, key: () => string): Window => {
    const known = { calls: 0, key: '', until: 0 }
    return { share: Math.floor(most * (1 - kept)), seconds, counter, key, known, pending: 0 }
  }
  const windows = [
    window(deps.perMinute, deps.counters.minute, 60, () => 'all'),
    window(deps.perDay, deps.counters.day, 24 * 60 * 60, () => tehranDay(clock())),
  ]
  let underWay = 0
  let pausedUntil = Number.NEGATIVE_INFINITY
  let isFlushing = false
  let wasOpen = true

  async function share(one: Window): Promise<void> {
    const { pending, seconds } = one
    const key = one.key()
    one.pending = 0
    try {
      const { consumedPoints, msBeforeNext } = await one.counter.penalty(key, pending)
      one.known = { calls: consumedPoints, key, until: now() + msBeforeNext }
    } catch (err) {
      // Without the database each process goes by what it knows itself.
      one.known = { calls: stillKnown(one) + pending, key, until: now() + seconds * 1000 }
      log.warn({ event: 'divar_budget_failed', err }, 'the calls to Divar were not counted for all')
    }
  }
  const count = () => {
    for (const one of windows) one.pending += 1
    if (isFlushing) return
    isFlushing = true
    setTimeout(() => {
      isFlushing = false
      for (const one of windows) void share(one)
    }, flushMs).unref()
  }
  const stillKnown = ({ known, key }: Window) => (known.until > now() && known.key === key() ? known.calls : 0)
  const spent = (one: Window) => stillKnown(one) + one.pending + underWay

  const mayRead = () => {
    const isOpen = now() >= pausedUntil && windows.every((one) => spent(one) < one.share)
    if (isOpen !== wasOpen) log.warn({ event: 'divar_budget', isOpen }, 'reads from Divar wait, or go on')
    wasOpen = isOpen
    return isOpen
  }
  const read = async <T>(call: () => Promise<T>): Promise<T> => {
    if (!mayRead()) throw new BaseError('too_many_requests', 'what is left of Divar’s limits is kept for messages')
    underWay += 1
    try {
      return await call()
    } finally {
      underWay -= 1
    }
  }
  return {
    mayRead,
    within: ({ getPost, getCities, getDistricts }) => ({
      getPost: async (...given) => await read(async () => await getPost(...given)),
      getCities: async (...given) => await read(async () => await getCities(...given)),
      getDistricts: async (...given) => await read(async () => await getDistricts(...given)),
    }),
    heard({ outcome, httpStatus, tooMany }) {
      count()
      if (outcome === 'answered') pausedUntil = Number.NEGATIVE_INFINITY
      if (httpStatus !== 429) return
      const seconds = tooMany?.retryAfterSeconds ?? pauseSeconds[tooMany?.limit ?? 'minute']
      pausedUntil = now() + seconds * 1000
    },
  }
}

const tehranOffsetMs = 3.5 * 60 * 60 * 1000

const tehranDay = (at: Date) => new Date(at.getTime() + tehranOffsetMs).toISOString().slice(0, 10)
