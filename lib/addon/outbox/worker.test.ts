import { describe, expect, it } from 'vitest'
import { addSeconds } from '#lib/kernel/clock.ts'
import { fixedClock } from '#lib/kernel/testing-clock.ts'
import type { Channel } from './channel.ts'
import type { Delivery, OutboxStore } from './delivery.ts'
import { outboxWorker } from './worker.ts'

const clock = fixedClock('2026-11-22T09:00:00Z')
const inSeconds = (seconds: number | undefined) => (seconds === undefined ? null : addSeconds(clock(), seconds))
const unasked = async () => {
  throw new Error('nobody asks for this')
}
const letter = (change: Partial<Delivery> = {}): Delivery => ({
  ...{ id: 'letter-1', position: 1, state: 'queued', attempts: 0, dueAt: clock(), firstQueuedAt: clock() },
  ...{ claimId: null, claimedUntil: null, lastReason: null },
  ...change,
})

/** A channel over a store that answers as it is told. */
function world(answers: Partial<OutboxStore<Delivery>>, kindsGoodFor: Record<string, number> = {}) {
  const [asked, woken, counted]: [number[], [string, number?][], string[]] = [[], [], []]
  const nothing = { expireLeases: async () => [], due: async () => [], nextLeaseEnd: async () => null }
  const others = { find: unasked, claim: unasked, beginSend: unasked, settle: unasked, confirmSent: unasked }
  const channel: Channel<Delivery> = {
    store: {
      ...{ ...others, queueAgain: unasked, firstUnsettled: unasked, giveUp: async () => [], oldestQueued: unasked },
      ...nothing,
      ...answers,
    },
    wake: async (...given) => void woken.push(given),
    clock,
    count: ({ id }, state) => void counted.push(`${id} ${state}`),
    states: { sent: 'sent', refused: 'refused', parked: 'parked', unknown: 'unconfirmed' },
    lease: { prepareSeconds: null, sendSeconds: 60, requestSeconds: 20 },
    backOff: { delaysSeconds: [1], jitter: [1, 1], maxAttempts: 1, heedsSeconds: 0 },
    goodFor: () => null,
    kindsGoodFor,
    prepare: unasked,
    random: () => 0,
    log: { info: () => undefined, debug: () => undefined, warn: () => undefined, error: () => undefined },
    said: { article: 'a', name: 'letter', warns: false, facts: () => ({}) },
  }
  const worker = outboxWorker(channel)
  return { asked, woken, counted, worker, swept: async () => await worker.sweep(async (at) => void asked.push(at)) }
}

describe('the sweep of a channel', () => {
  it.each<[string, { lease?: number; kinds?: Record<string, number>; oldest?: number }, number[]]>([
    ['nothing is on the way', {}, []],
    ['a lease ends after the next minute', { lease: 61 }, []],
    ['a lease ends with the minute', { lease: 60 }, [60]],
    ['a lease ends in a part of a second', { lease: 0.2 }, [1]],
    ['a lease has ended meanwhile', { lease: -5 }, [1]],
    ['a prompt kind is given up before', { kinds: { reply: 60 }, oldest: -20 }, [41]],
    ['nothing of a prompt kind waits', { kinds: { reply: 60 } }, []],
    ['only a patient kind is given up', { kinds: { offer: 61 }, oldest: -30 }, []],
    ['a prompt kind is given up before a lease ends', { lease: 50, kinds: { reply: 60 }, oldest: -20 }, [41]],
    ['a lease ends before a prompt kind is given up', { lease: 30, kinds: { reply: 60 }, oldest: -20 }, [30]],
  ])('comes again for whatever ends before the next minute: %s', async (_, { lease, kinds, oldest }, expected) => {
    const store = { nextLeaseEnd: async () => inSeconds(lease), oldestQueued: async () => inSeconds(oldest) }
    const { swept, asked } = world(store, kinds)
    await swept()
    expect(asked).toEqual(expected)
  })

  it('gives each kind up at its own time', async () => {
    const limits: Readonly<Record<string, Date>>[] = []
    const giveUp = async (before: Readonly<Record<string, Date>>) => {
      limits.push(before)
      return []
    }
    await world({ giveUp }, { offer: 3600, post: 61 }).swept()
    expect(limits).toEqual([{ offer: inSeconds(-3600), post: inSeconds(-61) }])
    await world({ giveUp: unasked }).swept()
  })

  it('comes again although a part of it failed, and then names that part', async () => {
    const failing = { expireLeases: unasked, giveUp: unasked, due: unasked, nextLeaseEnd: async () => inSeconds(10) }
    const { swept, asked } = world(failing, { offer: 3600 })
    await expect(swept()).rejects.toMatchObject({
      message: '3 of the sweep of: letter failed, the others are done',
      details: { failed: [{ id: 'leases' }, { id: 'waited too long' }, { id: 'due' }] },
    })
    expect(asked).toEqual([10])
  })

  it('counts what has ended and wakes what is due, whatever becomes of one', async () => {
    const ended = [letter({ id: 'over', state: 'unconfirmed' }), letter({ id: 'again' })]
    const { swept, counted, woken } = world({
      expireLeases: async () => ended,
      firstUnsettled: unasked,
      due: async () => ['again', 'other'],
    })
    await expect(swept()).rejects.toMatchObject({ details: { failed: [{ id: 'over' }] } })
    expect([counted, woken]).toEqual([['over unconfirmed'], [['again'], ['other']]])
  })

  it.each<[string, Partial<Delivery> | null, [string, number][]]>([
    ['in a minute', { dueAt: addSeconds(clock(), 60) }, [['next', 60]]],
    ['in more than a minute, for the sweep to find', { dueAt: addSeconds(clock(), 60.5) }, []],
    ['in a part of a second', { dueAt: addSeconds(clock(), 0.1) }, [['next', 1]]],
    ['since yesterday', { dueAt: addSeconds(clock(), -86_400) }, [['next', 0]]],
    ['that is being sent', { state: 'sending' }, []],
    ['that is not there', null, []],
  ])('wakes what waited for one that has ended: due %s', async (_, next, expected) => {
    const firstUnsettled = async () => next && letter({ id: 'next', ...next })
    const { swept, woken } = world({ expireLeases: async () => [letter({ state: 'unconfirmed' })], firstUnsettled })
    await swept()
    expect(woken).toEqual(expected)
  })
})
