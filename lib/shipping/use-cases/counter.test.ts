import { expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import {
  acceptProposal,
  bookShipment,
  prepareAcceptance,
  prepareProposal,
  proposeInstead,
  readDraft,
  saveDraft,
} from '../index.ts'
import { buyer, contact, seller, shippingWorld } from '../testing.ts'

const far = { city: 'shiraz', district: null }
const other = { ...contact, name: 'رضا' }

describeOnBothEngines('proposing from the own side instead', (open) => {
  /** The buyer proposes from the city of the post; the seller turns out to live elsewhere. */
  async function world() {
    const made = shippingWorld(open().db)
    const shipment = await made.booked(buyer, true, { service: 'post_vijeh', payer: 'seller' })
    await made.send(shipment.id)
    await saveDraft(made.deps, seller, {
      choices: { ownPlace: far, postPlace: { city: 'tehran', district: 'vanak' } },
      contact: other,
    })
    return { ...made, shipment, trackingCode: shipment.trackingCode }
  }

  it('rejects the proposal and starts from its content and the own input', async () => {
    const { deps, shipment, trackingCode, said, stands } = await world()
    expect((await prepareAcceptance(deps, seller, trackingCode)).kind).toBe('above_limit')
    expect((await proposeInstead(deps, seller, trackingCode)).kind).toBe('rejected')
    expect(await stands(trackingCode)).toMatchObject({ state: 'rejected', reason: 'counter_proposal' })
    expect(await said(shipment.id)).toEqual(['proposal by DEMAND: sent', 'answer by SUPPLY: queued'])
    const draft = await readDraft(deps, seller)
    const { parcel, service, payer, itemTitle, dropoff } = shipment
    expect(draft?.draft.choices).toMatchObject({
      parcel,
      service,
      payer,
      itemTitle,
      otherPlace: dropoff,
      ownPlace: far,
    })
    expect(draft?.contact).toEqual(other)
  })

  it('makes a proposal that the first side can accept at the price of both ends', async () => {
    const { deps, shipment, trackingCode, preview, fill, shownTo } = await world()
    await proposeInstead(deps, seller, trackingCode)
    // Nobody has confirmed yet what is inside: the first screen asks it of the seller.
    expect(await prepareProposal(deps, seller)).toEqual({ ok: false, part: 'what' })
    await saveDraft(deps, seller, { choices: { parcel: { ...shipment.parcel, forbiddenAccepted: true } } })
    const booked = await bookShipment(deps, seller, await preview(seller))
    if (booked.kind !== 'booked') throw new Error(booked.kind)
    expect(booked.shipment).toMatchObject({
      proposerSide: 'SUPPLY',
      pickup: far,
      dropoff: shipment.dropoff,
      quote: { exact: true },
    })
    expect(booked.shipment.priceLimitToman).toBeGreaterThan(shipment.priceLimitToman)
    await fill(buyer)
    const accepted = await acceptProposal(deps, buyer, await shownTo(buyer, booked.shipment.trackingCode))
    expect(accepted).toMatchObject({ kind: 'accepted', shipment: { quote: { max: booked.shipment.priceLimitToman } } })
  })

  it('by the buyer uses the pickup that the seller named', async () => {
    const { deps, booked, fill } = shippingWorld(open().db)
    const { trackingCode, pickup } = await booked(seller, true, { service: 'post_vijeh' })
    await fill(buyer, { ownPlace: far, postPlace: null })
    expect((await proposeInstead(deps, buyer, trackingCode)).kind).toBe('rejected')
    const choices = (await readDraft(deps, buyer))?.draft.choices
    expect(choices).toMatchObject({ ownPlace: far, otherPlace: pickup, postPlace: pickup, service: 'post_vijeh' })
  })

  it("changes nothing when the proposal is the side's own or was answered", async () => {
    const { deps, trackingCode } = await world()
    const before = await readDraft(deps, seller)
    expect(await proposeInstead(deps, buyer, trackingCode)).toEqual({ kind: 'not_allowed' })
    const stranger = { ...seller, conversationId: 'conversation-2' }
    expect(await proposeInstead(deps, stranger, trackingCode)).toEqual({ kind: 'not_found' })
    expect(await readDraft(deps, seller)).toEqual(before)
    await proposeInstead(deps, seller, trackingCode)
    const after = await readDraft(deps, seller)
    expect(await proposeInstead(deps, seller, trackingCode)).toMatchObject({
      kind: 'too_late',
      shipment: { state: 'rejected' },
    })
    expect(await readDraft(deps, seller)).toEqual(after)
  })
})
