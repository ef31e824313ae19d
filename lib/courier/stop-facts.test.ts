import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { shipmentAddresses } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { copyShipment } from '#lib/desk/testing.ts'
import { cancelShipment } from '#lib/shipping/index.ts'
import { buyer, contact } from '#lib/shipping/testing.ts'
import { roles } from '#lib/staff/index.ts'
import { ownStops, stopFacts } from './index.ts'
import { ali, courierWorld, reza } from './testing.ts'

describeOnBothEngines("what a courier's page hangs on", (open) => {
  const setUp = async () => {
    const world = await courierWorld(open().db)
    const { trackingCode, id } = await world.sent()
    const facts = async (actor: typeof ali | typeof reza = ali) => await stopFacts(world.courier, actor)
    /** Whether it is another one after this. */
    const changes = async (deed: () => Promise<unknown>) => {
      const before = JSON.stringify(await facts())
      await deed()
      return JSON.stringify(await facts()) !== before
    }
    return { ...world, trackingCode, id, facts, changes }
  }

  it('is what the page was drawn from, and nobody counts as seen by it', async () => {
    const { courier, facts, audit } = await setUp()
    const asked = await facts()
    expect((await audit()).filter(({ what }) => what === 'stop.view')).toEqual([])
    expect(await ownStops(courier, ali)).toMatchObject({ kind: 'stops', facts: asked })
    expect(await facts()).toEqual(asked)
    for (const secret of [contact.name, contact.mobile, contact.line])
      expect(JSON.stringify(asked)).not.toContain(secret)
  })

  it('becomes another one with a stop that is taken off, comes, moves or ends', async () => {
    const { changes, send, tap, sent, deps, trackingCode } = await setUp()
    expect(await changes(async () => await send(trackingCode, 'reza'))).toBe(true)
    expect(await changes(async () => await send(trackingCode, 'ali'))).toBe(true)
    expect(await changes(async () => await tap(trackingCode, 'picked_up'))).toBe(true)
    expect(await changes(async () => await tap(trackingCode, 'delivered'))).toBe(true)
    const other = await sent()
    const cancelled = { trackingCode: other.trackingCode, reason: 'other', seenState: 'assigned' } as const
    expect(await changes(async () => await cancelShipment(deps, buyer, cancelled))).toBe(true)
  })

  it('becomes another one where an address is erased, a promise is broken and a day is over', async () => {
    const { changes, clock, facts } = await setUp()
    const side = eq(shipmentAddresses.side, 'SUPPLY')
    expect(await changes(async () => await open().db.delete(shipmentAddresses).where(side))).toBe(true)
    const dueAt = (await facts())?.stops[0]?.due.at
    if (dueAt) {
      const left = (dueAt.getTime() - clock().getTime()) / 1000
      expect(await changes(async () => clock.advance(left - 60))).toBe(false)
      expect(await changes(async () => clock.advance(61))).toBe(true)
    }
    expect(await changes(async () => clock.advance(24 * 3600))).toBe(true)
  })

  it('stays while others move what is theirs, and is nothing to any other role', async () => {
    const { changes, id, send, tap, courier, clock } = await setUp()
    const [{ trackingCode = '' } = {}] = await copyShipment(open().db, id, 1)
    await send(trackingCode, 'reza')
    expect(await changes(async () => await tap(trackingCode, 'picked_up', { by: reza }))).toBe(false)
    expect(await changes(async () => clock.advance(60))).toBe(false)
    for (const role of roles.filter((one) => one !== 'courier'))
      expect(await stopFacts(courier, { ...ali, role })).toBeNull()
  })
})
