import { afterEach, expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { newId } from '#lib/kernel/ids.ts'
import { handoverCode } from '#lib/shipping/handover-code.ts'
import { carrierShipments } from './calls.ts'
import { answerOf, carrierAtWeb, endCarrierServices, listRequest, statusRequest } from './testing.ts'

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

describeOnBothEngines('the handover code by the API', (open) => {
  it('is refused by a word of its own, stands in no log line, and helps nobody who finds the headers', async () => {
    const { accepted, send, replay, shipping, lines, outcomes } = carrierAtWeb(open().db)
    const { id, trackingCode } = await accepted()
    await send(trackingCode, { status: 'assigned' })
    const key = await shipping.sealer.open<string>((await shipping.store.handoverKeyOf(id)) ?? '')
    const code = handoverCode(key, id, 'pickup')
    const wrong = String((Number(code) + 1) % 10_000).padStart(4, '0')
    const refused = statusRequest(trackingCode, { status: 'picked_up', code: wrong })
    const answer = [409, { reason: 'the handover code is wrong', state: 'assigned', handoverCode: 'wrong' }]
    expect(await replay(refused, trackingCode)).toEqual(answer)
    expect(await replay(refused, trackingCode)).toEqual(answer)
    expect(await shipping.store.codeTries(id)).toBe(1)
    for (let i = 0; i < 4; i++) await send(trackingCode, { status: 'picked_up', code: wrong })
    expect(await send(trackingCode, { status: 'picked_up', code })).toMatchObject([409, { handoverCode: 'locked' }])
    const goesOn = { status: 'picked_up', codeOverride: 'code_not_known' }
    expect(await send(trackingCode, goesOn)).toEqual([200, { trackingCode, state: 'picked_up', repeated: false }])
    expect(JSON.stringify(lines)).not.toMatch(new RegExp(`"(${code}|${wrong})"`))
    expect(outcomes().filter((outcome) => outcome === 'code_refused')).toHaveLength(6)
  })
})
