import { expect, it } from 'vitest'
import { outbox } from '#lib/db/schema/outbox.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { isOrder } from '#lib/db/testing-outbox.ts'
import { cancelShipment, reportProblem } from '#lib/shipping/index.ts'
import { buyer, contact, seller } from '#lib/shipping/testing.ts'
import { carrierWorld } from './testing.ts'

describeOnBothEngines('queueOrder', (open) => {
  const setUp = () => carrierWorld(open().db)
  const rows = async () => {
    const found = await open().db.select().from(outbox).where(isOrder).orderBy(outbox.position)
    return found.map(({ subjectId, kind, at: happenedAt, ...row }) => ({
      ...row,
      shipmentId: subjectId,
      type: kind,
      happenedAt,
    }))
  }
  const at = new Date('2026-11-22T08:00:00Z')

  it('writes and wakes an order together with its change, and neither after a rollback', async () => {
    const world = setUp()
    await world.queue({ shipmentId: 'shipment-1', type: 'shipment.accepted', at })
    await expect(world.queue({ shipmentId: 'shipment-1', type: 'shipment.cancelled', at }, true)).rejects.toThrow()
    const [row, ...others] = await rows()
    expect(row).toMatchObject({ type: 'shipment.accepted', position: 1, state: 'queued', happenedAt: at, attempts: 0 })
    expect(others).toEqual([])
    expect(world.woken[0]).toEqual({ id: row?.id, afterSeconds: 0 })
  })

  it('accepts the same shipment, type and reference once, and another reference as well', async () => {
    const world = setUp()
    const problem = { shipmentId: 'shipment-1', type: 'problem.reported', at } as const
    for (const reference of ['one', 'one', 'two']) await world.queue({ ...problem, reference })
    await world.queue({ ...problem, shipmentId: 'shipment-2', reference: 'one' })
    expect((await rows()).map((row) => [row.shipmentId, row.reference, row.position]).sort()).toEqual([
      ['shipment-1', 'one', 1],
      ['shipment-1', 'two', 2],
      ['shipment-2', 'one', 1],
    ])
    expect(world.woken).toHaveLength(3)
  })

  it('gives concurrent orders their own sequence numbers, with repeats among them', async () => {
    const world = setUp()
    const references = ['a', 'b', 'c', 'a', 'b', 'd']
    const all = references.map(
      (reference) => ({ shipmentId: 'shipment-1', type: 'problem.reported', reference, at }) as const,
    )
    await Promise.all(all.map(async (order) => await world.queue(order)))
    const found = await rows()
    expect(found.map((row) => row.position)).toEqual([1, 2, 3, 4])
    expect(found.map((row) => row.reference).sort()).toEqual(['a', 'b', 'c', 'd'])
  })

  it('queues for acceptance, problem and cancellation, in that sequence, without an address', async () => {
    const world = setUp()
    const { id, trackingCode } = await world.accepted()
    await reportProblem(world.shipping, buyer, { trackingCode, text: 'زنگ خانه خراب است.' })
    const reason = 'changed_mind'
    await cancelShipment(world.shipping, seller, { trackingCode, reason, seenState: 'accepted' })
    const found = await rows()
    expect(found.map(({ type, shipmentId }) => [type, shipmentId === id])).toEqual([
      ['shipment.accepted', true],
      ['problem.reported', true],
      ['shipment.cancelled', true],
    ])
    for (const personal of [contact.name, contact.mobile, contact.line, 'زنگ']) {
      expect(JSON.stringify(found)).not.toContain(personal)
    }
  })

  it('queues nothing for an acceptance that lost a race', async () => {
    const world = setUp()
    const { trackingCode } = await world.accepted()
    await expect(world.accepted()).rejects.toThrow()
    const again = { trackingCode, reason: 'changed_mind', seenState: 'accepted' } as const
    const taps = await Promise.all(
      [buyer, seller].map(async (actor) => await cancelShipment(world.shipping, actor, again)),
    )
    expect(taps.map(({ kind }) => kind).sort()).toEqual(['cancelled', 'too_late'])
    expect((await rows()).map(({ type }) => type)).toEqual(['shipment.accepted', 'shipment.cancelled'])
  })
})
