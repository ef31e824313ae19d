import { expect, it } from 'vitest'
import { drafts } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { type DraftChoices, dropDraft, prepareProposal, readDraft, saveDraft } from '../index.ts'
import { buyer, choices, contact, seller, shippingWorld } from '../testing.ts'

const elsewhere = { ...buyer, seatId: 'seat-2', sessionId: 'session-2', divarUserId: null, grantId: null }

describeOnBothEngines('a draft', (open) => {
  const world = () => shippingWorld(open().db)

  it('does not exist before the first save, and reading creates none', async () => {
    const { deps } = world()
    expect(await readDraft(deps, buyer)).toBeNull()
    expect(await open().db.select().from(drafts)).toEqual([])
  })

  it('is returned as saved, step by step, with the personal part sealed', async () => {
    const { deps } = world()
    await saveDraft(deps, buyer, { choices: { parcel: choices.parcel ?? null } })
    await saveDraft(deps, buyer, { choices: { ownPlace: choices.ownPlace ?? null }, contact })
    await saveDraft(deps, buyer, { choices: { payer: 'seller' } })
    const read = await readDraft(deps, buyer)
    expect(read?.contact).toEqual(contact)
    expect(read?.draft).toMatchObject({
      version: 3,
      choices: { ownPlace: choices.ownPlace, payer: 'seller', service: null },
    })
    const stored = JSON.stringify(await open().db.select().from(drafts))
    for (const text of [contact.name, contact.mobile, contact.line]) expect(stored).not.toContain(text)
  })

  it('has one tracking code from the first save on', async () => {
    const { fill } = world()
    const codes = [(await fill(buyer)).trackingCode, (await fill(buyer, { payer: 'seller' })).trackingCode]
    expect(codes[0]).toBe(codes[1])
  })

  it('expires a day after the last change', async () => {
    const { deps, clock, fill } = world()
    await fill(buyer)
    clock.advance(23 * 3600)
    await saveDraft(deps, buyer, { choices: { payer: 'seller' } })
    clock.advance(24 * 3600 - 1)
    expect(await readDraft(deps, buyer)).not.toBeNull()
    clock.advance(1)
    expect(await readDraft(deps, buyer)).toBeNull()
    expect(await readDraft(deps, elsewhere)).toBeNull()
  })

  it('that has expired makes room for the next one before the erasing job runs', async () => {
    const { deps, clock, fill } = world()
    const { id } = await fill(buyer)
    clock.advance(24 * 3600)
    const next = await saveDraft(deps, buyer, { choices: { payer: 'seller' } })
    expect(next).toMatchObject({ version: 1, sealedAddress: null, choices: { payer: 'seller', parcel: null } })
    expect(next?.id).not.toBe(id)
    expect(await open().db.select().from(drafts)).toHaveLength(1)
  })

  it('of an earlier seat is continued in another session without the personal part', async () => {
    const { deps, fill } = world()
    await fill(buyer)
    const read = await readDraft(deps, elsewhere)
    expect(read?.contact).toBeNull()
    expect(read?.draft).toMatchObject({ sealedAddress: null, choices })
    const saved = await saveDraft(deps, elsewhere, { choices: { payer: 'seller' } })
    expect(saved).toMatchObject({ seatId: 'seat-2', sealedAddress: null, choices: { ...choices, payer: 'seller' } })
    expect(await prepareProposal(deps, elsewhere)).toEqual({ ok: false, part: 'address' })
    expect((await readDraft(deps, buyer))?.contact).toEqual(contact)
    expect((await readDraft(deps, buyer))?.draft.choices.payer).toBe('buyer')
  })

  it('of an earlier seat is continued whole in the same session and by the same proved Divar user', async () => {
    const { deps, fill } = world()
    await fill(buyer)
    const sameSession = { ...elsewhere, sessionId: buyer.sessionId }
    const sameUser = { ...elsewhere, divarUserId: buyer.divarUserId }
    for (const actor of [sameSession, sameUser]) {
      expect((await readDraft(deps, actor))?.contact).toEqual(contact)
    }
    const saved = await saveDraft(deps, sameUser, { choices: {} })
    expect(saved).toMatchObject({ typedBySessionId: 'session-2', typedByDivarUserId: 'user-buyer' })
    expect((await prepareProposal(deps, sameUser)).ok).toBe(true)
  })

  it('typed without a proof is hidden from other sessions and users', async () => {
    const { deps, fill } = world()
    await fill({ ...buyer, divarUserId: null })
    for (const divarUserId of [null, 'user-buyer', 'somebody']) {
      expect((await readDraft(deps, { ...elsewhere, divarUserId }))?.contact).toBeNull()
    }
  })

  it('is never that of the other side or of another conversation', async () => {
    const { deps, fill } = world()
    await fill(buyer)
    const stranger = { ...buyer, seatId: 'seat-3', conversationId: 'conversation-2' }
    expect(await readDraft(deps, { ...seller, sessionId: buyer.sessionId })).toBeNull()
    expect(await readDraft(deps, stranger)).toBeNull()
  })

  it('loses nothing when windows save their first steps at once', async () => {
    const { deps } = world()
    const parts: Partial<DraftChoices>[] = [
      { parcel: choices.parcel ?? null },
      { payer: 'seller' },
      { service: 'post_vijeh' },
      { itemTitle: 'صندلی' },
      { ownPlace: { city: 'shiraz', district: null } },
    ]
    await Promise.all([
      saveDraft(deps, buyer, { contact }),
      ...parts.map(async (part) => await saveDraft(deps, buyer, { choices: part })),
    ])
    const read = await readDraft(deps, buyer)
    expect(read?.draft.choices).toMatchObject(Object.assign({}, ...parts))
    expect(read?.contact).toEqual(contact)
    expect(read?.draft.version).toBe(6)
    expect(await open().db.select().from(drafts)).toHaveLength(1)
  })

  it('that was discarded does not return from an earlier seat', async () => {
    const { deps, fill } = world()
    await fill(buyer)
    await fill({ ...buyer, seatId: 'seat-1' })
    await fill(seller)
    await dropDraft(deps, buyer)
    expect(await readDraft(deps, buyer)).toBeNull()
    expect(await readDraft(deps, seller)).not.toBeNull()
  })
})
