import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { shipmentAddresses } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines, refuse } from '#lib/db/testing.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { cancelShipment } from '#lib/shipping/index.ts'
import { buyer, contact } from '#lib/shipping/testing.ts'
import { roles } from '#lib/staff/index.ts'
import { readShipment, reveal } from './index.ts'
import { deskWorld } from './testing.ts'

const mina = { staffId: 'mina', role: 'dispatcher', address: '203.0.113.7' } as const

describeOnBothEngines('a shipment on the desk', (open) => {
  const setUp = async () => await deskWorld(open().db)

  it('shows both ends masked, the timeline, and what may come next', async () => {
    const { desk, reach } = await setUp()
    const { trackingCode } = await reach('assigned')
    const found = await readShipment(desk, { ...mina, role: 'viewer' }, trackingCode)
    expect(found).toMatchObject({
      kind: 'shipment',
      pickup: { initials: 'س', lastFour: '4567' },
      dropoff: { initials: 'س', lastFour: '4567' },
      next: ['picked_up', 'cancelled'],
    })
    expect(found.kind === 'shipment' && found.steps.map(({ event, author }) => [event, author])).toEqual([
      ['propose', null],
      ['accept', null],
      ['assign', null],
    ])
    for (const hidden of [contact.name, contact.mobile, contact.line, 'sealed']) {
      expect(JSON.stringify(found)).not.toContain(hidden)
    }
  })

  it('hides an end that no key opens, and nothing beside it', async () => {
    const { desk, reach } = await setUp()
    const { trackingCode } = await reach('assigned')
    const sealed = await createSealer([new Uint8Array(32).fill(99)]).seal({ name: 'x' })
    await open().db.update(shipmentAddresses).set({ sealed }).where(eq(shipmentAddresses.side, 'SUPPLY'))
    expect(await readShipment(desk, mina, trackingCode)).toMatchObject({ pickup: null, dropoff: { lastFour: '4567' } })
  })

  it('has no end that stands in it once its addresses are gone', async () => {
    const { desk, reach, deps } = await setUp()
    const { trackingCode, state } = await reach('accepted')
    await cancelShipment(deps, buyer, { trackingCode, reason: 'other', seenState: state })
    expect(await readShipment(desk, mina, trackingCode)).toMatchObject({ pickup: null, dropoff: null, next: [] })
    expect(await reveal(desk, mina, { trackingCode, end: 'pickup' })).toEqual({ kind: 'gone' })
  })

  it('is not there while it is a proposal', async () => {
    const { desk, booked, audit } = await setUp()
    const { trackingCode } = await booked(buyer)
    expect(await readShipment(desk, mina, trackingCode)).toEqual({ kind: 'not_found' })
    expect(await reveal(desk, mina, { trackingCode, end: 'dropoff' })).toEqual({ kind: 'not_found' })
    expect(await audit()).toEqual([])
  })

  it('reveals one end to who asked, and the audit names ids alone', async () => {
    const { desk, reach, audit, clock } = await setUp()
    const { id, trackingCode } = await reach('accepted')
    expect(await reveal(desk, mina, { trackingCode, end: 'dropoff' })).toEqual({ kind: 'revealed', contact })
    expect(await audit()).toEqual([
      {
        number: expect.any(Number),
        at: clock(),
        staffId: 'mina',
        what: 'contact.reveal',
        which: id,
        detail: 'dropoff',
        address: '203.0.113.7',
      },
    ])
  })

  it('reveals no end that no key opens, says so, and the audit has nothing of it', async () => {
    const { desk, reach, audit } = await setUp()
    const { trackingCode } = await reach('accepted')
    const sealed = await createSealer([new Uint8Array(32).fill(99)]).seal({ name: 'x' })
    await open().db.update(shipmentAddresses).set({ sealed }).where(eq(shipmentAddresses.side, 'SUPPLY'))
    expect(await reveal(desk, mina, { trackingCode, end: 'pickup' })).toEqual({ kind: 'unreadable' })
    expect(await audit()).toEqual([])
    expect((await reveal(desk, mina, { trackingCode, end: 'dropoff' })).kind).toBe('revealed')
  })

  it('reveals nothing that the audit does not take', async () => {
    const { desk, reach } = await setUp()
    const { trackingCode } = await reach('accepted')
    await refuse(open().db, 'insert on staff_audit', "new.staff_id = 'nobody'")
    const nobody = { ...mina, staffId: 'nobody' }
    await expect(reveal(desk, nobody, { trackingCode, end: 'dropoff' })).rejects.toThrow()
    expect((await reveal(desk, mina, { trackingCode, end: 'dropoff' })).kind).toBe('revealed')
  })

  it('reveals nothing to a role that sees masked values alone', async () => {
    const { desk, reach, audit } = await setUp()
    const { trackingCode } = await reach('accepted')
    for (const role of roles) await reveal(desk, { ...mina, staffId: role, role }, { trackingCode, end: 'pickup' })
    expect((await audit()).map(({ staffId }) => staffId)).toEqual(['dispatcher', 'manager', 'admin'])
  })
})
