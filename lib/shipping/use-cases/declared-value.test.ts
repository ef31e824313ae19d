import { expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import {
  type Actor,
  acceptProposal,
  bookShipment,
  type DraftChoices,
  prepareAcceptance,
  prepareAmendment,
  prepareProposal,
  proposeInstead,
  readDraft,
  rejectProposal,
  saveDraft,
} from '../index.ts'
import { buyer, choices, contact, seller, shippingWorld } from '../testing.ts'

const large = 7_500_000_000
const medium = { size: 'medium', weightGrams: 10_000, fragile: false, forbiddenAccepted: true } as const

describeOnBothEngines('the declared value', (open) => {
  async function proposedWith(proposal: Partial<DraftChoices>) {
    const made = shippingWorld(open().db)
    const shipment = await made.booked(buyer, true, proposal)
    made.typesAt(seller.seatId, { ...contact, name: 'رضا' })
    const { trackingCode } = shipment
    const correct = async (correction: Omit<NonNullable<DraftChoices['correction']>, 'trackingCode'> | null) =>
      await made.fill(seller, { correction: correction && { trackingCode, ...correction } })
    return { ...made, shipment, trackingCode, correct }
  }

  it('of a proposal is the price of the post where nobody said another, and stays with it until the acceptance', async () => {
    const { deps, shipment, trackingCode, correct, shownTo, stands } = await proposedWith({ postPriceToman: large })
    expect(shipment.declaredValueToman).toBe(large)
    expect((await stands(trackingCode))?.declaredValueToman).toBe(large)
    await correct(null)
    const accepted = await acceptProposal(deps, seller, await shownTo(seller, trackingCode))
    expect(accepted).toMatchObject({ kind: 'accepted', shipment: { declaredValueToman: large } })
    expect((await stands(trackingCode))?.declaredValueToman).toBe(large)
  })

  it('that changed since it was shown books nothing, and accepts nothing', async () => {
    const { deps, fill } = shippingWorld(open().db)
    await fill(buyer, { ...choices, postPriceToman: 5_000 })
    const shown = await prepareProposal(deps, buyer)
    if (!shown.ok) throw new Error(shown.part)
    const { fingerprint, draft } = shown.proposal
    await saveDraft(deps, buyer, { choices: { declaredValueToman: 6_000 } })
    const input = { trackingCode: draft.trackingCode, fingerprint, announce: true }
    expect(await bookShipment(deps, buyer, input)).toEqual({ kind: 'preview_changed' })

    const other = await proposedWith({ postPriceToman: 5_000 })
    await other.correct(null)
    const answer = await other.shownTo(seller, other.trackingCode)
    await other.correct({ parcel: other.shipment.parcel, declaredValueToman: 9_000 })
    expect(await acceptProposal(other.deps, seller, answer)).toEqual({ kind: 'preview_changed' })
  })

  it('is corrected by the seller with the acceptance, also to nothing, and sends no proposal back by itself', async () => {
    const { deps, trackingCode, shipment, correct, shownTo, stands } = await proposedWith({ declaredValueToman: 5_000 })
    const { parcel } = shipment
    await correct({ parcel })
    expect(await prepareAcceptance(deps, seller, trackingCode)).toMatchObject({
      shipment: { declaredValueToman: 5_000 },
    })
    await correct({ parcel, declaredValueToman: null })
    expect(await prepareAcceptance(deps, seller, trackingCode)).toMatchObject({
      shipment: { declaredValueToman: null },
    })
    await correct({ parcel, declaredValueToman: large })
    expect(await prepareAmendment(deps, seller, trackingCode)).toEqual({ kind: 'acceptable' })
    const prepared = await prepareAcceptance(deps, seller, trackingCode)
    expect(prepared).toMatchObject({ kind: 'ready', isCorrected: false, shipment: { declaredValueToman: large } })
    await acceptProposal(deps, seller, await shownTo(seller, trackingCode))
    expect(await stands(trackingCode)).toMatchObject({ state: 'accepted', declaredValueToman: large })
  })

  it('goes back to the buyer with a parcel that costs more', async () => {
    const { deps, trackingCode, correct } = await proposedWith({ declaredValueToman: 5_000 })
    await correct({ parcel: medium, declaredValueToman: 8_000 })
    const amended = await prepareAmendment(deps, seller, trackingCode)
    expect(amended).toMatchObject({ kind: 'ready', shipment: { parcel: medium, declaredValueToman: 8_000 } })
  })

  it('stays in the draft of a rejected proposal, as its proposer left it', async () => {
    const { deps, trackingCode } = await proposedWith({ postPriceToman: 5_000, declaredValueToman: null })
    await rejectProposal(deps, seller, trackingCode, 'price')
    const kept = await readDraft(deps, { ...buyer, seatId: 'seat-again' })
    expect(kept?.draft.choices.declaredValueToman).toBeNull()
  })

  it.each([
    [6_000, 6_000],
    [null, 5_000],
  ])('of a counter-proposal starts from what the other side declared, %s, else from the post', async (value, own) => {
    const { deps, trackingCode } = await proposedWith({ declaredValueToman: value })
    await proposeInstead(deps, seller, trackingCode)
    const other: Actor = seller
    await saveDraft(deps, other, { choices: { postPriceToman: 5_000 } })
    await saveDraft(deps, other, { choices, contact })
    const prepared = await prepareProposal(deps, other)
    if (!prepared.ok) throw new Error(prepared.part)
    expect(prepared.proposal.shipment.declaredValueToman).toBe(own)
  })
})
