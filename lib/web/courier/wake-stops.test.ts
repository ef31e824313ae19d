import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { stopFacts } from '#lib/courier/index.ts'
import { ali, courierWorld } from '#lib/courier/testing.ts'
import { shipmentAddresses } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { copyShipment } from '#lib/desk/testing.ts'
import { peyk } from '#lib/peyk.ts'
import { cancelShipment } from '#lib/shipping/index.ts'
import { buyer } from '#lib/shipping/testing.ts'
import { stopsVersion } from './live.ts'

describeOnBothEngines('an open page of a courier', (open) => {
  it('is woken by every change of its stops that draws it differently, and by nothing of others', async () => {
    const world = await courierWorld(open().db)
    const { id, trackingCode } = await world.sent()
    const woken = new Set<string>()
    const unlisten = await open().listen(
      peyk.channels.couriers,
      (word) => void woken.add(word),
      () => undefined,
    )
    const version = async () => {
      const facts = await stopFacts(world.courier, ali)
      return facts && stopsVersion(facts)
    }
    const [{ trackingCode: other = '' } = {}] = await copyShipment(open().db, id, 1)
    const ofSeller = and(eq(shipmentAddresses.shipmentId, id), eq(shipmentAddresses.side, 'SUPPLY'))
    const cancelled = { trackingCode, reason: 'other', seenState: 'assigned' } as const
    const changes: [string, () => Promise<unknown>][] = [
      ['a stop taken off', async () => await world.send(trackingCode, 'reza')],
      ['a stop that comes', async () => await world.send(trackingCode, 'ali')],
      ['an erased address', async () => await open().db.delete(shipmentAddresses).where(ofSeller)],
      ['an end', async () => await cancelShipment(world.deps, buyer, cancelled)],
    ]
    for (const [name, change] of changes) {
      const before = await version()
      woken.clear()
      await change()
      expect(await version(), name).not.toBe(before)
      await expect.poll(() => woken.has('ali'), { message: name }).toBe(true)
    }
    // Its copy was Ali's as well.
    woken.clear()
    await world.send(other, 'reza')
    await expect.poll(() => [...woken].sort()).toEqual(['ali', 'reza'])
    woken.clear()
    await world.tap(other, 'picked_up', { by: { ...ali, staffId: 'reza' } })
    await expect.poll(() => woken.has('reza')).toBe(true)
    expect(woken).toEqual(new Set(['reza']))
    await unlisten()
  })
})
