import { expect, it } from 'vitest'
import { outbox } from '#lib/db/schema/outbox.ts'
import { drafts, shipmentAddresses, shipmentSteps, shipments } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { isMessage } from '#lib/db/testing-outbox.ts'
import {
  bookShipment,
  type DraftChoices,
  prepareProposal,
  readDraft,
  rejectProposal,
  saveDraft,
  viewShipment,
} from '../index.ts'
import { buyer, contact, seller, shippingWorld } from '../testing.ts'

describeOnBothEngines('booking', (open) => {
  const world = () => shippingWorld(open().db)
  const count = async () => ({
    shipments: (await open().db.select().from(shipments)).length,
    steps: (await open().db.select().from(shipmentSteps)).length,
    addresses: (await open().db.select().from(shipmentAddresses)).length,
    messages: (await open().db.select().from(outbox).where(isMessage)).length,
    drafts: (await open().db.select().from(drafts)).length,
  })
  const one = { shipments: 1, steps: 1, addresses: 1, messages: 1, drafts: 0 }
  const nothing = { shipments: 0, steps: 0, addresses: 0, messages: 0, drafts: 1 }

  it('writes shipment, step, sealed address and message and ends the draft', async () => {
    const { deps, fill, preview, said } = world()
    const draft = await fill(buyer)
    const booked = await bookShipment(deps, buyer, await preview(buyer))
    if (booked.kind !== 'booked') throw new Error(booked.kind)
    expect(booked.shipment).toMatchObject({
      trackingCode: draft.trackingCode,
      proposerSide: 'DEMAND',
      state: 'proposed',
      announced: true,
      grantId: 'grant-buyer',
      pickup: { city: 'tehran', district: 'vanak' },
      dropoff: { city: 'tehran', district: 'narmak' },
      dueAt: new Date('2026-11-24T09:00:00Z'),
    })
    expect(booked.shipment.priceLimitToman).toBe(booked.shipment.quote.max)
    expect(await deps.store.shipmentByCode(draft.trackingCode)).toEqual(booked.shipment)
    expect(await count()).toEqual(one)
    expect(await said(booked.shipment.id)).toEqual(['proposal by DEMAND: queued'])
    expect((await viewShipment(deps, buyer, draft.trackingCode))?.ownContact).toEqual(contact)
    expect(JSON.stringify(await open().db.select().from(shipmentAddresses))).not.toContain(contact.mobile)
  })

  it('by the seller starts at the seller and has a price range while the other end is unknown', async () => {
    const { booked } = world()
    const shipment = await booked(seller)
    expect(shipment).toMatchObject({ pickup: { city: 'tehran', district: 'narmak' }, dropoff: null })
    expect(shipment.priceLimitToman).toBe(shipment.quote.max)
  })

  it("needs the seller's word that nothing forbidden is inside, and takes none of the buyer", async () => {
    const { deps, fill, booked } = world()
    const parcel = { size: 'small', weightGrams: 2_000, fragile: false, forbiddenAccepted: false } as const
    await fill(seller, { parcel })
    expect(await prepareProposal(deps, seller)).toEqual({ ok: false, part: 'what' })
    // Confirmed by a seller before, and now proposed from the other side.
    expect((await booked(buyer, true, { parcel: { ...parcel, forbiddenAccepted: true } })).parcel).toEqual(parcel)
  })

  it('without an announcement needs no grant and sends nothing', async () => {
    const { deps, fill, preview } = world()
    await fill(buyer)
    const actor = { ...buyer, grantId: null, divarUserId: null }
    const booked = await bookShipment(deps, actor, await preview(actor, false))
    expect(booked).toMatchObject({ kind: 'booked', messageId: null, shipment: { announced: false, grantId: null } })
    expect(await count()).toEqual({ ...one, messages: 0 })
  })

  it('with an announcement is refused without a grant and keeps the draft', async () => {
    const { deps, fill, preview } = world()
    await fill(buyer)
    const booked = await bookShipment(deps, { ...buyer, grantId: null }, await preview(buyer))
    expect(booked).toEqual({ kind: 'permission_missing' })
    expect(await count()).toEqual(nothing)
  })

  it('with two taps books once, concurrently or one after the other', async () => {
    const { deps, fill, preview } = world()
    await fill(buyer)
    const shown = await preview(buyer)
    const taps = await Promise.all(Array.from({ length: 4 }, async () => await bookShipment(deps, buyer, shown)))
    expect(taps.map((tap) => tap.kind).sort()).toEqual(['already', 'already', 'already', 'booked'])
    expect(await bookShipment(deps, buyer, shown)).toMatchObject({ kind: 'already' })
    expect(await count()).toEqual(one)
  })

  it('finds the existing shipment when another tap was faster at any point', async () => {
    const { deps, fill, preview } = world()
    for (let place = 1; ; place++) {
      const actor = { ...buyer, conversationId: `conversation-${place}`, seatId: `seat-${place}` }
      await fill(actor)
      const shown = await preview(actor)
      let looks = 0
      const overtaken = new Proxy(deps.store, {
        get: (store, name) => {
          const look = Reflect.get(store, name) as (...given: unknown[]) => Promise<unknown>
          return async (...given: unknown[]) => {
            if (++looks === place) await bookShipment(deps, actor, shown)
            return await look(...given)
          }
        },
      })
      const late = await bookShipment({ ...deps, store: overtaken }, actor, shown)
      if (looks < place) return expect(place).toBe(5)
      expect(late).toMatchObject({ kind: 'already', shipment: { trackingCode: shown.trackingCode } })
    }
  })

  it('again by Back finds the shipment, even after it ended', async () => {
    const { deps, fill, preview } = world()
    await fill(buyer)
    const shown = await preview(buyer)
    await bookShipment(deps, buyer, shown)
    await rejectProposal(deps, seller, shown.trackingCode)
    expect(await bookShipment(deps, buyer, shown)).toMatchObject({ kind: 'already', shipment: { state: 'rejected' } })
  })

  it('from two seats of one side at once books once and keeps the other draft', async () => {
    const { deps, fill, preview } = world()
    const second = { ...buyer, seatId: 'seat-2', sessionId: 'session-2' }
    await fill(buyer)
    await fill(second)
    const shown = [await preview(buyer), await preview(second)] as const
    const both = await Promise.all([bookShipment(deps, buyer, shown[0]), bookShipment(deps, second, shown[1])])
    expect(both.map((result) => result.kind).sort()).toEqual(['booked', 'exists'])
    expect(await count()).toEqual({ ...one, drafts: 1 })
  })

  it('from both sides at once books once, and the loser keeps all input', async () => {
    const { deps, fill, preview } = world()
    for (let round = 1; round <= 5; round++) {
      const conversationId = `conversation-${round}`
      const actors = [buyer, seller].map((actor) => ({ ...actor, conversationId, seatId: `${actor.seatId}-${round}` }))
      for (const actor of actors) await fill(actor)
      const both = await Promise.all(actors.map(async (actor) => await bookShipment(deps, actor, await preview(actor))))
      expect(both.map((result) => result.kind).sort()).toEqual(['booked', 'exists'])
      const loser = actors[both.findIndex((result) => result.kind === 'exists')]
      if (!loser) throw new Error('nobody lost')
      expect((await readDraft(deps, loser))?.contact).toEqual(contact)
      await rejectProposal(deps, loser, (await deps.store.openShipment(conversationId))?.trackingCode ?? '')
      expect(await bookShipment(deps, loser, await preview(loser))).toMatchObject({ kind: 'booked' })
    }
  })

  it('finds the open shipment of the other side', async () => {
    const { deps, booked, fill, preview } = world()
    const { trackingCode } = await booked(buyer)
    await fill(seller)
    const shown = await preview(seller)
    expect(await bookShipment(deps, seller, shown)).toMatchObject({ kind: 'exists', shipment: { trackingCode } })
    expect(await bookShipment(deps, seller, { ...shown, trackingCode })).toMatchObject({ kind: 'exists' })
  })

  it('does not accept a code of another conversation', async () => {
    const { deps, booked, fill, preview } = world()
    const { trackingCode } = await booked(buyer)
    const stranger = { ...buyer, seatId: 'seat-9', conversationId: 'conversation-9' }
    await fill(stranger)
    const result = await bookShipment(deps, stranger, { ...(await preview(stranger)), trackingCode })
    expect(result).toMatchObject({ kind: 'booked', shipment: { conversationId: 'conversation-9' } })
  })

  it.each<[string, Partial<DraftChoices>]>([
    ['parcel', { parcel: { size: 'medium', weightGrams: 5_000, fragile: true, forbiddenAccepted: true } }],
    ['payer', { payer: 'seller' }],
    ['service', { service: 'city_same_day' }],
    ['own place', { ownPlace: { city: 'tehran', district: 'tajrish' } }],
    ['place of the post', { postPlace: { city: 'tehran', district: 'tajrish' } }],
    ['title of the post', { itemTitle: 'صندلی' }],
  ])('is refused when the %s changed after the preview', async (_, change) => {
    const { deps, fill, preview } = world()
    await fill(buyer)
    const shown = await preview(buyer)
    await saveDraft(deps, buyer, { choices: change })
    expect(await bookShipment(deps, buyer, shown)).toEqual({ kind: 'preview_changed' })
    expect(await count()).toEqual(nothing)
    expect(await bookShipment(deps, buyer, await preview(buyer))).toMatchObject({ kind: 'booked' })
  })

  it('has the deadline that was shown, however many minutes the tap took, and is shown again after half an hour', async () => {
    const { deps, fill, preview, clock } = world()
    await fill(buyer)
    const shown = await preview(buyer)
    const shownAt = deps.clock()
    clock.advance(31 * 60)
    expect(await bookShipment(deps, buyer, shown)).toEqual({ kind: 'preview_changed' })
    expect(await bookShipment(deps, buyer, { ...shown, fingerprint: `zzzzzzzzz.${shown.fingerprint}` })).toEqual({
      kind: 'preview_changed',
    })
    const again = await preview(buyer)
    clock.advance(29 * 60)
    const booked = await bookShipment(deps, buyer, again)
    expect(booked).toMatchObject({ kind: 'booked', shipment: { createdAt: deps.clock() } })
    if (booked.kind !== 'booked') return
    expect(booked.shipment.dueAt).toEqual(new Date(shownAt.getTime() + (48 * 60 + 31) * 60_000))
  })

  it('is refused when the address or the wording changed after the preview', async () => {
    const { deps, fill, preview, changeWording } = world()
    await fill(buyer)
    const shown = await preview(buyer)
    await saveDraft(deps, buyer, { contact: { ...contact, line: 'خیابان دوم، پلاک ۳' } })
    expect(await bookShipment(deps, buyer, shown)).toEqual({ kind: 'preview_changed' })
    const again = await preview(buyer)
    changeWording('پیک تازه')
    expect(await bookShipment(deps, buyer, again)).toEqual({ kind: 'preview_changed' })
    expect(await bookShipment(deps, buyer, { ...again, fingerprint: '' })).toEqual({ kind: 'preview_changed' })
    expect(await count()).toEqual(nothing)
  })

  it('is refused when the draft changes between look and write', async () => {
    const { deps, fill, preview } = world()
    await fill(buyer)
    const shown = await preview(buyer)
    const meddling = {
      ...deps,
      transaction: async <T>(work: Parameters<typeof deps.transaction<T>>[0]) => {
        await saveDraft(deps, buyer, { choices: { payer: 'seller' } })
        return await deps.transaction(work)
      },
    }
    expect(await bookShipment(meddling, buyer, shown)).toEqual({ kind: 'preview_changed' })
    expect((await readDraft(deps, buyer))?.draft.choices.payer).toBe('seller')
    expect(await count()).toEqual(nothing)
  })

  it.each<[string, Partial<DraftChoices>]>([
    ['what', { parcel: null }],
    ['what', { ownPlace: null }],
    ['what', { service: null }],
    ['what', { payer: null }],
    ['what', { postPlace: { city: 'shiraz', district: null } }],
  ])('returns to the missing or no longer valid %s', async (part, change) => {
    const { deps, fill } = world()
    await fill(buyer, change)
    const input = { trackingCode: null, fingerprint: '', announce: true }
    expect(await bookShipment(deps, buyer, input)).toEqual({ kind: 'incomplete', part })
  })

  it('is all or nothing: when announcing fails nothing is written and the draft remains', async () => {
    const { deps, fill, preview, failToAnnounce } = world()
    await fill(buyer)
    const shown = await preview(buyer)
    failToAnnounce(true)
    await expect(bookShipment(deps, buyer, shown)).rejects.toThrow('announcing failed')
    expect(await count()).toEqual(nothing)
    expect((await readDraft(deps, buyer))?.contact).toEqual(contact)
    failToAnnounce(false)
    expect(await bookShipment(deps, buyer, shown)).toMatchObject({ kind: 'booked' })
  })
})
