import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { chatMessages } from '../../db/schema/messages.ts'
import { shipmentAddresses } from '../../db/schema/shipping.ts'
import { describeOnBothEngines } from '../../db/testing.ts'
import { announceShipment, bookShipment, expireProposals, prepareAnnouncement, rejectProposal } from '../index.ts'
import { buyer, seller, shippingWorld } from '../testing.ts'

const hour = 60 * 60

describeOnBothEngines('a proposal that nobody answers', (open) => {
  const world = () => shippingWorld(open().db)

  it('stays for 48 hours, then ends, erases the address, and makes room for another', async () => {
    const { deps, booked, clock, fill, preview, said } = world()
    const { id, trackingCode } = await booked(buyer)
    clock.advance(48 * hour - 1)
    expect(await expireProposals(deps)).toBe(0)
    clock.advance(1)
    expect(await expireProposals(deps)).toBe(1)
    expect(await deps.store.shipmentByCode(trackingCode)).toMatchObject({
      state: 'expired',
      endedAt: clock(),
      dueAt: null,
    })
    expect(await open().db.select().from(shipmentAddresses)).toEqual([])
    expect((await deps.store.stepsOf(id)).at(-1)).toMatchObject({ event: 'expire', by: 'clock', state: 'expired' })
    expect(await said(id)).toEqual(['proposal by DEMAND: superseded', 'end by DEMAND: queued'])
    await fill(seller)
    expect(await bookShipment(deps, seller, await preview(seller))).toMatchObject({ kind: 'booked' })
  })

  it('either expires or is rejected, not both, when both happen at once', async () => {
    const { deps, booked, clock } = world()
    const { id, trackingCode } = await booked(buyer)
    clock.advance(48 * hour)
    const [expired, rejected] = await Promise.all([expireProposals(deps), rejectProposal(deps, seller, trackingCode)])
    expect([expired, rejected.kind]).toSatisfy(
      ([count, kind]) => (count === 1 && kind === 'too_late') || (count === 0 && kind === 'rejected'),
    )
    expect(await deps.store.stepsOf(id)).toHaveLength(2)
  })
})

describeOnBothEngines('a proposal whose permission ended before its message left', (open) => {
  const world = () => shippingWorld(open().db)

  it('is announced after all with a new permission, as the same message', async () => {
    const { deps, booked, said } = world()
    const { id, trackingCode } = await booked(buyer)
    await open().db.update(chatMessages).set({ state: 'unannounced' }).where(eq(chatMessages.subjectId, id))
    const { fingerprint } = await prepareAnnouncement(
      deps,
      (await deps.store.shipmentByCode(trackingCode)) ?? expect.fail('no shipment'),
    )
    const again = { trackingCode, fingerprint }
    expect(await announceShipment(deps, buyer, again)).toEqual({ kind: 'already' })
    const renewed = { ...buyer, grantId: 'grant-new' }
    expect(await announceShipment(deps, renewed, again)).toMatchObject({ kind: 'announced' })
    expect(await said(id)).toEqual(['proposal by DEMAND: queued'])
    const [message] = await open().db.select().from(chatMessages).where(eq(chatMessages.subjectId, id))
    expect(message?.grantId).toBe('grant-new')
  })

  it('is not sent a second time when it stands in the chat', async () => {
    const { deps, booked, said } = world()
    const { id, trackingCode } = await booked(buyer)
    await open().db.update(chatMessages).set({ state: 'sent' }).where(eq(chatMessages.subjectId, id))
    const shipment = (await deps.store.shipmentByCode(trackingCode)) ?? expect.fail('no shipment')
    const { fingerprint } = await prepareAnnouncement(deps, shipment)
    await announceShipment(deps, { ...buyer, grantId: 'grant-new' }, { trackingCode, fingerprint })
    expect(await said(id)).toEqual(['proposal by DEMAND: sent'])
  })
})
