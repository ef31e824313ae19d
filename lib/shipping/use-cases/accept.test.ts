import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { outbox } from '#lib/db/schema/outbox.ts'
import { drafts, shipmentAddresses } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { isMessage } from '#lib/db/testing-outbox.ts'
import { acceptProposal, type DraftChoices, prepareAcceptance, readDraft, saveDraft, viewShipment } from '../index.ts'
import { buyer, contact, seller, shippingWorld } from '../testing.ts'

const sellersContact = { ...contact, name: 'رضا', mobile: '09351112233', line: 'بلوار سوم، پلاک ۹' }
const byPost: Partial<DraftChoices> = {
  service: 'post_vijeh',
  parcel: { size: 'small', weightGrams: 2_000, fragile: false, forbiddenAccepted: true },
}

describeOnBothEngines('accepting a proposal', (open) => {
  /** A proposal of the buyer's, and the seller's draft for it. */
  async function world(proposal: Partial<DraftChoices> = {}, own: Partial<DraftChoices> = {}, announce = true) {
    const made = shippingWorld(open().db)
    const shipment = await made.booked(buyer, announce, proposal)
    await made.fill(seller, own)
    await saveDraft(made.deps, seller, { contact: sellersContact })
    return { ...made, shipment, trackingCode: shipment.trackingCode }
  }
  const nothingChanged = async ({ deps, shipment, orders, said }: Awaited<ReturnType<typeof world>>) => {
    expect(await deps.store.shipmentByCode(shipment.trackingCode)).toEqual(shipment)
    expect((await readDraft(deps, seller))?.contact).toEqual(sellersContact)
    expect(await open().db.select().from(shipmentAddresses)).toHaveLength(1)
    expect(await deps.store.stepsOf(shipment.id)).toHaveLength(1)
    expect(await said(shipment.id)).toEqual(['proposal by DEMAND: queued'])
    expect(await orders(shipment.id)).toEqual([])
  }

  it('fixes both ends and the price, uses the draft up and tells chat and carrier together', async () => {
    const { deps, clock, shipment, trackingCode, shownTo, said, send, orders } = await world()
    await send(shipment.id)
    clock.advance(60)
    const accepted = await acceptProposal(deps, seller, await shownTo(seller, trackingCode))
    if (accepted.kind !== 'accepted') throw new Error(accepted.kind)
    expect(accepted.shipment).toMatchObject({
      state: 'accepted',
      pickup: { city: 'tehran', district: 'narmak' },
      dropoff: { city: 'tehran', district: 'narmak' },
      quote: { exact: true },
      priceLimitToman: shipment.priceLimitToman,
      grantId: 'grant-buyer',
      otherGrantId: 'grant-seller',
      updatedAt: clock(),
      dueAt: null,
      remindAt: null,
      endedAt: null,
    })
    expect(await deps.store.shipmentByCode(trackingCode)).toEqual(accepted.shipment)
    expect(await open().db.select().from(drafts)).toEqual([])
    expect((await deps.store.stepsOf(shipment.id)).at(-1)).toMatchObject({ number: 2, event: 'accept', by: 'SUPPLY' })
    expect(await said(shipment.id)).toEqual(['proposal by DEMAND: sent', 'answer by SUPPLY: queued'])
    expect(accepted.messageId).not.toBeNull()
    expect(await orders(shipment.id)).toEqual(['shipment.accepted'])
  })

  it('needs the seller to confirm that nothing forbidden is inside, which a buyer never answers for', async () => {
    const made = await world()
    const { deps, shipment, trackingCode, shownTo, stands } = made
    expect(shipment.parcel.forbiddenAccepted).toBe(false)
    const shown = await shownTo(seller, trackingCode)
    expect(await acceptProposal(deps, seller, { ...shown, forbiddenAccepted: false })).toEqual({
      kind: 'not_confirmed',
    })
    await nothingChanged(made)
    expect(await acceptProposal(deps, seller, shown)).toMatchObject({ kind: 'accepted' })
    expect((await stands(trackingCode)).parcel.forbiddenAccepted).toBe(true)
  })

  it('by the buyer asks nothing about what is inside, as the seller has confirmed it', async () => {
    const { deps, booked, fill, shownTo, stands } = shippingWorld(open().db)
    const { trackingCode, parcel } = await booked(seller)
    expect(parcel.forbiddenAccepted).toBe(true)
    await fill(buyer)
    const shown = { ...(await shownTo(buyer, trackingCode)), forbiddenAccepted: false }
    expect(await acceptProposal(deps, buyer, shown)).toMatchObject({ kind: 'accepted' })
    expect((await stands(trackingCode)).parcel.forbiddenAccepted).toBe(true)
  })

  it('stores the address sealed with the session and user that typed it', async () => {
    const { deps, shipment, trackingCode, shownTo } = await world()
    await acceptProposal(deps, seller, await shownTo(seller, trackingCode))
    expect(await deps.store.addressOf(shipment.id, 'SUPPLY')).toMatchObject({
      typedBySessionId: 'session-seller',
      typedByDivarUserId: 'user-seller',
    })
    const stored = JSON.stringify(await open().db.select().from(shipmentAddresses))
    for (const text of Object.values(sellersContact)) if (text) expect(stored).not.toContain(text)
    expect((await viewShipment(deps, seller, trackingCode))?.ownContact).toEqual(sellersContact)
    expect((await viewShipment(deps, buyer, trackingCode))?.ownContact).toEqual(contact)
  })

  it.each<[string, Partial<DraftChoices>, number]>([
    [
      'less than agreed where the seller is nearer than feared',
      { ownPlace: { city: 'tehran', district: 'vanak' } },
      -1,
    ],
    ['just what was agreed where the seller is as far as feared', { ownPlace: { city: 'shiraz', district: null } }, 0],
  ])('costs %s', async (_, own, sign) => {
    const { deps, shipment, trackingCode, shownTo } = await world({ ...byPost, postPlace: null }, own)
    expect(shipment.quote.exact).toBe(false)
    const accepted = await acceptProposal(deps, seller, await shownTo(seller, trackingCode))
    if (accepted.kind !== 'accepted') throw new Error(accepted.kind)
    const { quote, pickup, priceLimitToman } = accepted.shipment
    expect(pickup).toEqual(own.ownPlace)
    expect(quote).toMatchObject({ exact: true, min: quote.max })
    expect(Math.sign(quote.max - priceLimitToman)).toBe(sign)
    expect(quote.parts.reduce((sum, part) => sum + part.amount, 0)).toBe(quote.max)
  })

  it('is refused above the price limit when the seller is not in the city of the post', async () => {
    const made = await world(byPost, { ownPlace: { city: 'shiraz', district: null } })
    const { deps, shipment, trackingCode } = made
    const prepared = await prepareAcceptance(deps, seller, trackingCode)
    expect(prepared).toMatchObject({ kind: 'above_limit', limitToman: shipment.priceLimitToman })
    expect(prepared.kind === 'above_limit' && prepared.quote.max).toBeGreaterThan(shipment.priceLimitToman)
    expect(await acceptProposal(deps, seller, { trackingCode, fingerprint: '', forbiddenAccepted: true })).toEqual(
      prepared,
    )
    await nothingChanged(made)
  })

  it('is refused when the service does not serve the address', async () => {
    const made = await world({}, { ownPlace: { city: 'shiraz', district: null } })
    const { deps, trackingCode } = made
    const refused = { kind: 'unavailable', unavailable: { ok: false, reason: 'not_this_distance' } }
    expect(await prepareAcceptance(deps, seller, trackingCode)).toMatchObject(refused)
    expect(
      await acceptProposal(deps, seller, { trackingCode, fingerprint: '', forbiddenAccepted: true }),
    ).toMatchObject(refused)
    await nothingChanged(made)
  })

  it("works for a buyer who accepts the seller's proposal", async () => {
    const { deps, booked, fill, shownTo } = shippingWorld(open().db)
    const { trackingCode } = await booked(seller)
    await fill(buyer, { ownPlace: { city: 'tehran', district: 'tajrish' } })
    const accepted = await acceptProposal(deps, buyer, await shownTo(buyer, trackingCode))
    expect(accepted).toMatchObject({
      kind: 'accepted',
      shipment: { pickup: { district: 'narmak' }, dropoff: { district: 'tajrish' }, otherGrantId: 'grant-buyer' },
    })
  })

  it.each<[string, string | null, string[], boolean, string[]]>([
    [
      'the name of the accepting side',
      'grant-seller',
      [],
      true,
      ['proposal by DEMAND: sent', 'answer by SUPPLY: queued'],
    ],
    ["the proposer's, without a permission", null, [], true, ['proposal by DEMAND: sent', 'answer by DEMAND: queued']],
    [
      "the proposer's, with one that ended",
      'grant-seller',
      ['grant-seller'],
      true,
      ['proposal by DEMAND: sent', 'answer by DEMAND: queued'],
    ],
    [
      "nobody's, and stands there unannounced",
      null,
      ['grant-buyer'],
      true,
      ['proposal by DEMAND: sent', 'answer by SUPPLY: unannounced'],
    ],
    [
      'the name of the accepting side, even if the proposal was not announced',
      'grant-seller',
      [],
      false,
      ['answer by SUPPLY: queued'],
    ],
    ["nobody's where neither side gave a permission", null, [], false, ['answer by SUPPLY: unannounced']],
  ])('is announced in %s', async (_, grantId, ended, announce, expected) => {
    const { deps, shipment, trackingCode, shownTo, send, said, endGrants } = await world({}, {}, announce)
    await send(shipment.id)
    endGrants(...ended)
    await acceptProposal(deps, { ...seller, grantId }, await shownTo(seller, trackingCode))
    expect(await said(shipment.id)).toEqual(expected)
    const [answer] = await open()
      .db.select()
      .from(outbox)
      .where(and(isMessage, eq(outbox.kind, 'answer')))
    const granted = expected.at(-1)?.endsWith('queued') ? expected.at(-1)?.includes('SUPPLY') : null
    expect(answer?.grantId).toBe(granted === null ? null : granted ? 'grant-seller' : 'grant-buyer')
  })

  it('several times at once happens once, and the other callers get the current state', async () => {
    const { deps, shipment, trackingCode, shownTo, said, orders } = await world()
    const shown = await shownTo(seller, trackingCode)
    const taps = await Promise.all([1, 2, 3, 4].map(async () => await acceptProposal(deps, seller, shown)))
    expect(taps.map((tap) => tap.kind).sort()).toEqual(['accepted', 'too_late', 'too_late', 'too_late'])
    for (const tap of taps) expect(tap).toMatchObject({ shipment: { state: 'accepted' } })
    expect(await acceptProposal(deps, seller, shown)).toMatchObject({
      kind: 'too_late',
      shipment: { state: 'accepted' },
    })
    expect(await said(shipment.id)).toEqual(['proposal by DEMAND: superseded', 'answer by SUPPLY: queued'])
    expect(await orders(shipment.id)).toEqual(['shipment.accepted'])
    expect(await deps.store.stepsOf(shipment.id)).toHaveLength(2)
  })

  it('is refused to the proposer and in another conversation', async () => {
    const made = await world()
    const { deps, trackingCode, shownTo } = made
    const shown = await shownTo(seller, trackingCode)
    const strangers = { ...seller, conversationId: 'conversation-2' }
    expect(await acceptProposal(deps, buyer, shown)).toEqual({ kind: 'not_allowed' })
    expect(await acceptProposal(deps, strangers, shown)).toEqual({ kind: 'not_found' })
    expect(await acceptProposal(deps, seller, { ...shown, trackingCode: 'nothing' })).toEqual({ kind: 'not_found' })
    await nothingChanged(made)
  })

  it.each<[string, (made: Awaited<ReturnType<typeof world>>) => unknown]>([
    [
      'address',
      async ({ deps }) => await saveDraft(deps, seller, { contact: { ...sellersContact, line: 'کوچهٔ دوم' } }),
    ],
    ['place', async ({ fill }) => await fill(seller, { ownPlace: { city: 'tehran', district: 'tajrish' } })],
    ['message', ({ changeWording }) => changeWording('پیک تازه')],
  ])('shows a changed %s again before accepting', async (_, change) => {
    const made = await world()
    const shown = await made.shownTo(seller, made.trackingCode)
    await change(made)
    expect(await acceptProposal(made.deps, seller, shown)).toEqual({ kind: 'preview_changed' })
    expect((await made.stands(made.trackingCode)).state).toBe('proposed')
    expect(await open().db.select().from(drafts)).toHaveLength(1)
  })

  it('is refused when another window replaces the address at that moment', async () => {
    const made = await world()
    const { deps, trackingCode, shownTo } = made
    const other = { ...sellersContact, line: 'کوچهٔ دوم' }
    const meddling = {
      ...deps,
      transaction: async <T>(work: Parameters<typeof deps.transaction<T>>[0]) => {
        await saveDraft(deps, seller, { contact: other })
        return await deps.transaction(work)
      },
    }
    expect(await acceptProposal(meddling, seller, await shownTo(seller, trackingCode))).toEqual({
      kind: 'preview_changed',
    })
    expect((await readDraft(deps, seller))?.contact).toEqual(other)
    await saveDraft(deps, seller, { contact: sellersContact })
    await nothingChanged(made)
  })

  it('is too late, not incomplete, when another tap accepts and uses the draft up after the first look', async () => {
    const { deps, trackingCode, shownTo } = await world()
    const shown = await shownTo(seller, trackingCode)
    const late = {
      ...deps,
      store: {
        ...deps.store,
        draftOfSeat: async (seatId: string) => {
          await acceptProposal(deps, seller, shown)
          return await deps.store.draftOfSeat(seatId)
        },
      },
    }
    const found = await prepareAcceptance(late, seller, trackingCode)
    expect(found).toMatchObject({ kind: 'too_late', shipment: { state: 'accepted' } })
  })

  it('is incomplete without an own address or with one typed by somebody else', async () => {
    const { deps, booked, fill } = shippingWorld(open().db)
    const { trackingCode } = await booked(buyer)
    const input = { trackingCode, fingerprint: '', forbiddenAccepted: true }
    expect(await acceptProposal(deps, seller, input)).toEqual({ kind: 'incomplete' })
    await fill(seller)
    const elsewhere = { ...seller, seatId: 'seat-2', sessionId: 'session-2', divarUserId: null, grantId: null }
    expect(await prepareAcceptance(deps, elsewhere, trackingCode)).toEqual({ kind: 'incomplete' })
    await saveDraft(deps, elsewhere, { choices: {} })
    expect(await acceptProposal(deps, elsewhere, input)).toEqual({ kind: 'incomplete' })
    await saveDraft(deps, elsewhere, { contact })
    expect(await prepareAcceptance(deps, elsewhere, trackingCode)).toMatchObject({ kind: 'ready' })
  })

  it('is all or nothing', async () => {
    const made = await world()
    const { deps, trackingCode, shownTo, failToAnnounce } = made
    const shown = await shownTo(seller, trackingCode)
    failToAnnounce(true)
    await expect(acceptProposal(deps, seller, shown)).rejects.toThrow('announcing failed')
    await nothingChanged(made)
  })
})
