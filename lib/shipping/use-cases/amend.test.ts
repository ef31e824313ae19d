import { expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import {
  type Actor,
  acceptProposal,
  amendProposal,
  announceShipment,
  cancelShipment,
  type DraftChoices,
  eraseTyped,
  expireProposals,
  prepareAcceptance,
  prepareAmendment,
  prepareAnnouncement,
  prepareErasure,
  readDraft,
  rejectProposal,
  remindOfProposals,
  saveDraft,
  senderFor,
} from '../index.ts'
import { buyer, contact, seller, shippingWorld } from '../testing.ts'

const sellersContact = { ...contact, name: 'رضا', mobile: '09351112233', line: 'بلوار سوم، پلاک ۹' }
const corrected = { size: 'medium', weightGrams: 10_000, fragile: false, forbiddenAccepted: true } as const

describeOnBothEngines('correcting the parcel of a proposal', (open) => {
  /** A proposal of the buyer's, and the seller's draft for it with another parcel. */
  async function world({ announce = true, parcel = corrected as DraftChoices['parcel'], proposal = {} } = {}) {
    const made = shippingWorld(open().db)
    made.typesAt(seller.seatId, sellersContact)
    const shipment = await made.booked(buyer, announce, proposal)
    const { trackingCode } = shipment
    await made.fill(seller, { correction: parcel && { trackingCode, parcel } })
    const { deps } = made
    /** What the page of the amendment shows now: what a tap on it sends back. */
    const shown = async (actor: Actor = seller) => {
      const prepared = await prepareAmendment(deps, actor, trackingCode)
      if (prepared.kind !== 'ready') throw new Error(prepared.kind)
      return { trackingCode, fingerprint: prepared.fingerprint, forbiddenAccepted: true }
    }
    const amend = async (actor: Actor = seller) => {
      const amended = await amendProposal(deps, actor, await shown(actor))
      if (amended.kind !== 'amended') throw new Error(amended.kind)
      return amended
    }
    return { ...made, shipment, trackingCode, shown, amend }
  }

  it('has the deadline that was shown, however many minutes the tap took', async () => {
    const { clock, deps, shown } = await world()
    const shownAt = clock()
    const seen = await shown()
    clock.advance(29 * 60)
    expect(await amendProposal(deps, seller, seen)).toMatchObject({
      kind: 'amended',
      shipment: { dueAt: new Date(shownAt.getTime() + 48 * 3_600_000) },
    })
  })

  it('above what was agreed goes back to its proposer, with both ends, the price of the parcel and a new deadline', async () => {
    const { deps, clock, shipment, trackingCode, send, amend, said, orders, stands } = await world()
    await send(shipment.id)
    clock.advance(3600)
    const { shipment: amended, messageId } = await amend()
    expect(amended).toMatchObject({
      state: 'proposed',
      proposerSide: 'SUPPLY',
      parcel: corrected,
      pickup: { city: 'tehran', district: 'narmak' },
      dropoff: { city: 'tehran', district: 'narmak' },
      quote: { exact: true, max: amended.priceLimitToman },
      announced: true,
      grantId: 'grant-seller',
      otherGrantId: 'grant-buyer',
      dueAt: new Date(clock().getTime() + 48 * 3_600_000),
      remindAt: null,
      endedAt: null,
    })
    expect(amended.priceLimitToman).toBeGreaterThan(shipment.priceLimitToman)
    expect(await stands(trackingCode)).toEqual(amended)
    expect(messageId).not.toBeNull()
    expect((await deps.store.stepsOf(shipment.id)).map(({ event, by }) => `${event} ${by}`)).toEqual([
      'propose DEMAND',
      'amend SUPPLY',
    ])
    expect(await said(shipment.id)).toEqual(['proposal by DEMAND: sent', 'amendment by SUPPLY: queued'])
    expect(await orders(shipment.id)).toEqual([])
    expect(await readDraft(deps, seller)).toBeNull()
    for (const side of ['SUPPLY', 'DEMAND'] as const) {
      expect((await deps.store.addressOf(shipment.id, side))?.typedByDivarUserId).toBe(
        side === 'SUPPLY' ? 'user-seller' : 'user-buyer',
      )
    }
  })

  it('is accepted by the first proposer without typing an address', async () => {
    const { deps, shipment, trackingCode, amend, shownTo, send, said, orders } = await world()
    await send(shipment.id)
    const { shipment: amended } = await amend()
    await send(shipment.id)
    const prepared = await prepareAcceptance(deps, buyer, trackingCode)
    expect(prepared).toMatchObject({ kind: 'ready', own: { contact, draft: null }, isCorrected: false })
    const accepted = await acceptProposal(deps, buyer, await shownTo(buyer, trackingCode))
    expect(accepted).toMatchObject({
      kind: 'accepted',
      shipment: { state: 'accepted', parcel: corrected, quote: { max: amended.priceLimitToman }, dueAt: null },
    })
    expect(await said(shipment.id)).toEqual([
      'proposal by DEMAND: sent',
      'amendment by SUPPLY: sent',
      'answer by DEMAND: queued',
    ])
    expect(await orders(shipment.id)).toEqual(['shipment.accepted'])
  })

  it('is accepted in another browser of that side without showing the address there', async () => {
    const { deps, trackingCode, amend } = await world()
    await amend()
    const elsewhere = { ...buyer, seatId: 'seat-2', sessionId: 'session-2', divarUserId: null, grantId: null }
    const prepared = await prepareAcceptance(deps, elsewhere, trackingCode)
    expect(prepared).toMatchObject({ kind: 'ready', own: { contact: null, place: { city: 'tehran' } } })
  })

  it('within what was agreed is accepted at once, with the corrected parcel', async () => {
    const parcel = { ...corrected, size: 'envelope', weightGrams: 500 } as const
    const { deps, shipment, trackingCode, shownTo } = await world({ parcel })
    expect(await prepareAmendment(deps, seller, trackingCode)).toEqual({ kind: 'acceptable' })
    expect(await amendProposal(deps, seller, { trackingCode, fingerprint: '', forbiddenAccepted: true })).toEqual({
      kind: 'acceptable',
    })
    expect(await prepareAcceptance(deps, seller, trackingCode)).toMatchObject({ kind: 'ready', isCorrected: true })
    const accepted = await acceptProposal(deps, seller, await shownTo(seller, trackingCode))
    if (accepted.kind !== 'accepted') throw new Error(accepted.kind)
    expect(accepted.shipment).toMatchObject({ state: 'accepted', proposerSide: 'DEMAND', parcel })
    expect(accepted.shipment.quote.max).toBeLessThanOrEqual(shipment.priceLimitToman)
  })

  it('above what was agreed cannot be accepted', async () => {
    const { deps, trackingCode } = await world()
    expect(await prepareAcceptance(deps, seller, trackingCode)).toMatchObject({
      kind: 'above_limit',
      isCorrected: true,
    })
  })

  it.each<[string, Partial<DraftChoices>]>([
    ['of another proposal', { correction: { trackingCode: 'ANOTHER', parcel: corrected } }],
    ['that is none', { correction: null }],
  ])('does not use a correction %s', async (_, choices) => {
    const { deps, shipment, trackingCode } = await world()
    await saveDraft(deps, seller, { choices })
    expect(await prepareAcceptance(deps, seller, trackingCode)).toMatchObject({
      kind: 'ready',
      isCorrected: false,
      shipment: { parcel: shipment.parcel },
    })
  })

  it('to what the chosen service does not take is refused as that, not as an address', async () => {
    const parcel = { ...corrected, size: 'large', weightGrams: 15_000 } as const
    const { deps, trackingCode } = await world({ parcel })
    const refused = { kind: 'unavailable', isCorrected: true, unavailable: { ok: false } }
    expect(await prepareAcceptance(deps, seller, trackingCode)).toMatchObject(refused)
    expect(await amendProposal(deps, seller, { trackingCode, fingerprint: '', forbiddenAccepted: true })).toMatchObject(
      refused,
    )
    await saveDraft(deps, seller, { choices: { correction: null, ownPlace: { city: 'shiraz', district: null } } })
    expect(await prepareAcceptance(deps, seller, trackingCode)).toMatchObject({ ...refused, isCorrected: false })
  })

  it('is not for the buyer, who does not have the thing', async () => {
    const { deps, booked, fill } = shippingWorld(open().db)
    const { trackingCode, parcel } = await booked(seller)
    await fill(buyer, { correction: { trackingCode, parcel: corrected } })
    expect(await prepareAmendment(deps, buyer, trackingCode)).toEqual({ kind: 'acceptable' })
    expect(await prepareAcceptance(deps, buyer, trackingCode)).toMatchObject({ kind: 'ready', shipment: { parcel } })
  })

  it('is sent back only by a seller who confirms that nothing forbidden is inside', async () => {
    const { deps, shipment, trackingCode, shown, amend, stands } = await world({
      parcel: { ...corrected, forbiddenAccepted: false },
    })
    const input = { ...(await shown()), forbiddenAccepted: false }
    expect(await amendProposal(deps, seller, input)).toEqual({ kind: 'not_confirmed' })
    expect(await stands(trackingCode)).toEqual(shipment)
    await amend()
    expect((await stands(trackingCode)).parcel).toEqual(corrected)
  })

  it('is refused where it changed in another window, so that nobody sends what they did not see', async () => {
    const { deps, shipment, trackingCode, shown, stands } = await world()
    const input = await shown()
    const heavier = { trackingCode, parcel: { ...corrected, weightGrams: 5_000 } as const }
    await saveDraft(deps, seller, { choices: { correction: heavier } })
    expect(await amendProposal(deps, seller, input)).toEqual({ kind: 'preview_changed' })
    expect(await stands(trackingCode)).toEqual(shipment)
  })

  it('is refused on the page of the acceptance where it changed in another window at the same price', async () => {
    const parcel = { ...corrected, size: 'small', weightGrams: 1_000 } as const
    const { deps, trackingCode, shownTo } = await world({ parcel })
    const input = await shownTo(seller, trackingCode)
    const lighter = { trackingCode, parcel: { ...parcel, weightGrams: 500 } as const }
    await saveDraft(deps, seller, { choices: { correction: lighter } })
    expect(await acceptProposal(deps, seller, input)).toEqual({ kind: 'preview_changed' })
  })

  it('happens once: later taps of the side that changed places come too late', async () => {
    const { deps, shipment, trackingCode, shown, amend, stands, said } = await world()
    const input = await shown()
    const { shipment: amended } = await amend()
    const tooLate = { kind: 'too_late', shipment: { proposerSide: 'SUPPLY', state: 'proposed' } }
    expect(await amendProposal(deps, seller, input)).toMatchObject(tooLate)
    expect(await acceptProposal(deps, seller, input)).toMatchObject(tooLate)
    expect(await rejectProposal(deps, seller, trackingCode)).toMatchObject(tooLate)
    const cancel = { trackingCode, reason: 'other', seenState: 'proposed' } as const
    expect(await cancelShipment(deps, buyer, cancel)).toMatchObject(tooLate)
    const { fingerprint } = await prepareAnnouncement(deps, shipment)
    const announced = await announceShipment(deps, { ...buyer, grantId: 'new' }, { trackingCode, fingerprint })
    expect(announced).toEqual({ kind: 'preview_changed' })
    expect(await stands(trackingCode)).toEqual(amended)
    expect((await said(shipment.id)).at(-1)).toBe('amendment by SUPPLY: queued')
  })

  it('can be rejected by its first proposer and cancelled by the seller, and no address stays', async () => {
    const first = await world()
    await first.amend()
    expect(await rejectProposal(first.deps, buyer, first.trackingCode, 'price')).toMatchObject({ kind: 'rejected' })
    expect(await first.deps.store.addressOf(first.shipment.id, 'DEMAND')).toBeNull()
    expect(await first.deps.store.addressOf(first.shipment.id, 'SUPPLY')).toBeNull()
    const second = await world()
    await second.amend()
    const cancel = { trackingCode: second.trackingCode, reason: 'other', seenState: 'proposed' } as const
    expect(await cancelShipment(second.deps, seller, cancel)).toMatchObject({ kind: 'cancelled' })
  })

  it('ends 48 hours after the correction, 96 after the proposal at the most, with no reminder', async () => {
    const { deps, clock, trackingCode, fill, amend, stands } = await world()
    clock.advance(48 * 3600 - 1)
    await fill(seller, { correction: { trackingCode, parcel: corrected } })
    await amend()
    clock.advance(48 * 3600 - 1)
    expect(await remindOfProposals(deps)).toBe(0)
    expect(await expireProposals(deps)).toBe(0)
    clock.advance(1)
    expect(await expireProposals(deps)).toBe(1)
    expect((await stands(trackingCode)).state).toBe('expired')
  })

  it('without a permission of the seller is shown, and goes out, in the name of the buyer', async () => {
    const { deps, shipment, trackingCode, send, amend, said } = await world()
    await send(shipment.id)
    const withoutGrant = { ...seller, grantId: null }
    const prepared = await prepareAmendment(deps, withoutGrant, trackingCode)
    if (prepared.kind !== 'ready') throw new Error(prepared.kind)
    const speaker = (await senderFor(deps, prepared.shipment, withoutGrant))(prepared.shipment)
    expect(speaker).toEqual({ grantId: 'grant-buyer', side: 'DEMAND' })
    await amend(withoutGrant)
    expect(await said(shipment.id)).toEqual(['proposal by DEMAND: sent', 'amendment by DEMAND: queued'])
  })

  it('of a proposal that the chat never heard of is told in the name of the seller', async () => {
    const { shipment, amend, said, stands, trackingCode } = await world({ announce: false })
    await amend()
    expect(await said(shipment.id)).toEqual(['amendment by SUPPLY: queued'])
    expect((await stands(trackingCode)).announced).toBe(true)
  })

  it('without any permission waits for the seller to announce it', async () => {
    const { deps, shipment, trackingCode, amend, said, stands } = await world({ announce: false })
    const withoutGrant = { ...seller, grantId: null }
    await amend(withoutGrant)
    expect(await said(shipment.id)).toEqual(['amendment by SUPPLY: unannounced'])
    const { fingerprint } = await prepareAnnouncement(deps, await stands(trackingCode))
    expect(await announceShipment(deps, seller, { trackingCode, fingerprint })).toMatchObject({ kind: 'announced' })
    expect(await said(shipment.id)).toEqual(['amendment by SUPPLY: queued'])
  })

  it('is not answered with an address that its proposer had erased; typed once more it can be accepted', async () => {
    const { deps, fill, trackingCode, amend, shownTo, stands } = await world()
    await amend()
    const input = await shownTo(buyer, trackingCode)
    const person = { divarUserId: buyer.divarUserId, seat: null }
    const prepared = await prepareErasure(deps, person)
    expect(await deps.transaction(async (tx) => await eraseTyped(tx, prepared))).toMatchObject({ addresses: 1 })
    expect((await stands(trackingCode)).state).toBe('proposed')
    expect(await acceptProposal(deps, buyer, input)).toEqual({ kind: 'incomplete' })
    await fill(buyer)
    expect(await acceptProposal(deps, buyer, await shownTo(buyer, trackingCode))).toMatchObject({ kind: 'accepted' })
  })

  it('is not accepted where the address is erased between the look and the step', async () => {
    const { deps, shipment, trackingCode, amend, shownTo, stands } = await world()
    await amend()
    const input = await shownTo(buyer, trackingCode)
    const meddling = {
      ...deps,
      async transaction<T>(work: Parameters<typeof deps.transaction<T>>[0]) {
        await deps.store.deleteAddresses(shipment.id, 'DEMAND')
        return await deps.transaction(work)
      },
    }
    expect(await acceptProposal(meddling, buyer, input)).toEqual({ kind: 'preview_changed' })
    expect((await stands(trackingCode)).state).toBe('proposed')
  })

  it('in between keeps the permission of an announcement for the side that gave it', async () => {
    const { deps, shipment, trackingCode, amend, stands } = await world({ announce: false })
    const { fingerprint } = await prepareAnnouncement(deps, shipment)
    const meddling = {
      ...deps,
      async transaction<T>(work: Parameters<typeof deps.transaction<T>>[0]) {
        await amend()
        return await deps.transaction(work)
      },
    }
    const announced = await announceShipment(meddling, { ...buyer, grantId: 'new' }, { trackingCode, fingerprint })
    expect(announced).toEqual({ kind: 'preview_changed' })
    expect(await stands(trackingCode)).toMatchObject({ grantId: 'grant-seller', otherGrantId: null })
  })
})
