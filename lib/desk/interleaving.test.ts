import fc from 'fast-check'
import { expect, it } from 'vitest'
import { shipments } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines, emptyTables } from '#lib/db/testing.ts'
import { yielding } from '#lib/shipping/testing-races.ts'
import { actOnShipment, type DeskAct } from './index.ts'
import { deskWorld } from './testing.ts'

const [mina, omid] = ['mina', 'omid'].map((staffId) => ({ staffId, role: 'dispatcher', address: null }) as const)

describeOnBothEngines('two desks and one call of the API on one shipment at once', (open) => {
  it('take one step, say one message and keep one act, in any order', { timeout: 240_000 }, async () => {
    const property = fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, assigns) => {
      await emptyTables(open())
      const world = await deskWorld(open().db)
      const { trackingCode } = await world.reach(assigns ? 'accepted' : 'assigned')
      const slow = yielding(world.deps, scheduler)
      const desk = { ...world.desk, shipping: slow }
      const [before, said] = [(await world.steps()).length, (await world.messages()).length]
      const act = (courierId: string): DeskAct =>
        assigns ? { kind: 'assign', courierId } : { kind: 'move', status: 'picked_up' }
      const all = Promise.all([
        mina && actOnShipment(desk, mina, { trackingCode, tapId: 'one', act: act('ali') }),
        omid && actOnShipment(desk, omid, { trackingCode, tapId: 'two', act: act('reza') }),
        world.move(trackingCode, assigns ? 'assigned' : 'picked_up'),
      ])
      await scheduler.waitFor(all)
      const kinds = (await all).map((result) => result?.kind)
      const steps = await world.steps()
      expect(steps.length).toBe(before + 1)
      expect((await world.messages()).length - said).toBe(assigns ? 0 : 1)
      const done = kinds.filter((kind) => kind === 'done').length
      expect((await world.audit()).length).toBe(done)
      expect((await world.told()).length).toBe(done)
      const byStaff = steps.at(-1)?.staffId ?? null
      // A desk that comes behind the API still sends its courier; of two desks the later one does not undo the first.
      if (!assigns) expect(done).toBe(byStaff === null ? 0 : 1)
      const [row] = await open().db.select().from(shipments)
      const sent = (await world.audit()).filter(({ what }) => what === 'shipment.assign').map(({ detail }) => detail)
      expect(row?.courierId ?? null).toBe(sent.at(-1) ?? null)
    })
    await fc.assert(property, { numRuns: 12 })
  })
})
