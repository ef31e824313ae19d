import { afterEach, expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { carrierShipments } from './carrier-calls.ts'
import { answerOf, carrierAtWeb, endCarrierServices, listRequest } from './testing-carrier.ts'

afterEach(endCarrierServices)

describeOnBothEngines("the carrier's promise by the API", (open) => {
  it('moves by a call of its own and stands in the list', async () => {
    const { accepted, send, clock } = carrierAtWeb(open().db)
    const { trackingCode } = await accepted()
    const eta = addSeconds(clock(), 7200).toISOString()
    const window = { from: addSeconds(clock(), 600).toISOString(), to: addSeconds(clock(), 3600).toISOString() }
    const body = { trackingCode, state: 'accepted', repeated: false }
    expect(await send(trackingCode, { eta, window, reason: 'many_orders' })).toEqual([200, body])
    expect(await send(trackingCode, { eta, window })).toEqual([200, { ...body, repeated: true }])
    const [, list] = await answerOf(await carrierShipments(listRequest()))
    expect(list.shipments).toMatchObject([{ trackingCode, eta, window }])
  })

  it('has an id of its own: one that moved a promise is good for no step, nor the other way round', async () => {
    const { accepted, send, clock } = carrierAtWeb(open().db)
    const { trackingCode } = await accepted()
    const eta = addSeconds(clock(), 7200).toISOString()
    const [one, two] = [newId(), newId()]
    expect(await send(trackingCode, { eta }, { id: one })).toMatchObject([200, {}])
    expect(await send(trackingCode, { status: 'assigned' }, { id: one })).toMatchObject([409, {}])
    expect(await send(trackingCode, { status: 'assigned' }, { id: two })).toMatchObject([200, {}])
    expect(await send(trackingCode, { eta: addSeconds(clock(), 9000) }, { id: two })).toMatchObject([409, {}])
  })

  it('is refused where nothing is promised any more', async () => {
    const { accepted, send, clock } = carrierAtWeb(open().db)
    const { trackingCode } = await accepted()
    expect(await send(trackingCode, { status: 'cancelled', reason: 'no_courier' })).toMatchObject([200, {}])
    expect(await send(trackingCode, { eta: addSeconds(clock(), 7200) })).toEqual([
      409,
      { reason: 'nothing is promised for a shipment that is cancelled', state: 'cancelled' },
    ])
  })
})
