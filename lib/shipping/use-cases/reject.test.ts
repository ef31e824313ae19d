import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { outbox } from '#lib/db/schema/outbox.ts'
import { shipmentAddresses } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { isMessage } from '#lib/db/testing-outbox.ts'
import {
  announceShipment,
  prepareAnnouncement,
  rejectProposal,
  shipmentStates,
  statusOf,
  viewShipment,
} from '../index.ts'
import { buyer, contact, seller, shippingWorld } from '../testing.ts'

const stranger = { ...seller, conversationId: 'conversation-2', sessionId: buyer.sessionId }

describeOnBothEngines('rejecting a proposal', (open) => {
  const world = () => shippingWorld(open().db)

  it('ends it, erases the address and supersedes an unsent proposal', async () => {
    const { deps, booked, clock, said } = world()
    const { id, trackingCode } = await booked(buyer)
    clock.advance(60)
    const rejected = await rejectProposal(deps, seller, trackingCode)
    expect(rejected).toMatchObject({ kind: 'rejected', shipment: { state: 'rejected', endedAt: clock(), dueAt: null } })
    expect(await deps.store.shipmentByCode(trackingCode)).toEqual(rejected.kind === 'rejected' && rejected.shipment)
    expect(await open().db.select().from(shipmentAddresses)).toEqual([])
    expect(await deps.store.stepsOf(id)).toMatchObject([
      { number: 1, event: 'propose', by: 'DEMAND' },
      { number: 2, event: 'reject', by: 'SUPPLY', state: 'rejected', at: clock() },
    ])
    expect(await said(id)).toEqual(['proposal by DEMAND: superseded', 'answer by SUPPLY: queued'])
  })

  it('is announced after a proposal that is in the chat', async () => {
    const { deps, booked, said } = world()
    const { id, trackingCode } = await booked(buyer)
    await open()
      .db.update(outbox)
      .set({ state: 'sent' })
      .where(and(isMessage, eq(outbox.subjectId, id)))
    await rejectProposal(deps, seller, trackingCode)
    expect(await said(id)).toEqual(['proposal by DEMAND: sent', 'answer by SUPPLY: queued'])
  })

  it('sends nothing when the proposal was not announced', async () => {
    const { deps, booked, said } = world()
    const { id, trackingCode } = await booked(buyer, false)
    expect(await rejectProposal(deps, seller, trackingCode)).toMatchObject({ kind: 'rejected' })
    expect(await said(id)).toEqual([])
  })

  it('is allowed to the other side of this conversation only', async () => {
    const { deps, booked, said } = world()
    const { id, trackingCode } = await booked(buyer)
    expect(await rejectProposal(deps, buyer, trackingCode)).toEqual({ kind: 'not_allowed' })
    expect(await rejectProposal(deps, stranger, trackingCode)).toEqual({ kind: 'not_found' })
    expect(await rejectProposal(deps, seller, 'nothing')).toEqual({ kind: 'not_found' })
    expect(await said(id)).toEqual(['proposal by DEMAND: queued'])
    expect((await deps.store.shipmentByCode(trackingCode))?.state).toBe('proposed')
  })

  it.each(shipmentStates.filter((state) => state !== 'proposed'))('is too late when it is %s', async (state) => {
    const { deps, booked } = world()
    const shipment = await booked(buyer)
    await deps.store.moveShipment({ ...shipment, state }, shipment)
    expect(await rejectProposal(deps, seller, shipment.trackingCode)).toMatchObject({
      kind: 'too_late',
      shipment: { state },
    })
    expect(await open().db.select().from(shipmentAddresses)).toHaveLength(1)
  })

  it('twice at once happens once', async () => {
    const { deps, booked, said } = world()
    const { id, trackingCode } = await booked(buyer)
    const taps = await Promise.all([1, 2, 3].map(async () => await rejectProposal(deps, seller, trackingCode)))
    expect(taps.map((tap) => tap.kind).sort()).toEqual(['rejected', 'too_late', 'too_late'])
    expect(await said(id)).toHaveLength(2)
  })

  it('is all or nothing', async () => {
    const { deps, booked, failToAnnounce } = world()
    const { trackingCode } = await booked(buyer)
    failToAnnounce(true)
    await expect(rejectProposal(deps, seller, trackingCode)).rejects.toThrow('announcing failed')
    expect((await deps.store.shipmentByCode(trackingCode))?.state).toBe('proposed')
    expect(await open().db.select().from(shipmentAddresses)).toHaveLength(1)
  })
})

describeOnBothEngines('announcing a proposal later', (open) => {
  async function silent() {
    const world = shippingWorld(open().db)
    const shipment = await world.booked(buyer, false)
    const { trackingCode } = shipment
    const shown = async () => ({
      trackingCode,
      fingerprint: (await prepareAnnouncement(world.deps, shipment)).fingerprint,
    })
    return { ...world, shipment, trackingCode, shown }
  }

  it('queues the message once and stores the grant', async () => {
    const { deps, shown, said, shipment, trackingCode } = await silent()
    const input = await shown()
    const taps = await Promise.all([1, 2, 3].map(async () => await announceShipment(deps, buyer, input)))
    expect(taps.map((tap) => tap.kind).sort()).toEqual(['already', 'already', 'announced'])
    expect(await said(shipment.id)).toEqual(['proposal by DEMAND: queued'])
    expect(await deps.store.shipmentByCode(trackingCode)).toMatchObject({ announced: true, grantId: 'grant-buyer' })
  })

  it('is for its proposer, with a permission and an unchanged preview', async () => {
    const { deps, shown, said, shipment, changeWording } = await silent()
    const input = await shown()
    expect(await announceShipment(deps, seller, input)).toEqual({ kind: 'not_allowed' })
    expect(await announceShipment(deps, stranger, input)).toEqual({ kind: 'not_found' })
    expect(await announceShipment(deps, { ...buyer, grantId: null }, input)).toEqual({ kind: 'permission_missing' })
    changeWording('پیک تازه')
    expect(await announceShipment(deps, buyer, input)).toEqual({ kind: 'preview_changed' })
    expect(await said(shipment.id)).toEqual([])
  })

  it('sends nothing for a proposal that is rejected at that moment', async () => {
    const { deps, shown, said, shipment, trackingCode } = await silent()
    const input = await shown()
    const meddling = {
      ...deps,
      transaction: async <T>(work: Parameters<typeof deps.transaction<T>>[0]) => {
        await rejectProposal(deps, seller, trackingCode)
        return await deps.transaction(work)
      },
    }
    expect(await announceShipment(meddling, buyer, input)).toEqual({ kind: 'not_allowed' })
    expect(await said(shipment.id)).toEqual([])
  })

  it('announces both when the proposal is rejected at that moment', async () => {
    const { deps, shown, said, shipment, trackingCode } = await silent()
    const input = await shown()
    const meddling = {
      ...deps,
      transaction: async <T>(work: Parameters<typeof deps.transaction<T>>[0]) => {
        await announceShipment(deps, buyer, input)
        await open().db.update(outbox).set({ state: 'sent' }).where(isMessage)
        return await deps.transaction(work)
      },
    }
    expect(await rejectProposal(meddling, seller, trackingCode)).toMatchObject({ kind: 'rejected' })
    expect(await said(shipment.id)).toEqual(['proposal by DEMAND: sent', 'answer by SUPPLY: queued'])
  })
})

describeOnBothEngines('reading a shipment', (open) => {
  it("shows each side its own typed address and never the other's", async () => {
    const { deps, booked } = shippingWorld(open().db)
    const { trackingCode } = await booked(buyer)
    const contactOf = async (change: Partial<typeof buyer>) =>
      (await viewShipment(deps, { ...buyer, ...change }, trackingCode))?.ownContact
    expect(await contactOf({})).toEqual(contact)
    expect(await contactOf({ sessionId: 'session-2' })).toEqual(contact)
    expect(await contactOf({ sessionId: 'session-2', divarUserId: null })).toBeNull()
    expect(await contactOf({ sessionId: 'session-2', divarUserId: 'somebody' })).toBeNull()
    const other = await viewShipment(deps, { ...seller, sessionId: buyer.sessionId }, trackingCode)
    expect(other).toMatchObject({ role: 'other', ownContact: null })
    expect(JSON.stringify(other)).not.toMatch(new RegExp(`${contact.mobile}|${contact.name}|${contact.line}`))
  })

  it('is refused in another conversation', async () => {
    const { deps, booked } = shippingWorld(open().db)
    const { trackingCode } = await booked(buyer)
    for (const code of [trackingCode, 'nothing', '']) {
      expect(await viewShipment(deps, stranger, code)).toBeNull()
      expect(await statusOf(deps, stranger.conversationId, code)).toBeNull()
    }
    expect(await statusOf(deps, buyer.conversationId, trackingCode)).toMatchObject({ trackingCode })
  })
})
