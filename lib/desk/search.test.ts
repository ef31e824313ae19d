import { expect, it } from 'vitest'
import { shipmentAddresses } from '#lib/db/schema/shipping.ts'
import { deskStore } from '#lib/db/stores/desk.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { cancelShipment } from '#lib/shipping/index.ts'
import { buyer, contact, seller, shippingWorld } from '#lib/shipping/testing.ts'
import { search } from './index.ts'
import { putShipment } from './testing.ts'

const viewer = { staffId: 'mina', role: 'viewer', address: null } as const
const others = { ...contact, mobile: '09359876541' }

describeOnBothEngines('a search on the desk', (open) => {
  const setUp = () => {
    const world = shippingWorld(open().db)
    const find = async (text: string, sealer = world.deps.sealer) => {
      const found = await search({ store: deskStore(open().db), clock: world.clock, sealer }, viewer, text)
      if (found.kind === 'last_four') return found.rows.map(({ trackingCode }) => trackingCode)
      return found.kind === 'codes' ? found.results.map(({ row }) => row?.trackingCode ?? null) : found.kind
    }
    return { ...world, find }
  }

  it('says of each code of a list whether it is there, in the order of the list', async () => {
    const { find } = setUp()
    const [one, two] = [await putShipment(open().db), await putShipment(open().db, { state: 'delivered' })]
    const proposal = await putShipment(open().db, { state: 'proposed' }, true)
    const list = [two.trackingCode, 'سلام', one.trackingCode, proposal.trackingCode]
    expect(await find(list.join('\n'))).toEqual([two.trackingCode, null, one.trackingCode, null])
  })

  it('finds the shipments of either end by four digits, and no proposal', async () => {
    const { find, reach, booked, typesAt } = setUp()
    typesAt(buyer.seatId, others)
    const { trackingCode } = await reach('accepted')
    typesAt('third', others)
    await booked({ ...buyer, seatId: 'third', sessionId: 'third', conversationId: 'conversation-2' })
    expect(await find('4567')).toEqual([trackingCode])
    expect(await find('6541')).toEqual([trackingCode])
    expect(await find('09359876541')).toEqual([trackingCode])
    expect(await find('0000')).toEqual([])
  })

  it('keeps no mobile and none of its digits where they can be read', async () => {
    const { reach } = setUp()
    await reach('accepted')
    const rows = JSON.stringify(await open().db.select().from(shipmentAddresses))
    expect(rows).toContain('mobileDigest')
    expect(rows).not.toContain(contact.mobile)
    expect(rows).not.toMatch(/"mobileDigest":null/)
  })

  it('finds with any key that stands, and with none that is gone', async () => {
    const { find, reach } = setUp()
    const { trackingCode } = await reach('accepted')
    const [own, other] = [7, 8].map((byte) => new Uint8Array(32).fill(byte)) as [Uint8Array, Uint8Array]
    expect(await find('4567', createSealer([other, own]))).toEqual([trackingCode])
    expect(await find('4567', createSealer([other]))).toEqual([])
  })

  it('finds nothing by a mobile whose address is erased', async () => {
    const { find, reach, deps, typesAt } = setUp()
    typesAt(buyer.seatId, others)
    const { trackingCode, state } = await reach('accepted')
    const person = { divarUserId: null, seat: { ...seller, id: seller.seatId } }
    await deps.transaction(
      async (tx) => await tx.forgetTyped(person, [(await tx.shipmentByCode(trackingCode))?.id ?? '']),
    )
    expect([await find('4567'), await find('6541')]).toEqual([[], [trackingCode]])
    await cancelShipment(deps, buyer, { trackingCode, reason: 'other', seenState: state })
    expect(await find('6541')).toEqual([])
    expect(await find(trackingCode)).toEqual([trackingCode])
  })
})
