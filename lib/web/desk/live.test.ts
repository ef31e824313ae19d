import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { shipments } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { actOnShipment, parseFilter, readQueue, readShipment, writeNote } from '#lib/desk/index.ts'
import { deskWorld } from '#lib/desk/testing.ts'
import { contact } from '#lib/shipping/testing.ts'
import { mayDo, type Role, roles } from '#lib/staff/index.ts'
import { queueVersion, shipmentVersion } from './live.ts'

const actor = (role: Role) => ({ staffId: 'mina', role, address: null })

describeOnBothEngines('the version of an open page of the desk', (open) => {
  const setUp = async () => {
    const world = await deskWorld(open().db)
    const { id, trackingCode } = await world.reach('assigned')
    const queue = async (query = {}, role: Role = 'viewer') => {
      const page = await readQueue(world.desk, actor(role), parseFilter({ tab: 'open', ...query }))
      return page.kind === 'page' ? queueVersion(page) : null
    }
    const shipment = async (role: Role = 'dispatcher') => {
      const read = await readShipment(world.desk, actor(role), trackingCode)
      return read.kind === 'shipment' ? shipmentVersion(read) : null
    }
    return { ...world, id, trackingCode, queue, shipment }
  }

  it('stays while nothing but the time goes on, and changes when a promise is broken', async () => {
    const { queue, shipment, clock, id } = await setUp()
    const promisedAt = new Date(clock().getTime() + 3 * 3600_000)
    await open().db.update(shipments).set({ promisedAt }).where(eq(shipments.id, id))
    const before = [await queue(), await shipment()]
    clock.advance(60)
    expect([await queue(), await shipment()]).toEqual(before)
    clock.advance(4 * 3600)
    const after = [await queue(), await shipment()]
    for (const [i, version] of after.entries()) expect(version).not.toBe(before[i])
  })

  it('of the queue is the same for every role that may read it, whose open pages share one reading', async () => {
    const { queue } = await setUp()
    const readers = roles.filter((role) => mayDo(role, 'queue.read'))
    const versions = await Promise.all(readers.map(async (role) => await queue({}, role)))
    expect([readers.length, new Set(versions).size]).toEqual([4, 1])
    expect(versions).not.toContain(null)
  })

  it('changes with each step, also of a shipment that another tab of the queue counts', async () => {
    const { queue, shipment, desk, trackingCode } = await setUp()
    const before = [await queue(), await queue({ tab: 'new' }), await shipment()]
    const act = { kind: 'move', status: 'picked_up', codeOverride: 'other' } as const
    expect((await actOnShipment(desk, actor('dispatcher'), { trackingCode, tapId: 'tap', act })).kind).toBe('done')
    const after = [await queue(), await queue({ tab: 'new' }), await shipment()]
    for (const [i, version] of after.entries()) expect(version).not.toBe(before[i])
  })

  it('changes with a note for those alone who may read it', async () => {
    const { shipment, desk, trackingCode } = await setUp()
    const before = { viewer: await shipment('viewer'), dispatcher: await shipment() }
    await writeNote(desk, actor('dispatcher'), { trackingCode, tapId: 'tap', text: 'زنگ دوم' })
    expect(await shipment('viewer')).toBe(before.viewer)
    expect(await shipment()).not.toBe(before.dispatcher)
  })

  it('has nothing in it that can be read', async () => {
    const { queue, shipment, trackingCode } = await setUp()
    for (const version of [await queue(), await shipment()]) {
      expect(version).toMatch(/^[\w-]{43}$/)
      for (const fact of [trackingCode, contact.name, contact.mobile]) expect(version).not.toContain(fact)
    }
  })
})
