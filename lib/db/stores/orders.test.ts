import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { Settlement } from '#lib/addon/outbox/index.ts'
import { type CarrierWebhook, type WebhookStore, webhookStates } from '#lib/carrier/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { outbox } from '../schema/outbox.ts'
import { describeOnBothEngines } from '../testing.ts'
import { isOrder } from '../testing-outbox.ts'
import { webhookStore, webhookTransaction } from './orders.ts'

/** The conditions of the SQL statements themselves: their callers have read before, and a row may have changed since. */
describeOnBothEngines('the order store', (open) => {
  const now = new Date('2026-11-22T09:00:00Z')
  const until = addSeconds(now, 60)

  function world() {
    const store: WebhookStore = webhookStore(open().db)
    const insert = async (change: Partial<CarrierWebhook> = {}) => {
      const order: CarrierWebhook = {
        id: newId(),
        shipmentId: 'shipment-1',
        type: 'shipment.accepted',
        reference: null,
        position: 1,
        happenedAt: now,
        state: 'queued',
        attempts: 0,
        dueAt: now,
        firstQueuedAt: now,
        claimId: null,
        claimedUntil: null,
        lastReason: null,
        deliveredAt: null,
        ...change,
      }
      await open().db.transaction(async (tx) => await webhookTransaction(tx).insert(order))
      return order.id
    }
    const set = async (id: string, change: Partial<Omit<CarrierWebhook, 'reference'>>) =>
      await open()
        .db.update(outbox)
        .set(change)
        .where(and(isOrder, eq(outbox.id, id)))
    const claim = async (id: string, claimId = 'claim-1') => await store.claim(id, { claimId, now, until })
    return { store, insert, set, claim }
  }

  it('does not claim or list an order before it is due', async () => {
    const { store, insert, set, claim } = world()
    const id = await insert({ dueAt: addSeconds(now, 0.001) })
    expect([await claim(id), await store.due(now, 9)]).toEqual([null, []])
    await set(id, { dueAt: now })
    expect(await store.due(now, 9)).toEqual([id])
    expect(await claim(id)).toMatchObject({ state: 'sending', attempts: 1, claimId: 'claim-1', claimedUntil: until })
  })

  it('reads an empty text of the row as no reference, and writes it for the version before', async () => {
    const { store, insert } = world()
    const id = await insert()
    expect((await store.find(id))?.reference).toBeNull()
    const [row] = await open().db.select({ reference: outbox.reference }).from(outbox).where(eq(outbox.id, id))
    expect(row).toEqual({ reference: '' })
  })

  it('does not claim an order after an unfinished one of its shipment', async () => {
    const { store, insert, set, claim } = world()
    const first = await insert()
    const second = await insert({ type: 'shipment.cancelled', position: 2 })
    for (const state of webhookStates) {
      await set(first, { state, dueAt: addSeconds(now, 60) })
      await set(second, { state: 'queued' })
      const isHeldUp = state === 'queued' || state === 'sending'
      expect([state, await store.due(now, 9)]).toEqual([state, isHeldUp ? [] : [second]])
      expect([state, (await claim(second)) === null]).toEqual([state, isHeldUp])
    }
  })

  it('does not block other shipments or earlier orders', async () => {
    const { store, insert, claim } = world()
    const first = await insert()
    await insert({ type: 'shipment.cancelled', position: 2 })
    const elsewhere = await insert({ shipmentId: 'shipment-2', position: 2 })
    expect((await store.due(now, 9)).sort()).toEqual([first, elsewhere].sort())
    for (const id of [first, elsewhere]) expect(await claim(id)).toMatchObject({ state: 'sending' })
  })

  it('neither claims nor changes an order that is not queued', async () => {
    const { store, insert, set, claim } = world()
    const id = await insert()
    for (const state of webhookStates) {
      await set(id, { state, claimId: 'claim-0' })
      const settled = await store.settle(id, null, { state: 'dead', reason: 'gave_up' })
      expect([state, settled?.state]).toEqual([state, state === 'queued' ? 'dead' : undefined])
      expect([state, await claim(id)]).toEqual([state, null])
    }
  })

  it('gives an order to one of many concurrent claims', async () => {
    const { store, insert, claim } = world()
    const id = await insert()
    const claims = await Promise.all(Array.from({ length: 8 }, async (_, number) => await claim(id, `claim-${number}`)))
    const [won, ...others] = claims.filter((one) => one !== null)
    expect(others).toEqual([])
    expect(await store.find(id)).toMatchObject({ claimId: won?.claimId, attempts: 1 })
  })

  const outcomes: Settlement[] = [
    { state: 'delivered', at: now, reason: null },
    { state: 'queued', dueAt: now, reason: 'again' },
    { state: 'dead', reason: 'gave_up' },
  ]

  it('changes a claimed order for its holder only, and once', async () => {
    const { store, insert, set, claim } = world()
    const id = await insert()
    for (const to of outcomes) {
      await set(id, { state: 'queued' })
      await claim(id)
      expect([await store.settle(id, 'claim-2', to), await store.settle(id, null, to)]).toEqual([null, null])
      const moved = { state: to.state, claimId: null, claimedUntil: null }
      expect(await store.settle(id, 'claim-1', to)).toMatchObject(moved)
      expect(await store.settle(id, 'claim-1', to)).toBeNull()
    }
  })

  it("accepts a slow worker's outcome after its lease until another has claimed the order", async () => {
    const { store, insert, claim } = world()
    const [slow, lost] = [await insert(), await insert({ shipmentId: 'shipment-2' })]
    for (const id of [slow, lost]) await claim(id)
    await store.expireLeases(until)
    const delivered: Settlement = { state: 'delivered', at: now, reason: null }
    expect(await store.settle(slow, 'claim-1', delivered)).toMatchObject({ state: 'delivered' })
    await store.claim(lost, { claimId: 'claim-2', now: until, until: addSeconds(until, 60) })
    expect(await store.settle(lost, 'claim-1', delivered)).toBeNull()
  })

  it("accepts a slow holder's outcome until the order is decided", async () => {
    const { store, insert, set } = world()
    const id = await insert()
    for (const state of webhookStates) {
      await set(id, { state, claimId: 'claim-1' })
      const settled = await store.settle(id, 'claim-1', { state: 'dead', reason: 'gone' })
      expect([state, settled !== null]).toEqual([state, state === 'queued' || state === 'sending'])
    }
  })

  it('ends a lease exactly at its time and for orders being sent only', async () => {
    const { store, insert, claim } = world()
    const id = await insert()
    await insert({ shipmentId: 'shipment-2', claimedUntil: now, dueAt: until })
    await claim(id)
    expect(await store.nextLeaseEnd()).toEqual(until)
    expect(await store.expireLeases(addSeconds(until, -0.001))).toEqual([])
    expect(await store.expireLeases(until)).toMatchObject([{ id, state: 'queued', dueAt: until, claimId: 'claim-1' }])
    expect(await store.nextLeaseEnd()).toBeNull()
  })
})
