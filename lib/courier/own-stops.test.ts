import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { courierSights } from '#lib/db/schema/courier.ts'
import { shipmentAddresses } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines, refuse } from '#lib/db/testing.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { cancelShipment } from '#lib/shipping/index.ts'
import { buyer, contact } from '#lib/shipping/testing.ts'
import { roles } from '#lib/staff/index.ts'
import { ownStops } from './index.ts'
import { ali, courierWorld, reza } from './testing.ts'

describeOnBothEngines("a courier's own stops", (open) => {
  const setUp = async () => {
    const world = await courierWorld(open().db)
    const { trackingCode, id } = await world.sent()
    const seen = async (actor: typeof ali | typeof reza = ali) => {
      const found = await ownStops(world.courier, actor)
      if (found.kind !== 'stops') throw new Error(found.kind)
      return found
    }
    const ends = async (actor: typeof ali | typeof reza = ali) =>
      (await seen(actor)).stops.map(({ end, contact: one }) => [end, one?.line ?? null])
    const views = async () =>
      (await world.audit())
        .filter(({ what }) => what === 'stop.view')
        .map(({ staffId, which, detail }) => [staffId, which, detail])
    return { ...world, trackingCode, id, seen, ends, views }
  }
  const { line } = contact

  it('are both ends from the assignment on, and each until the end of that stop', async () => {
    const { ends, tap, trackingCode, seen } = await setUp()
    expect((await ends()).toSorted()).toEqual([
      ['dropoff', line],
      ['pickup', line],
    ])
    await tap(trackingCode, 'picked_up')
    expect(await ends()).toEqual([['dropoff', line]])
    await tap(trackingCode, 'failed', { reason: 'nobody_home' })
    expect((await ends()).toSorted()).toEqual([
      ['dropoff', line],
      ['pickup', line],
    ])
    await tap(trackingCode, 'tried_again')
    await tap(trackingCode, 'delivered')
    const { stops, ended } = await seen()
    expect([stops, ended]).toEqual([[], [{ trackingCode, state: 'delivered', endedAt: expect.any(Date) }]])
    expect(JSON.stringify(ended)).not.toContain(line)
  })

  it('show the others where no key opens one', async () => {
    const { ends } = await setUp()
    const lost = await createSealer([new Uint8Array(32).fill(99)]).seal({ line: 'x' })
    await open().db.update(shipmentAddresses).set({ sealed: lost }).where(eq(shipmentAddresses.side, 'SUPPLY'))
    expect((await ends()).toSorted()).toEqual([
      ['dropoff', line],
      ['pickup', null],
    ])
  })

  it('say what is to be paid at the end of its payer alone', async () => {
    const { seen, deps, id } = await setUp()
    const shipment = await deps.store.shipmentById(id)
    const paying = shipment?.payer === 'seller' ? 'pickup' : 'dropoff'
    const { stops } = await seen()
    expect(stops.filter(({ tomans }) => tomans !== null).map(({ end, tomans }) => [end, tomans])).toEqual([
      [paying, shipment?.quote.max],
    ])
  })

  it('are nothing to another courier, to who was sent before, and to any other role', async () => {
    const { ends, send, trackingCode, courier } = await setUp()
    expect(await ends(reza)).toEqual([])
    await send(trackingCode, 'reza')
    expect([await ends(ali), (await ends(reza)).length]).toEqual([[], 2])
    for (const role of roles.filter((one) => one !== 'courier')) {
      expect(await ownStops(courier, { ...reza, role })).toEqual({ kind: 'not_allowed' })
    }
  })

  it('leave each first look at a contact in the audit, by ids alone, and no second one', async () => {
    const { seen, views, tap, trackingCode, id, audit } = await setUp()
    await seen()
    await seen()
    const first = [
      ['ali', id, 'dropoff'],
      ['ali', id, 'pickup'],
    ]
    expect((await views()).toSorted()).toEqual(first)
    await tap(trackingCode, 'picked_up')
    await seen()
    expect((await views()).toSorted()).toEqual(first)
    for (const secret of [contact.name, contact.mobile, line])
      expect(JSON.stringify(await audit())).not.toContain(secret)
  })

  it('leave one entry of two looks at once', async () => {
    const { seen, views } = await setUp()
    await Promise.all([seen(), seen(), seen()])
    expect((await views()).length).toBe(2)
  })

  it('are shown to nobody where the audit cannot have it', async () => {
    const { seen, send, trackingCode, views } = await setUp()
    await send(trackingCode, 'reza')
    await refuse(open().db, 'insert on staff_audit', "new.what = 'stop.view' and new.staff_id = 'reza'")
    await expect(seen(reza)).rejects.toThrow()
    expect([await views(), await open().db.select().from(courierSights)]).toEqual([[], []])
  })

  it('end with a side that cancels, and say so', async () => {
    const { seen, deps, trackingCode } = await setUp()
    await cancelShipment(deps, buyer, { trackingCode, reason: 'other', seenState: 'assigned' })
    expect(await seen()).toMatchObject({ stops: [], ended: [{ trackingCode, state: 'cancelled' }] })
  })

  it('that ended yesterday are gone', async () => {
    const { seen, tap, trackingCode, clock } = await setUp()
    await tap(trackingCode, 'picked_up')
    await tap(trackingCode, 'delivered')
    clock.advance(24 * 3600)
    expect(await seen()).toMatchObject({ stops: [], ended: [] })
  })
})
