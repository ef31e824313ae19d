import { expect, it } from 'vitest'
import { drafts, shipmentAddresses } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { daySeconds } from '#lib/kernel/clock.ts'
import {
  type Actor,
  amendProposal,
  bookShipment,
  cancelShipment,
  dropDraft,
  keptUntil,
  prepareAmendment,
  readDraft,
  rejectProposal,
  saveDraft,
} from '../index.ts'
import { buyer, contact, seller, shippingWorld } from '../testing.ts'

const elsewhere: Actor = { ...buyer, seatId: 'seat-2', sessionId: 'session-2' }
const stranger: Actor = { ...elsewhere, divarUserId: null, grantId: null }

describeOnBothEngines('a proposal that nobody accepted', (open) => {
  it.each(['rejected', 'cancelled', 'expired'] as const)(
    '%s is kept for a day as the draft of its proposer, who proposes again without typing',
    async (state) => {
      const { deps, clock, reach, preview } = shippingWorld(open().db)
      const { id, parcel, service, payer, itemTitle, pickup, dropoff, trackingCode } = await reach(state)
      expect(await open().db.select().from(shipmentAddresses)).toEqual([])
      const known = await readDraft(deps, buyer)
      expect(known?.contact).toEqual(contact)
      const choices = { parcel, service, payer, itemTitle, ownPlace: dropoff, otherPlace: pickup }
      expect(known?.draft.choices).toMatchObject(choices)
      expect(await keptUntil(deps.store, id, clock())).toEqual(new Date(clock().getTime() + daySeconds * 1000))

      await saveDraft(deps, buyer, { choices: {} })
      const again = await bookShipment(deps, buyer, await preview(buyer))
      if (again.kind !== 'booked') throw new Error(again.kind)
      expect(again.shipment).toMatchObject({ parcel, service, payer, pickup, dropoff, state: 'proposed' })
      expect(again.shipment.trackingCode).not.toBe(trackingCode)
      // Used up: it does not come back after this one.
      expect(await open().db.select().from(drafts)).toEqual([])
    },
  )

  it('shows its address to who typed it, and to nobody else', async () => {
    const { deps, reach } = shippingWorld(open().db)
    const { id } = await reach('rejected')
    expect((await readDraft(deps, elsewhere))?.contact).toEqual(contact)
    expect((await readDraft(deps, { ...stranger, sessionId: buyer.sessionId }))?.contact).toEqual(contact)
    const seen = await readDraft(deps, stranger)
    expect([seen?.contact, seen?.draft.sealedAddress]).toEqual([null, null])
    expect(await readDraft(deps, seller)).toBeNull()
    expect(await readDraft(deps, { ...buyer, conversationId: 'conversation-2' })).toBeNull()
    const stored = JSON.stringify(await open().db.select().from(drafts))
    for (const text of Object.values(contact)) if (text) expect(stored).not.toContain(text)
    // A stranger who goes on from it takes nothing from its owner.
    await saveDraft(deps, stranger, { choices: { payer: 'seller' } })
    expect((await readDraft(deps, elsewhere))?.draft.choices.payer).toBe('seller')
    expect(await keptUntil(deps.store, id, deps.clock())).not.toBeNull()
  })

  it('is no draft any more after its day, or once its proposer starts over', async () => {
    const { deps, clock, reach } = shippingWorld(open().db)
    const { id } = await reach('expired')
    clock.advance(daySeconds)
    expect([await readDraft(deps, buyer), await keptUntil(deps.store, id, clock())]).toEqual([null, null])
    await dropDraft(deps, buyer)
    expect(await open().db.select().from(drafts)).toEqual([])
  })

  it('is found although a draft of the same seat, whose day is over, was not erased yet', async () => {
    const { deps, clock, booked } = shippingWorld(open().db)
    const { trackingCode } = await booked(buyer)
    await saveDraft(deps, buyer, { choices: { payer: 'seller' } })
    clock.advance(daySeconds)
    expect(await rejectProposal(deps, seller, trackingCode, 'price')).toMatchObject({ kind: 'rejected' })
    expect((await readDraft(deps, buyer))?.contact).toEqual(contact)
    await saveDraft(deps, buyer, { choices: { payer: 'buyer' } })
    expect((await readDraft(deps, buyer))?.contact).toEqual(contact)
    expect(await open().db.select().from(drafts)).toHaveLength(1)
  })

  it('gives its address to a newer draft of the same seat that has none, and is then used up', async () => {
    const { deps, clock, booked, preview } = shippingWorld(open().db)
    const { id, trackingCode, dropoff } = await booked(buyer)
    await saveDraft(deps, buyer, { choices: { payer: 'seller', ownPlace: dropoff } })
    await rejectProposal(deps, seller, trackingCode, 'price')
    clock.advance(60)
    await saveDraft(deps, stranger, { choices: { payer: 'seller' } })
    expect((await readDraft(deps, stranger))?.contact).toBeNull()
    const known = await readDraft(deps, buyer)
    expect([known?.contact, known?.draft.choices.payer]).toEqual([contact, 'seller'])
    expect(await keptUntil(deps.store, id, clock())).not.toBeNull()

    clock.advance(60)
    const parcel = { size: 'small', weightGrams: 2_000, fragile: true, forbiddenAccepted: true } as const
    await saveDraft(deps, buyer, { choices: { parcel, service: 'city_same_day' } })
    expect(await keptUntil(deps.store, id, clock())).toBeNull()
    expect((await readDraft(deps, { ...elsewhere, seatId: 'seat-3' }))?.contact).toEqual(contact)
    expect((await readDraft(deps, { ...buyer, sessionId: 'session-2', divarUserId: null }))?.contact).toBeNull()
    expect((await preview(buyer)).trackingCode).not.toBe(trackingCode)
  })

  it('does not give its address to a newer draft that names another place, or has an address of its own', async () => {
    const { deps, booked } = shippingWorld(open().db)
    const { trackingCode } = await booked(buyer)
    const ownPlace = { city: 'karaj', district: null }
    await saveDraft(deps, buyer, { choices: { ownPlace } })
    await rejectProposal(deps, seller, trackingCode, 'price')
    expect((await readDraft(deps, buyer))?.contact).toBeNull()
    const other = { ...contact, line: 'خیابان دوم، پلاک ۳' }
    await saveDraft(deps, buyer, { contact: other })
    expect((await readDraft(deps, buyer))?.contact).toEqual(other)
  })

  it('leaves nothing where it was accepted before, or its proposer had their data erased', async () => {
    const { deps, reach, booked } = shippingWorld(open().db)
    const { trackingCode } = await reach('accepted')
    await cancelShipment(deps, buyer, { trackingCode, reason: 'other', seenState: 'accepted' })
    expect(await readDraft(deps, buyer)).toBeNull()
    const erased = await booked(buyer)
    const cancel = { trackingCode: erased.trackingCode, reason: 'erased', seenState: 'proposed' } as const
    await cancelShipment(deps, buyer, cancel)
    expect(await open().db.select().from(drafts)).toEqual([])
  })

  it('after a correction is kept for the seller who sent it, and the address of the buyer goes', async () => {
    const { deps, booked, fill } = shippingWorld(open().db)
    const { trackingCode } = await booked(buyer)
    const parcel = { size: 'medium', weightGrams: 10_000, fragile: false, forbiddenAccepted: true } as const
    await fill(seller, { correction: { trackingCode, parcel } })
    const prepared = await prepareAmendment(deps, seller, trackingCode)
    if (prepared.kind !== 'ready') throw new Error(prepared.kind)
    const { fingerprint } = prepared
    await amendProposal(deps, seller, { trackingCode, fingerprint, forbiddenAccepted: true })
    expect(await rejectProposal(deps, buyer, trackingCode, 'price')).toMatchObject({ kind: 'rejected' })
    expect((await readDraft(deps, seller))?.draft.choices.parcel).toEqual(parcel)
    expect(await readDraft(deps, buyer)).toBeNull()
    expect(await open().db.select().from(shipmentAddresses)).toEqual([])
  })
})
