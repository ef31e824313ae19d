import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { Settlement } from '#lib/addon/outbox/index.ts'
import type { Proof, ProofState, ProofStore } from '#lib/carrier/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { buyer, shippingWorld } from '#lib/shipping/testing.ts'
import { outbox } from '../schema/outbox.ts'
import { describeOnBothEngines } from '../testing.ts'
import { isPicture } from '../testing-outbox.ts'
import { proofStore } from './proofs.ts'

const states: ProofState[] = ['waiting', 'queued', 'sending', 'sent', 'unconfirmed', 'refused']

/** The conditions of the SQL statements themselves: their callers have read before, and a row may have changed since. */
describeOnBothEngines('the proof store', (open) => {
  const now = new Date('2026-11-22T09:00:00Z')
  const until = addSeconds(now, 120)

  async function world(change: Partial<Proof> = {}) {
    const { id } = await shippingWorld(open().db).booked(buyer)
    const store: ProofStore = proofStore(open().db)
    const proof: Proof = {
      id,
      position: 1,
      kind: 'image/png',
      sealedImage: 'sealed',
      state: 'queued',
      way: 'bot',
      lastReason: null,
      attempts: 0,
      dueAt: now,
      firstQueuedAt: now,
      claimId: null,
      claimedUntil: null,
      receivedAt: now,
      sentAt: null,
    }
    const rowOf = ({ sealedImage: sealed, receivedAt: at, ...row }: Proof) => ({
      ...row,
      channel: 'proofs',
      sealed,
      at,
    })
    await open()
      .db.insert(outbox)
      .values(rowOf({ ...proof, ...change }))
    const set = async (values: Partial<Proof>) =>
      await open()
        .db.update(outbox)
        .set(rowOf({ ...proof, ...values }))
        .where(and(isPicture, eq(outbox.id, id)))
    const claim = async (claimId = 'claim-1', at = now) => await store.claim(id, { claimId, now: at, until })
    const begin = async (claimId = 'claim-1', at = now) =>
      await store.beginSend(id, { claimId, now: at, until: addSeconds(at, 75) })
    return { id, store, proof, set, claim, begin, find: async () => await store.find(id) }
  }

  it('does not claim or list a proof before it is due', async () => {
    const { id, store, set, claim } = await world({ dueAt: addSeconds(now, 0.001) })
    expect([await claim(), await store.due(now, 9)]).toEqual([null, []])
    await set({ dueAt: now })
    expect(await store.due(now, 9)).toEqual([id])
    expect(await claim()).toMatchObject({ state: 'queued', attempts: 1, claimId: 'claim-1', claimedUntil: until })
  })

  it("does not claim a proof during another's lease", async () => {
    const { id, store, claim } = await world()
    await claim()
    const before = addSeconds(until, -0.001)
    expect([await claim('claim-2', before), await store.due(before, 9)]).toEqual([null, []])
    expect(await store.due(until, 9)).toEqual([id])
    expect(await claim('claim-2', until)).toMatchObject({ claimId: 'claim-2', attempts: 2 })
  })

  it('neither claims nor shows a proof that is not waiting', async () => {
    const { store, set, claim, begin } = await world()
    for (const state of states.filter((one) => one !== 'queued')) {
      await set({ state })
      expect([state, await claim(), await store.due(now, 9)]).toEqual([state, null, []])
      await set({ state, claimId: 'claim-1', claimedUntil: until })
      expect([state, await begin()]).toEqual([state, false])
    }
  })

  it('gives a proof to one of many concurrent claims', async () => {
    const { claim, find } = await world()
    const claims = await Promise.all(Array.from({ length: 8 }, async (_, number) => await claim(`claim-${number}`)))
    const [won, ...others] = claims.filter((one) => one !== null)
    expect(others).toEqual([])
    expect(await find()).toMatchObject({ claimId: won?.claimId, attempts: 1 })
  })

  it('lets only its holder show it, during the lease and once', async () => {
    const { claim, begin, find } = await world()
    await claim()
    expect([await begin('claim-2'), await begin('claim-1', until)]).toEqual([false, false])
    const last = addSeconds(until, -0.001)
    expect(await begin('claim-1', last)).toBe(true)
    expect(await find()).toMatchObject({ state: 'sending', claimedUntil: addSeconds(last, 75) })
    expect(await begin('claim-1', last)).toBe(false)
  })

  const outcomes: Settlement[] = [
    { state: 'sent', at: now, reason: null },
    { state: 'queued', dueAt: now, reason: 'again' },
    { state: 'waiting', reason: 'no way' },
    { state: 'unconfirmed', reason: 'who knows' },
    { state: 'refused', reason: 'no' },
  ]

  it('changes a proof for its holder only, and once', async () => {
    const { id, store, set, find } = await world()
    for (const to of outcomes) {
      await set({ state: 'sending', claimId: 'claim-1', claimedUntil: until })
      expect(await store.settle(id, 'claim-2', to)).toBeNull()
      expect((await find())?.state).toBe('sending')
      const moved = { state: to.state, claimId: null, claimedUntil: null }
      expect(await store.settle(id, 'claim-1', to)).toMatchObject(moved)
      expect((await find())?.sealedImage).toBe(to.state === 'sent' || to.state === 'refused' ? null : 'sealed')
      expect(await store.settle(id, 'claim-1', to)).toBeNull()
    }
  })

  it("accepts a slow holder's outcome until the proof is decided", async () => {
    const { id, store, set } = await world()
    for (const state of states) {
      await set({ state, claimId: 'claim-1' })
      const settled = await store.settle(id, 'claim-1', { state: 'sent', at: now, reason: null })
      expect([state, settled !== null]).toEqual([state, ['queued', 'sending', 'unconfirmed'].includes(state)])
    }
  })

  it('ends a lease exactly at its time and for proofs being shown only', async () => {
    const { id, store, set } = await world({ state: 'sending', claimId: 'claim-1', claimedUntil: until })
    expect(await store.nextLeaseEnd()).toEqual(until)
    expect(await store.expireLeases(addSeconds(until, -0.001))).toEqual([])
    expect(await store.expireLeases(until)).toMatchObject([{ id, state: 'unconfirmed', claimId: 'claim-1' }])
    await set({ state: 'queued', claimId: 'claim-1', claimedUntil: until })
    expect([await store.expireLeases(until), await store.nextLeaseEnd()]).toEqual([[], until])
  })

  it('replaces only a proof that nobody can have seen', async () => {
    const { store, proof, set, find } = await world()
    for (const state of states) {
      await set({ state })
      const isUnseen = ['waiting', 'queued', 'refused'].includes(state)
      expect([state, await store.put({ ...proof, sealedImage: 'another' })]).toEqual([state, isUnseen])
      expect((await find())?.sealedImage).toBe(isUnseen ? 'another' : 'sealed')
    }
  })

  it('accepts a tap only while one is awaited', async () => {
    const { id, store, set } = await world()
    for (const state of states) {
      for (const [tap, from, to] of [
        [store.show, 'waiting', 'queued'],
        [store.queueAgain, 'unconfirmed', 'queued'],
        [store.confirmSent, 'unconfirmed', 'sent'],
      ] as const) {
        await set({ state })
        expect([state, (await tap(id, now))?.state ?? null]).toEqual([state, state === from ? to : null])
      }
    }
  })
})
