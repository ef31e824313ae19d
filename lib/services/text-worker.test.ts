import { expect, it, vi } from 'vitest'
import { accessWorld } from '../access/testing.ts'
import type { EventText } from '../assistant/index.ts'
import { eventTexts } from '../db/schema/assistant.ts'
import { takeText, textRows } from '../db/stores/event-texts.ts'
import { describeOnBothEngines } from '../db/testing.ts'
import { waitUntil } from '../jobs/testing.ts'
import { addSeconds } from '../kernel/clock.ts'
import { startTextWorker, type TextWorker } from './text-worker.ts'

describeOnBothEngines('the worker of texts', (open) => {
  function setup(handle: (text: EventText) => Promise<void>) {
    const { clock, deps } = accessWorld(open().db)
    const store = textRows(open().db)
    const insert = async (text: EventText) => void (await open().db.insert(eventTexts).values(text))
    const done = async (texts: EventText[]) => {
      for (const text of texts) {
        if (await takeText(open().db, text.id)) await handle(text)
      }
    }
    const laneOf = ({ conversationId }: EventText) => conversationId
    const answerDue = vi.fn(async () => 0)
    const start = (): TextWorker =>
      startTextWorker({ store, handle: done, answerDue, laneOf, clock, log: deps.log, everyMs: 20 })
    const arrive = async (id: string, conversationId = 'talk') => {
      const times = { receivedAt: clock(), expiresAt: addSeconds(clock(), 55) }
      await insert({ id, kind: 'post', assistantId: 'a', conversationId, sealed: 'sealed', ...times })
      clock.advance(0.001)
    }
    return { clock, store, insert, start, arrive, answerDue }
  }

  it('handles what a conversation said in its order, and one that fails holds up nobody', async () => {
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

  it('is not held up in one conversation by another', async () => {
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

  it('of two handles each text once, and takes over what a dead one held', async () => {
    const handle = vi.fn(async () => undefined)
    const { clock, store, start, arrive } = setup(handle)
    for (let number = 0; number < 30; number += 1) await arrive(String(number), `talk-${number % 3}`)
    await store.claimTexts({ claimId: 'dead', now: clock(), until: addSeconds(clock(), 15) }, 10)
    const workers = [start(), start()]
    await waitUntil(() => handle.mock.calls.length === 20)
    clock.advance(16)
    await waitUntil(() => handle.mock.calls.length === 30)
    await Promise.all(workers.map(async (worker) => await worker.stop()))
    expect(handle).toHaveBeenCalledTimes(30)
  })

  it('takes away what is too old without handling it', async () => {
    const handle = vi.fn(async () => undefined)
    const { clock, store, start, arrive } = setup(handle)
    await arrive('old')
    clock.advance(56)
    const worker = start()
    await waitUntil(async () => (await store.text('old')) === null)
    await worker.stop()
    expect(handle).not.toHaveBeenCalled()
  })

  it('answers what is due, texts or none, not at each look, and is held up by no answer', async () => {
    const handled: string[] = []
    const { start, arrive, answerDue } = setup(async ({ id }) => void handled.push(id))
    const slow = Promise.withResolvers<number>()
    answerDue.mockReturnValueOnce(slow.promise)
    const worker = start()
    await arrive('1')
    await waitUntil(() => handled.length === 1)
    slow.resolve(1)
    await worker.stop()
    expect(answerDue).toHaveBeenCalledTimes(1)
  })

  it('goes on when an answer cannot be given', async () => {
    const handled: string[] = []
    const { start, arrive, answerDue } = setup(async ({ id }) => void handled.push(id))
    answerDue.mockRejectedValue(new Error('no'))
    const worker = start()
    await arrive('1')
    await waitUntil(() => handled.length === 1)
    await worker.stop()
    expect(answerDue).toHaveBeenCalledTimes(1)
  })

  it('forgets what pieces of a question said a minute ago', async () => {
    const { clock, store, start } = setup(async () => undefined)
    const forgetPieces = vi.spyOn(store, 'forgetPieces')
    const worker = start()
    await waitUntil(() => forgetPieces.mock.calls.length === 1)
    await worker.stop()
    expect(forgetPieces).toHaveBeenCalledWith(addSeconds(clock(), -60))
  })

  it('takes away what is too old after the clock was set back, too', async () => {
    const { clock, store, insert, start, arrive } = setup(async () => undefined)
    clock.advance(3_600)
    const worker = start()
    await arrive('early')
    await waitUntil(async () => (await store.text('early')) === null)
    clock.advance(-3_600)
    await insert({ ...old, receivedAt: addSeconds(clock(), -100), expiresAt: addSeconds(clock(), -45) })
    await waitUntil(async () => (await store.text('old')) === null)
    await worker.stop()
  })
})

const old = { id: 'old', kind: 'post', assistantId: 'a', conversationId: 'talk', sealed: 'sealed' } as const
