import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { eventTexts } from '#lib/db/schema/inbox.ts'
import { inboxStore, pendingRow } from '#lib/db/stores/inbox.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { waitUntil } from '#lib/jobs/testing.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { fixedClock } from '#lib/kernel/testing-clock.ts'
import { type MessageHandler, messageHandlers, type Pending, startInboxWorker } from './index.ts'

describeOnBothEngines('the worker of the inbox', (open) => {
  function setup(handle: (text: Pending) => Promise<void>, change: Partial<MessageHandler<'new_message'>> = {}) {
    const clock = fixedClock('2026-11-22T09:00:00Z')
    const store = inboxStore(open().db)
    const errors: object[] = []
    const silent = { info: () => undefined, debug: () => undefined, warn: () => undefined }
    const log = { ...silent, error: (what: object) => void errors.push(what) }
    const insert = async (text: Pending) => void (await open().db.insert(eventTexts).values(pendingRow(text)))
    const run = vi.fn(async (): Promise<unknown> => undefined)
    const handler: MessageHandler<'new_message'> = {
      ...{ kind: 'post', eventType: 'new_message', capture: () => null },
      laneOf: ({ conversationId }) => conversationId,
      async handle(texts, take) {
        for (const text of texts) if (await take(text.id)) await handle(text)
      },
      periodic: [{ name: 'again', everySeconds: 5, pauseAfterFaultSeconds: 60, run }],
      ...change,
    }
    const start = (others: MessageHandler[] = [], everyMs = 20) =>
      startInboxWorker({ store, handlers: messageHandlers([handler, ...others]), clock, log, everyMs })
    const arrive = async (id: string, conversationId = 'talk', kind = 'post') => {
      const times = { receivedAt: clock(), expiresAt: addSeconds(clock(), 55) }
      await insert({ id, kind, subject: 'a', conversationId, sealed: 'sealed', ...times })
      clock.advance(0.001)
    }
    const claimed = async (claimId: string, limit: number) =>
      await store.claim({ claimId, now: clock(), until: addSeconds(clock(), 15), kinds: ['post'], limit })
    return { clock, store, errors, insert, start, arrive, claimed, run }
  }

  it('handles messages in order, and a failing one blocks no other conversation', async () => {
    const handled: string[] = []
    const { start, arrive } = setup(async ({ id }) => {
      if (id === 'bad') throw new Error('no')
      handled.push(id)
    })
    for (const id of ['1', '2', 'bad', '3']) await arrive(id)
    const worker = start()
    await waitUntil(() => handled.length === 3)
    await worker.stop()
    expect(handled).toEqual(['1', '2', '3'])
  })

  it('is not blocked in one conversation by another', async () => {
    const slow = Promise.withResolvers<void>()
    const handled: string[] = []
    const { start, arrive } = setup(async ({ id }) => {
      if (id === 'slow') await slow.promise
      handled.push(id)
    })
    await arrive('slow', 'one')
    await arrive('quick', 'two')
    const worker = start()
    await waitUntil(() => handled.includes('quick'))
    expect(handled).toEqual(['quick'])
    slow.resolve()
    await worker.stop()
    expect(handled).toEqual(['quick', 'slow'])
  })

  it('handles each text once among two workers and takes over from a dead one', async () => {
    const handle = vi.fn(async () => undefined)
    const { clock, start, arrive, claimed } = setup(handle)
    for (let number = 0; number < 30; number += 1) await arrive(String(number), `talk-${number % 3}`)
    await claimed('dead', 10)
    const workers = [start(), start()]
    await waitUntil(() => handle.mock.calls.length === 20)
    clock.advance(16)
    await waitUntil(() => handle.mock.calls.length === 30)
    await Promise.all(workers.map(async (worker) => await worker.stop()))
    expect(handle).toHaveBeenCalledTimes(30)
  })

  it('deletes expired texts without handling them', async () => {
    const handle = vi.fn(async () => undefined)
    const { clock, store, start, arrive } = setup(handle)
    await arrive('old')
    clock.advance(56)
    const worker = start()
    await waitUntil(async () => (await store.find('old')) === null)
    await worker.stop()
    expect(handle).not.toHaveBeenCalled()
  })

  it('deletes expired texts before it handles new ones', async () => {
    const left: (Pending | null)[] = []
    const { clock, store, start, arrive } = setup(async () => void left.push(await store.find('old')))
    const claims = vi.spyOn(store, 'claim')
    await arrive('old', 'talk', 'of tomorrow')
    const worker = start([], 3_600_000)
    await waitUntil(() => claims.mock.settledResults[0]?.type === 'fulfilled')
    await nextTurn()
    clock.advance(56)
    await arrive('new')
    worker.wake()
    await waitUntil(() => left.length === 1)
    await worker.stop()
    expect(left).toEqual([null])
  })

  it('does recurring work with or without texts, at intervals, without being blocked by it', async () => {
    const handled: string[] = []
    const { start, arrive, run } = setup(async ({ id }) => void handled.push(id))
    const slow = Promise.withResolvers<number>()
    run.mockReturnValueOnce(slow.promise)
    const worker = start()
    await arrive('1')
    await waitUntil(() => handled.length === 1)
    slow.resolve(1)
    await worker.stop()
    expect(run).toHaveBeenCalledTimes(1)
  })

  it('continues when recurring work fails and delays that work', async () => {
    const handled: string[] = []
    const { start, arrive, errors, run } = setup(async ({ id }) => void handled.push(id))
    run.mockRejectedValue(new Error('no'))
    const worker = start()
    await arrive('1')
    await waitUntil(() => handled.length === 1)
    await worker.stop()
    expect(run).toHaveBeenCalledTimes(1)
    expect(errors).toMatchObject([{ event: 'periodic_work_failed', work: 'again' }])
  })

  it('deletes expired texts after the clock was set back, too', async () => {
    const { clock, store, insert, start, arrive } = setup(async () => undefined)
    clock.advance(3_600)
    const worker = start()
    await arrive('early')
    await waitUntil(async () => (await store.find('early')) === null)
    clock.advance(-3_600)
    await insert({ ...old, receivedAt: addSeconds(clock(), -100), expiresAt: addSeconds(clock(), -45) })
    // A look may have come between the two, and time that stands brings no other.
    clock.advance(2)
    await waitUntil(async () => (await store.find('old')) === null)
    await worker.stop()
  })

  it('leaves texts without a handler to a process that has one', async () => {
    const handled: string[] = []
    const { start, arrive, errors } = setup(async ({ id }) => void handled.push(id))
    const tomorrow: MessageHandler<'post_update'> = {
      ...{ kind: 'of tomorrow', eventType: 'post_update', capture: () => null, laneOf: () => 'one' },
      async handle(texts, take) {
        for (const { id, kind } of texts) if (await take(id)) handled.push(`${id} ${kind}`)
      },
    }
    await arrive('new', 'talk', 'of tomorrow')
    await arrive('1')
    const today = start()
    await waitUntil(() => handled.length === 1)
    const next = start([tomorrow])
    await waitUntil(() => handled.length === 2)
    await Promise.all([today.stop(), next.stop()])
    expect([handled, errors]).toEqual([['1', 'new of tomorrow'], []])
  })

  it('does not handle a claimed text that expired behind another', async () => {
    const slow = Promise.withResolvers<void>()
    const handled: string[] = []
    const { clock, store, start, arrive } = setup(async ({ id }) => {
      handled.push(id)
      if (id === 'slow') await slow.promise
    })
    const claims = vi.spyOn(store, 'claim')
    await arrive('slow')
    const worker = start()
    await waitUntil(() => handled.length === 1)
    await arrive('late')
    const given = async () =>
      (await Promise.all(claims.mock.results.map(({ value }) => value as Promise<Pending[]>))).flat()
    await waitUntil(async () => (await given()).some(({ id }) => id === 'late'))
    clock.advance(56)
    slow.resolve()
    await waitUntil(async () => (await store.find('late')) === null)
    await worker.stop()
    expect(handled).toEqual(['slow'])
  })

  it('retries a failed batch one by one and logs the text at fault', async () => {
    const handled: string[][] = []
    const { start, arrive, errors } = setup(async () => undefined, {
      async handle(texts, take) {
        const ids = texts.map(({ id }) => id)
        handled.push(ids)
        if (ids.includes('bad')) throw new Error('no')
        for (const id of ids) await take(id)
      },
    })
    for (const id of ['1', 'bad', '2']) await arrive(id)
    const worker = start()
    await waitUntil(() => handled.length === 4)
    await worker.stop()
    expect(handled).toEqual([['1', 'bad', '2'], ['1'], ['bad'], ['2']])
    expect(errors).toMatchObject([{ event: 'text_failed', kind: 'post' }])
  })
})

const old = { id: 'old', kind: 'post', subject: 'a', conversationId: 'talk', sealed: 'sealed' } as const
