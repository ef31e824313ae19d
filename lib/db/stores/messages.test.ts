import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { type MessageStore, messageStates } from '#lib/addon/messages/index.ts'
import { messageWorld } from '#lib/addon/messages/testing.ts'
import type { Settlement } from '#lib/addon/outbox/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { peyk } from '#lib/peyk.ts'
import { outbox } from '../schema/outbox.ts'
import { describeOnBothEngines } from '../testing.ts'
import { isMessage } from '../testing-outbox.ts'

type Change = Partial<typeof outbox.$inferInsert>

/** The conditions of the SQL statements themselves: their callers have read before, and a row may have changed since. */
describeOnBothEngines('the message store', (open) => {
  function world() {
    const { queue, clock, deps } = messageWorld(open().db)
    const store: MessageStore = deps.messages
    const set = async (id: string, change: Change) =>
      await open()
        .db.update(outbox)
        .set(change)
        .where(and(isMessage, eq(outbox.id, id)))
    const claim = async (id: string, change: { claimId?: string; now?: Date } = {}) =>
      await store.claim(id, { claimId: 'claim-1', now: clock(), until: addSeconds(clock(), 60), ...change })
    const state = async (id: string) => (await store.find(id))?.state
    return { queue, clock, store, set, claim, state }
  }

  it('does not claim or list a message before it is due', async () => {
    const { queue, clock, store, set, claim } = world()
    const { id } = await queue()
    await set(id, { dueAt: addSeconds(clock(), 0.001) })
    expect([await claim(id), await store.due(clock(), 9)]).toEqual([null, []])
    await set(id, { dueAt: clock() })
    expect(await store.due(clock(), 9)).toEqual([id])
    const held = { state: 'sending', attempts: 1, claimId: 'claim-1', claimedUntil: addSeconds(clock(), 60) }
    expect(await claim(id)).toMatchObject(held)
  })

  it('does not claim a message after one of its subject that is being sent', async () => {
    const { queue, clock, store, set, claim } = world()
    const first = await queue()
    const second = await queue({ kind: 'answer' })
    for (const state of messageStates) {
      await set(first.id, { state, dueAt: addSeconds(clock(), 60) })
      await set(second.id, { state: 'queued' })
      const isHeldUp = state === 'queued' || state === 'sending'
      expect([state, await store.due(clock(), 9)]).toEqual([state, isHeldUp ? [] : [second.id]])
      expect([state, (await claim(second.id)) === null]).toEqual([state, isHeldUp])
    }
  })

  it('does not block other subjects or earlier messages', async () => {
    const { queue, set, claim, store, clock } = world()
    const first = await queue()
    await queue({ kind: 'answer' })
    for (const other of [{ subject: 'conversation' as const }, { subjectId: 'shipment-2' }]) {
      await set((await queue(other)).id, { state: 'sent' })
    }
    const sameId = await queue({ subject: 'conversation', kind: 'answer' })
    const elsewhere = await queue({ subjectId: 'shipment-2', kind: 'answer' })
    expect((await store.due(clock(), 9)).sort()).toEqual([first.id, sameId.id, elsewhere.id].sort())
    for (const { id } of [first, sameId, elsewhere]) expect(await claim(id)).toMatchObject({ state: 'sending' })
  })

  it('neither claims nor changes a message that is not queued', async () => {
    const { queue, set, store, claim } = world()
    const { id } = await queue()
    for (const state of messageStates) {
      await set(id, { state, claimId: 'claim-0' })
      const settled = await store.settle(id, null, { state: 'refused', reason: 'gave_up' })
      expect([state, settled?.state]).toEqual([state, state === 'queued' ? 'refused' : undefined])
      expect([state, await claim(id)]).toEqual([state, null])
    }
  })

  it('gives a message to one of many concurrent claims', async () => {
    const { queue, claim, store } = world()
    const { id } = await queue()
    const claims = await Promise.all(Array.from({ length: 8 }, async (_, n) => await claim(id, { claimId: `c-${n}` })))
    const [won, ...others] = claims.filter((one) => one !== null)
    expect(others).toEqual([])
    expect(await store.find(id)).toMatchObject({ claimId: won?.claimId, attempts: 1 })
  })

  const outcomes: Settlement[] = [
    { state: 'sent', at: new Date(0), reason: null },
    { state: 'queued', dueAt: new Date(0), reason: 'again' },
    { state: 'refused', reason: 'no' },
    { state: 'unconfirmed', reason: 'who knows' },
    { state: 'unannounced', reason: 'no grant' },
  ]

  it('changes a claimed message for its holder only, and once', async () => {
    const { queue, set, claim, store, state } = world()
    const { id } = await queue()
    for (const to of outcomes) {
      await set(id, { state: 'queued' })
      await claim(id)
      expect([await store.settle(id, 'claim-2', to), await store.settle(id, null, to)]).toEqual([null, null])
      expect(await state(id)).toBe('sending')
      const moved = { state: to.state, claimId: null, claimedUntil: null }
      expect(await store.settle(id, 'claim-1', to)).toMatchObject(moved)
      expect(await store.settle(id, 'claim-1', to)).toBeNull()
    }
  })

  it("accepts a slow holder's outcome until the message is decided", async () => {
    const { queue, set, store } = world()
    const { id } = await queue()
    for (const state of messageStates) {
      await set(id, { state, claimId: 'claim-1' })
      const settled = await store.settle(id, 'claim-1', { state: 'refused', reason: 'no' })
      expect([state, settled !== null]).toEqual([state, state === 'sending' || state === 'unconfirmed'])
    }
  })

  it('ends a lease exactly at its time and for messages being sent only', async () => {
    const { queue, clock, set, store, claim, state } = world()
    const [sending, queued] = [await queue(), await queue({ subjectId: 'shipment-2' })]
    await claim(sending.id)
    await set(queued.id, { claimedUntil: clock() })
    expect(await store.nextLeaseEnd()).toEqual(addSeconds(clock(), 60))
    expect(await store.expireLeases(addSeconds(clock(), 59.999))).toEqual([])
    const ended = await store.expireLeases(addSeconds(clock(), 60))
    expect(ended).toMatchObject([{ id: sending.id, state: 'unconfirmed', claimId: 'claim-1' }])
    expect([await state(queued.id), await store.nextLeaseEnd()]).toEqual(['queued', null])
  })

  it('lets a person decide only when the outcome is unknown', async () => {
    const { queue, clock, set, store } = world()
    const { id } = await queue()
    for (const state of messageStates) {
      for (const [decide, to] of [
        [store.confirmSent, 'sent'],
        [store.queueAgain, 'queued'],
      ] as const) {
        await set(id, { state, attempts: 3 })
        const decided = await decide(id, clock())
        expect([state, decided?.state]).toEqual([state, state === 'unconfirmed' ? to : undefined])
      }
      expect((await store.find(id))?.attempts).toBe(state === 'unconfirmed' ? 0 : 3)
    }
  })

  it('does not send a message again when a later one of its subject may have been sent', async () => {
    const { queue, clock, set, store } = world()
    const earlier = await queue({ kind: 'pickup' })
    const first = await queue()
    const later = await queue({ kind: 'answer' })
    const elsewhere = await queue({ subjectId: 'shipment-2', kind: 'answer' })
    for (const { id } of [earlier, elsewhere]) await set(id, { state: 'sent' })
    for (const state of messageStates) {
      await set(later.id, { state })
      await set(first.id, { state: 'unconfirmed' })
      const mayHaveLeft = ['sending', 'sent', 'unconfirmed'].includes(state)
      expect([state, (await store.queueAgain(first.id, clock())) === null]).toEqual([state, mayHaveLeft])
      await set(first.id, { state: 'sending', claimId: 'claim-1' })
      const settled = await store.settle(first.id, 'claim-1', { state: 'queued', dueAt: clock(), reason: 'again' })
      expect([state, settled?.state]).toEqual([state, mayHaveLeft ? 'superseded' : 'queued'])
    }
  })

  it("gives up messages queued before their kind's time limit and none being sent", async () => {
    const { queue, clock, set, store, state } = world()
    const old = await queue({ subjectId: 'old' })
    const offer = await queue({ subjectId: 'offer', kind: 'offer' })
    const sending = await queue({ subjectId: 'sending' })
    await set(sending.id, { state: 'sending' })
    clock.advance(1)
    const young = await queue({ subjectId: 'young' })
    const never = Object.fromEntries(Object.keys(peyk.messages).map((kind) => [kind, new Date(0)]))
    const givenUp = await store.giveUp({ ...never, proposal: clock() })
    expect(givenUp).toMatchObject([{ id: old.id, state: 'refused', lastReason: 'gave_up' }])
    const left = await Promise.all([offer, sending, young].map(async ({ id }) => await state(id)))
    expect(left).toEqual(['queued', 'sending', 'queued'])
  })
})
