import { expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { type SendOutcome, waitForOutcome } from './index.ts'
import { confirmMessage, deferred, deliverMessage, messageWorld, sweepMessages } from './testing.ts'

describeOnBothEngines('messages of one subject', (open) => {
  const setUp = () => messageWorld(open().db)

  it('are sent in order, each waking the next', async () => {
    const world = setUp()
    const proposal = await world.queue({ text: 'یک' })
    const answer = await world.queue({ kind: 'answer', text: 'دو' })
    const elsewhere = await world.queue({ subjectId: 'shipment-2', text: 'سه' })
    expect(await deliverMessage(world.deps, answer.id)).toEqual({ ok: false, reason: 'waiting' })
    await deliverMessage(world.deps, elsewhere.id)
    await deliverMessage(world.deps, proposal.id)
    expect(world.woken.at(-1)).toEqual({ id: answer.id, afterSeconds: 0 })
    await deliverMessage(world.deps, answer.id)
    expect(world.sends.map((send) => send.text)).toEqual(['سه', 'یک', 'دو'])
  })

  it('wait for one that is being sent or retried', async () => {
    const world = setUp()
    world.answer({ kind: 'retry', retryAfterSeconds: 30, reason: 'http_503' })
    const proposal = await world.queue()
    const answer = await world.queue({ kind: 'answer' })
    await deliverMessage(world.deps, proposal.id)
    expect(await deliverMessage(world.deps, answer.id)).toEqual({ ok: false, reason: 'waiting' })
    expect(await sweepMessages(world.deps)).toMatchObject({ woken: 0 })
    world.clock.advance(30)
    await sweepMessages(world.deps)
    expect(world.woken.at(-1)).toEqual({ id: proposal.id, afterSeconds: 0 })
  })

  it('do not wait for an unconfirmed one', async () => {
    const world = setUp()
    world.answer({ kind: 'unconfirmed', reason: 'timeout' })
    const proposal = await world.queue()
    const answer = await world.queue({ kind: 'answer' })
    await deliverMessage(world.deps, proposal.id)
    expect(world.woken.at(-1)).toEqual({ id: answer.id, afterSeconds: 0 })
    expect(await deliverMessage(world.deps, answer.id)).toEqual({ ok: true, state: 'sent' })
    expect(await confirmMessage(world.deps, proposal.id, 'send_again')).toEqual({ ok: false, reason: 'overtaken' })
    expect(await confirmMessage(world.deps, proposal.id, 'it_is_there')).toEqual({ ok: true, state: 'sent' })
  })

  it('are sent again when a person asks, once for two taps', async () => {
    const world = setUp()
    world.answer({ kind: 'unconfirmed', reason: 'timeout' })
    const { id } = await world.queue()
    expect(await confirmMessage(world.deps, id, 'send_again')).toEqual({ ok: false, reason: 'not_unconfirmed' })
    await deliverMessage(world.deps, id)
    world.clock.advance(2 * 86_400)
    const taps = await Promise.all([1, 2].map(async () => await confirmMessage(world.deps, id, 'send_again')))
    expect(taps).toContainEqual({ ok: true, state: 'queued' })
    expect(taps).toContainEqual({ ok: false, reason: 'not_unconfirmed' })
    expect(world.woken.filter((wake) => wake.id === id)).toHaveLength(2)
    expect(await deliverMessage(world.deps, id)).toEqual({ ok: true, state: 'sent' })
    expect(world.sends).toHaveLength(2)
    expect(await confirmMessage(world.deps, 'none', 'it_is_there')).toEqual({ ok: false, reason: 'not_found' })
  })

  it('are not sent when superseded before', async () => {
    const world = setUp()
    const { id } = await world.queue()
    await world.supersede(['proposal'])
    expect(await deliverMessage(world.deps, id)).toEqual({ ok: false, reason: 'taken' })
    expect(world.sends).toEqual([])
  })

  it('are not retried when superseded while being sent', async () => {
    const world = setUp()
    world.answer(async () => {
      await world.supersede(['proposal'])
      return { kind: 'retry', retryAfterSeconds: null, reason: 'http_429' }
    })
    const { id } = await world.queue()
    expect(await deliverMessage(world.deps, id)).toEqual({ ok: true, state: 'superseded' })
    world.clock.advance(60)
    expect(await sweepMessages(world.deps)).toMatchObject({ woken: 0 })
  })

  it('are not retried after a later one was sent', async () => {
    const world = setUp()
    const outcome = deferred<SendOutcome>()
    const started = deferred<void>()
    world.answer(() => {
      started.resolve()
      return outcome.promise
    })
    const proposal = await world.queue()
    const answer = await world.queue({ kind: 'answer' })
    const delivering = deliverMessage(world.deps, proposal.id)
    await started.promise
    world.clock.advance(60)
    await sweepMessages(world.deps)
    expect(await deliverMessage(world.deps, answer.id)).toEqual({ ok: true, state: 'sent' })
    outcome.resolve({ kind: 'retry', retryAfterSeconds: null, reason: 'http_429' })
    expect(await delivering).toEqual({ ok: true, state: 'superseded' })
  })

  it('may still have arrived when superseded while being sent', async () => {
    const world = setUp()
    world.answer(async () => {
      await world.supersede(['proposal'])
      return { kind: 'sent' }
    })
    const { id } = await world.queue()
    expect(await deliverMessage(world.deps, id)).toEqual({ ok: true, state: 'sent' })
  })

  it('are found by the sweep after their job was lost, the first of each subject', async () => {
    const world = setUp()
    const first = await world.queue()
    await world.queue({ kind: 'answer' })
    const other = await world.queue({ subjectId: 'shipment-2' })
    world.woken.length = 0
    expect(await sweepMessages(world.deps)).toEqual({ ended: 0, woken: 2, nextEndAt: null })
    expect(world.woken.map((wake) => wake.id).sort()).toEqual([first.id, other.id].sort())
  })

  it('are waited for until settled or expired', async () => {
    const world = setUp()
    const { id } = await world.queue()
    const slept: number[] = []
    const wait = { messages: world.deps.messages, sleep: async (ms: number) => void slept.push(ms) }
    expect(await waitForOutcome(wait, id, 5_000)).toMatchObject({ state: 'queued' })
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBe(5_000)

    slept.length = 0
    const sleep = async (ms: number) => {
      slept.push(ms)
      if (slept.length === 3) await deliverMessage(world.deps, id)
    }
    expect(await waitForOutcome({ ...wait, sleep }, id)).toMatchObject({ state: 'sent' })
    expect(slept).toHaveLength(3)
    expect(await waitForOutcome(wait, 'none')).toBeNull()
  })
})
