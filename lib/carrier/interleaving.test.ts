import fc from 'fast-check'
import { expect, it } from 'vitest'
import { describeOnBothEngines, emptyTables } from '#lib/db/testing.ts'
import { fixedClock } from '#lib/kernel/testing-clock.ts'
import type { CarrierView } from '#lib/shipping/index.ts'
import type { OrderOutcome } from './index.ts'
import { deliverOrder, orderWorld, sweepOrders } from './testing.ts'

const busy: OrderOutcome = { kind: 'retry', retryAfterSeconds: null, reason: 'http_503' }
const outcomes = fc.array(fc.constantFrom<OrderOutcome[]>({ kind: 'delivered' }, { kind: 'gone' }, busy, busy), {
  maxLength: 20,
})
/** In each round some orders are queued, some workers pick orders at once, and time goes by. */
const rounds = fc.array(
  fc.record({
    queue: fc.array(fc.nat(1), { maxLength: 3 }),
    workers: fc.array(fc.nat(9), { maxLength: 6 }),
    seconds: fc.constantFrom(0, 5, 61, 7_000),
    dies: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
)

describeOnBothEngines('any number of workers over any outages', (open) => {
  it('delivers each order once in the end and in sequence for each shipment', { timeout: 240_000 }, async () => {
    const property = fc.asyncProperty(outcomes, rounds, async (answers, all) => {
      await emptyTables(open())
      const clock = fixedClock('2026-11-22T09:00:00Z')
      const world = orderWorld(open().db, clock, async ({ shipmentId }) => ({
        view: { shipment: { trackingCode: shipmentId } } as CarrierView,
        problem: null,
      }))
      const ends = ['pickup', 'dropoff']
      const queued: string[] = []
      let number = 0
      world.answer(...answers)
      for (const { queue, workers, seconds, dies } of all) {
        for (const shipment of queue) {
          number += 1
          const reference = ends[number % 2]
          await world.queue({
            shipmentId: `shipment-${shipment} ${number >> 1}`,
            type: 'shipment.erased',
            reference,
            at: clock(),
          })
        }
        queued.push(
          ...world.woken
            .splice(0)
            .map(({ id }) => id)
            .filter((id) => !queued.includes(id)),
        )
        const ids = workers.flatMap((one) => queued[one] ?? [])
        await Promise.all(ids.map(async (id) => await deliverOrder(world.deps, id)))
        const [dying] = await world.deps.orders.due(clock(), 1)
        const now = clock()
        if (dies && dying) await world.deps.orders.claim(dying, { claimId: 'died', now, until: now })
        clock.advance(seconds)
        await sweepOrders(world.deps)
      }
      while ((await world.deps.orders.due(new Date('2100-01-01'), 1)).length > 0) {
        clock.advance(12 * 3_600)
        await world.work()
      }
      const found = await Promise.all(queued.map(async (id) => await world.deps.orders.find(id)))
      expect(found.filter((order) => order?.state !== 'delivered' && order?.state !== 'dead')).toEqual([])
      for (const shipment of new Set(found.map((order) => order?.shipmentId))) {
        const own = found.filter((order) => order?.shipmentId === shipment)
        const positions = world.received.flatMap(({ id }) => own.find((order) => order?.id === id)?.position ?? [])
        expect(positions).toEqual(positions.toSorted((a, b) => a - b))
      }
      expect(world.counted.filter((one) => one.endsWith(' queued'))).toHaveLength(world.received.length - queued.length)
    })
    await fc.assert(property, { numRuns: 20 })
  })
})
