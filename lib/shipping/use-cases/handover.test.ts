import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { shipments } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines, emptyTables } from '#lib/db/testing.ts'
import { newId } from '#lib/kernel/ids.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import type { CarrierCall } from '../carrier-call.ts'
import { handoverCode } from '../handover-code.ts'
import { type CarrierStatus, carrierView, moveByCarrier, type ShipmentState, viewShipment } from '../index.ts'
import { buyer, seller, shippingWorld } from '../testing.ts'
import { handoverOfTap } from './view.ts'

describeOnBothEngines('the handover codes of a shipment', (open) => {
  async function world(state: ShipmentState = 'assigned') {
    const made = shippingWorld(open().db)
    const shipment = await made.reach(state)
    const { id, trackingCode } = shipment
    const { deps } = made
    const seen = async (actor = seller) => (await viewShipment(deps, actor, trackingCode))?.handover ?? null
    const codeOf = async (actor = seller) => (await seen(actor))?.code ?? ''
    const tell = async (status: CarrierStatus, more: Partial<CarrierCall> = {}) =>
      await moveByCarrier(deps, { callId: newId(), trackingCode, status, occurredAt: null, ...more })
    /** Another code than that one. */
    const wrong = (code: string) => String((Number(code) + 1) % 10_000).padStart(4, '0')
    return { ...made, shipment, id, trackingCode, seen, codeOf, tell, wrong }
  }

  it('are shown to the side that says them, and to a seat that may see its address alone', async () => {
    const { seen } = await world()
    const [pickup, delivery] = [await seen(seller), await seen(buyer)]
    expect([pickup?.handover, delivery?.handover]).toEqual(['pickup', 'delivery'])
    for (const side of [seller, buyer]) {
      expect(await seen({ ...side, sessionId: 'another', divarUserId: null })).toBeNull()
      expect(await seen({ ...side, sessionId: 'another', divarUserId: 'somebody' })).toBeNull()
      expect(await seen({ ...side, sessionId: 'another' })).toEqual(await seen(side))
    }
  })

  it('are none before the acceptance, after the end, and for what was accepted before there were codes', async () => {
    for (const state of ['proposed', 'delivered'] as const) {
      const { seen } = await world(state)
      expect([await seen(seller), await seen(buyer)]).toEqual([null, null])
      await open().db.execute(sql`delete from shipments`)
    }
    const { seen, tell, deps, id } = await world()
    await deps.store.setHandoverKey(id, null)
    expect(await seen(seller)).toBeNull()
    expect(await tell('picked_up', { code: '1234' })).toMatchObject({ kind: 'moved' })
  })

  it('let the parcel change hands, and stand in no row', async () => {
    const { codeOf, tell, seen } = await world()
    const codes = [await codeOf(seller), await codeOf(buyer)]
    const { rows } = await open().db.execute(sql`select to_jsonb(s) - array['tracking_code'] as row from shipments s`)
    for (const code of codes) expect(JSON.stringify(Object(rows[0]).row)).not.toMatch(new RegExp(`"${code}"`))
    expect(await tell('picked_up', { code: codes[0] ?? '' })).toMatchObject({ kind: 'moved' })
    expect([await seen(seller), await codeOf(buyer)]).toEqual([null, codes[1]])
    expect(await tell('delivered', { code: codes[1] ?? '' })).toMatchObject({ kind: 'moved' })
    const [row] = await open().db.select().from(shipments)
    expect(row?.sealedHandoverKey).toBeNull()
  })

  it('stay the same when the sealing key is replaced and the rows are sealed again', async () => {
    const { deps, id, codeOf } = await world()
    const before = await codeOf()
    const [old, fresh] = [new Uint8Array(32).fill(7), new Uint8Array(32).fill(8)]
    const sealedKey = (await deps.store.handoverKeyOf(id)) ?? ''
    await deps.store.setHandoverKey(id, await createSealer([fresh]).seal(await deps.sealer.open(sealedKey)))
    deps.sealer = createSealer([fresh, old])
    expect(await codeOf()).toBe(before)
  })

  it('are compared if they are sent: a wrong one moves nothing, and without one it goes on', async () => {
    const { codeOf, tell, wrong, stands, trackingCode } = await world()
    const code = await codeOf()
    for (const sent of [wrong(code), code.slice(1), `${code}0`, 'unreadable']) {
      expect(await tell('picked_up', { code: sent })).toMatchObject({ kind: 'code_refused', fault: 'wrong' })
    }
    expect((await stands(trackingCode)).state).toBe('assigned')
    expect(await tell('picked_up')).toMatchObject({ kind: 'moved' })
  })

  it('are demanded where the business says so, and a reason takes their place', async () => {
    const { deps, tell, id } = await world()
    deps.offers = { ...deps.offers, demandsCodes: async () => true }
    expect(await tell('picked_up')).toMatchObject({ kind: 'code_refused', fault: 'missing' })
    expect(await tell('picked_up', { codeOverride: 'identity_checked' })).toMatchObject({ kind: 'moved' })
    expect((await deps.store.stepsOf(id)).at(-1)).toMatchObject({ event: 'pick_up', reason: 'identity_checked' })
    expect(await tell('delivery_failed')).toMatchObject({ kind: 'moved' })
    expect(await tell('picked_up')).toMatchObject({ kind: 'moved' })
    expect(await tell('delivered')).toMatchObject({ kind: 'code_refused', fault: 'missing' })
  })

  it('lock after five wrong ones, also at once, until there is a reason; a right one gives the tries back', async () => {
    const { codeOf, tell, wrong } = await world()
    const code = await codeOf()
    const guesses = Array.from({ length: 9 }, async () => await tell('picked_up', { code: wrong(code) }))
    const faults = (await Promise.all(guesses)).map((one) => (one.kind === 'code_refused' ? one.fault : one.kind))
    expect(faults.toSorted()).toEqual([...Array<string>(4).fill('locked'), ...Array<string>(5).fill('wrong')])
    expect(await tell('picked_up', { code })).toMatchObject({ kind: 'code_refused', fault: 'locked' })
    expect(await tell('picked_up')).toMatchObject({ kind: 'code_refused', fault: 'locked' })
    expect(await tell('picked_up', { codeOverride: 'agreed_by_phone' })).toMatchObject({ kind: 'moved' })
    const delivery = await codeOf(buyer)
    for (let i = 0; i < 4; i++) await tell('delivered', { code: wrong(delivery) })
    expect(await tell('delivered', { code: delivery })).toMatchObject({ kind: 'moved' })
  })

  it('let the right one of the last try through that comes twice at once under one call', async () => {
    const { codeOf, tell, wrong } = await world()
    const code = await codeOf()
    for (let i = 0; i < 4; i++) await tell('picked_up', { code: wrong(code) })
    const callId = newId()
    const twice = await Promise.all([1, 2].map(async () => await tell('picked_up', { code, callId })))
    expect(twice.map(({ kind }) => kind).toSorted()).toEqual(['moved', 'repeated'])
  })

  it('lose one try to a wrong one that comes several times under one call, at once and later, and one to another', async () => {
    const { codeOf, tell, wrong, deps, id } = await world()
    const code = await codeOf()
    const callId = newId()
    const guess = async (sent: string) => await tell('picked_up', { code: sent, callId })
    const refused = { kind: 'code_refused', fault: 'wrong' }
    const first = wrong(code)
    expect(await Promise.all([guess(first), guess(first), guess(first)])).toMatchObject([refused, refused, refused])
    expect([await guess(first), await deps.store.codeTries(id)]).toMatchObject([refused, 1])
    expect([await guess(wrong(first)), await deps.store.codeTries(id)]).toMatchObject([refused, 2])
    const { rows } = await open().db.execute(sql`select id from courier_taps`)
    for (const sent of [first, wrong(first)]) expect(JSON.stringify(rows)).not.toMatch(new RegExp(`\\b${sent}\\b`))
    expect(await guess(code)).toMatchObject({ kind: 'moved' })
  })

  it('lose a try to each wrong one of each call, in whatever order and how often they come', {
    timeout: 240_000,
  }, async () => {
    const sent = fc.record({ call: fc.nat(2), slip: fc.integer({ min: 1, max: 2 }) })
    const rounds = fc.array(fc.array(sent, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 })
    const property = fc.asyncProperty(rounds, async (all) => {
      await emptyTables(open())
      const { codeOf, tell, deps, id } = await world()
      const code = Number(await codeOf())
      const guess = async ({ call, slip }: { call: number; slip: number }) =>
        await tell('picked_up', { callId: `call-${call}`, code: String((code + slip) % 10_000).padStart(4, '0') })
      for (const atOnce of all) {
        const kinds = (await Promise.all(atOnce.map(guess))).map(({ kind }) => kind)
        expect(new Set(kinds)).toEqual(new Set(['code_refused']))
      }
      const different = new Set(all.flat().map(({ call, slip }) => `${call} ${slip}`))
      expect(await deps.store.codeTries(id)).toBe(Math.min(different.size, 5))
    })
    await fc.assert(property, { numRuns: 15 })
  })

  it('give no try back for a step that did not come about', async () => {
    const { codeOf, tell, wrong, deps, id } = await world()
    const code = await codeOf()
    for (let i = 0; i < 3; i++) await tell('picked_up', { code: wrong(code) })
    const { transaction } = deps
    deps.transaction = async (work) =>
      await transaction(async (tx) => {
        await work(tx)
        throw new Error('the connection broke')
      })
    await expect(tell('picked_up', { code })).rejects.toThrow('the connection broke')
    await expect(tell('picked_up', { codeOverride: 'other' })).rejects.toThrow('the connection broke')
    expect(await deps.store.codeTries(id)).toBe(3)
    deps.transaction = transaction
    expect(await tell('picked_up', { code: wrong(code) })).toMatchObject({ fault: 'wrong' })
    expect(await tell('picked_up', { code })).toMatchObject({ kind: 'moved' })
    expect(await deps.store.codeTries(id)).toBe(0)
  })

  it('are told to a tap of the person who is proved to be that side, and to no other', async () => {
    const { deps, shipment, seen } = await world()
    const proved = (user: string | null) => ({ ...deps, store: { ...deps.store, provedUser: async () => user } })
    const tap = { conversationId: seller.conversationId, side: seller.side }
    expect(await handoverOfTap(proved(seller.divarUserId), tap, shipment)).toEqual(await seen(seller))
    for (const user of [null, 'somebody', buyer.divarUserId]) {
      expect(await handoverOfTap(proved(user), tap, shipment)).toBeNull()
    }
    expect(await handoverOfTap(proved(buyer.divarUserId), { ...tap, side: buyer.side }, shipment)).toEqual(
      await seen(buyer),
    )
  })

  it('are not in what the carrier is told, in a message of the chat, nor on the other side', async () => {
    const { deps, shipment, codeOf, id } = await world()
    const codes = [await codeOf(seller), await codeOf(buyer)]
    const key = await deps.sealer.open<string>((await deps.store.handoverKeyOf(id)) ?? '')
    expect(codes).toEqual([handoverCode(key, id, 'pickup'), handoverCode(key, id, 'delivery')])
    const { rows } = await open().db.execute(sql`select text, sender_buttons, receiver_buttons from outbox`)
    const told = JSON.stringify([await carrierView(deps, shipment), rows])
    const sides = [
      await viewShipment(deps, seller, shipment.trackingCode),
      await viewShipment(deps, buyer, shipment.trackingCode),
    ]
    expect(told).not.toContain(key)
    for (const [own, other] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const isCode = new RegExp(`(^|\\D)${codes[own]}(\\D|$)`)
      expect(told.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '')).not.toMatch(isCode)
      expect(sides[other]?.handover?.code).not.toBe(codes[own] === codes[other] ? '' : codes[own])
    }
  })
})
