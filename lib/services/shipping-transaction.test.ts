import { PgDialect } from 'drizzle-orm/pg-core'
import { expect, it, vi } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { copyShipment, deskWorld } from '#lib/desk/testing.ts'
import { inBatches } from '#lib/kernel/in-batches.ts'
import type { Shipment } from '#lib/shipping/index.ts'
import { notifyCarrierIn } from './carrier.ts'
import { shippingTransaction } from './shipping-transaction.ts'

describeOnBothEngines('what the steps of many shipments ask', (open) => {
  it('is as many statements as those of one, but for the row that each of them moves', async () => {
    const { db } = open()
    const { deps, reach, stands } = await deskWorld(db)
    const { clock, sealer } = deps
    const model = await reach('accepted')
    const copies = await copyShipment(db, model.id, 9)
    const all = [model, ...(await Promise.all(copies.map(async ({ trackingCode }) => await stands(trackingCode))))]
    const asked = vi.spyOn(PgDialect.prototype, 'sqlToQuery')

    /** All that giving one to a courier asks. */
    const statementsOf = async (shipments: readonly Shipment[]) => {
      asked.mockClear()
      await db.transaction(async (tx) => {
        const gather = <Input, Result>(work: (inputs: readonly Input[]) => Promise<Result[]>) => inBatches(50, work)
        const wake = async () => undefined
        const notifyCarrier = notifyCarrierIn(tx, clock, wake, gather)
        const rows = shippingTransaction(tx, { clock, sealer, wake, notifyCarrier }, gather)
        await Promise.all(
          shipments.map(async (shipment) => {
            const { id: shipmentId, createdAt: began } = shipment
            await rows.lockShipment(shipmentId)
            await rows.moveShipment({ ...shipment, state: 'assigned' }, shipment)
            const at = clock()
            const step = {
              shipmentId,
              event: 'assign',
              state: 'assigned',
              by: 'carrier',
              at,
              began,
              reason: null,
            } as const
            const number = await rows.addStep(step)
            expect(await rows.insertCarrierCall(`call of ${shipmentId}`, at)).toBe(true)
            const act = { what: 'shipment.assign', which: shipmentId, detail: null, address: null }
            await rows.recordAudit({ ...act, at, staffId: 'mina' })
            await rows.notifyCarrier({ shipmentId, type: 'shipment.moved', reference: `${number}`, at })
            await rows.tellStep(shipment, { number, reason: null })
            await rows.supersede(shipmentId)
          }),
        )
      })
      return asked.mock.calls.length - shipments.length
    }

    const [one, ...others] = all
    const ofOne = await statementsOf(one ? [one] : [])
    expect(ofOne).toBeGreaterThan(5)
    expect(await statementsOf(others)).toBe(ofOne)
    for (const { trackingCode } of all) expect((await stands(trackingCode)).state).toBe('assigned')
  })
})
