import { expect, it } from 'vitest'
import { doorstep } from '#lib/carrier/testing-proofs.ts'
import { courierTaps } from '#lib/db/schema/courier.ts'
import { describeOnBothEngines, refuse } from '#lib/db/testing.ts'
import { actOnShipment } from '#lib/desk/index.ts'
import { newId } from '#lib/kernel/ids.ts'
import { cancelShipment } from '#lib/shipping/index.ts'
import { buyer } from '#lib/shipping/testing.ts'
import { roles } from '#lib/staff/index.ts'
import { givePicture, takeTap } from './index.ts'
import { ali, courierWorld, reza } from './testing.ts'

const mina = { staffId: 'mina', role: 'dispatcher', address: null } as const

describeOnBothEngines("a courier's tap", (open) => {
  const setUp = async () => {
    const world = await courierWorld(open().db)
    const { trackingCode, id } = await world.sent()
    return { ...world, trackingCode, id, state: async () => (await world.stands(trackingCode)).state }
  }

  it('is the step that the API takes, by the courier and through their page, in the audit and told to another system', async () => {
    const { tap, trackingCode, id, steps, audit, told, codeOf, messages } = await setUp()
    const code = await codeOf(trackingCode, 'SUPPLY')
    expect(await tap(trackingCode, 'picked_up', { code })).toEqual({ kind: 'done', state: 'picked_up' })
    const step = {
      event: 'pick_up',
      state: 'picked_up',
      by: 'carrier',
      way: 'courier',
      staffId: 'ali',
      staffRole: 'courier',
    }
    expect((await steps()).at(-1)).toMatchObject(step)
    expect((await audit()).at(-1)).toMatchObject({
      staffId: 'ali',
      what: 'shipment.move',
      which: id,
      detail: 'picked_up',
    })
    expect((await told()).some((reference) => reference?.startsWith('4 courier courier ali'))).toBe(true)
    expect(await messages()).toContain('pickup')
    expect(await tap(trackingCode, 'failed', { reason: 'nobody_home' })).toEqual({
      kind: 'done',
      state: 'delivery_failed',
    })
    expect((await steps()).at(-1)).toMatchObject({ event: 'fail', reason: 'nobody_home' })
    expect(await tap(trackingCode, 'returned')).toEqual({ kind: 'done', state: 'returned' })
  })

  it('counts once however often it is sent, also days later and after others', async () => {
    const { tap, trackingCode, steps, clock, state } = await setUp()
    await tap(trackingCode, 'picked_up', { tapId: 'tap-pick-up' })
    await tap(trackingCode, 'failed', { tapId: 'tap-failed', reason: 'nobody_home' })
    await tap(trackingCode, 'tried_again', { tapId: 'tap-again' })
    const before = (await steps()).length
    clock.advance(3 * 24 * 3600)
    await open().db.execute('delete from carrier_calls')
    expect(await tap(trackingCode, 'failed', { tapId: 'tap-failed', reason: 'nobody_home' })).toMatchObject({
      kind: 'done',
    })
    expect([(await steps()).length, await state()]).toEqual([before, 'picked_up'])
  })

  it('counts once where it is sent several times at once', async () => {
    const { tap, trackingCode, steps, audit } = await setUp()
    const before = (await steps()).length
    const sent = [1, 2, 3, 4].map(async () => await tap(trackingCode, 'picked_up', { tapId: 'the-same-tap' }))
    expect((await Promise.all(sent)).map(({ kind }) => kind)).toEqual(['done', 'done', 'done', 'done'])
    expect((await steps()).length).toBe(before + 1)
    expect((await audit()).filter(({ what }) => what === 'shipment.move').length).toBe(1)
  })

  it('with a wrong code takes one try however often it is sent, and five lock until a dispatcher goes on', async () => {
    const { tap, trackingCode, codeOf, wrongCode, deps, id, desk, state } = await setUp()
    const right = await codeOf(trackingCode, 'SUPPLY')
    const code = wrongCode(right)
    const refused = { kind: 'code_refused', fault: 'wrong' }
    const again = async () => await tap(trackingCode, 'picked_up', { code, tapId: 'wrong-tap-1' })
    expect(await Promise.all([again(), again(), again()])).toEqual([refused, refused, refused])
    expect([await again(), await deps.store.codeTries(id)]).toEqual([refused, 1])
    for (let n = 0; n < 4; n += 1) expect(await tap(trackingCode, 'picked_up', { code })).toEqual(refused)
    const locked = { kind: 'code_refused', fault: 'locked' }
    expect(await tap(trackingCode, 'picked_up', { code: right })).toEqual(locked)
    expect(await tap(trackingCode, 'picked_up')).toEqual(locked)
    const act = { kind: 'move', status: 'picked_up', codeOverride: 'agreed_by_phone' } as const
    expect((await actOnShipment(desk, mina, { trackingCode, tapId: newId(), act })).kind).toBe('done')
    expect([await state(), await deps.store.codeTries(id)]).toEqual(['picked_up', 0])
    expect(await tap(trackingCode, 'delivered', { code: await codeOf(trackingCode, 'DEMAND') })).toMatchObject({
      kind: 'done',
    })
  })

  it('happened when it was tapped, not when it came, and never before the step before it', async () => {
    const { tap, trackingCode, steps, clock } = await setUp()
    const assigned = (await steps()).at(-1)?.at
    clock.advance(3600)
    await tap(trackingCode, 'picked_up', { agoSeconds: 1800 })
    expect((await steps()).at(-1)?.at).toEqual(new Date(clock().getTime() - 1_800_000))
    await tap(trackingCode, 'failed', { agoSeconds: 99_999, reason: 'nobody_home' })
    expect((await steps()).at(-1)?.at.getTime()).toBeGreaterThan(assigned?.getTime() ?? Infinity)
    await tap(trackingCode, 'tried_again', { agoSeconds: -7200 })
    expect((await steps()).at(-1)?.at).toEqual(clock())
  })

  it('does nothing to what is sent to somebody else by now, also in that very moment', async () => {
    const { tap, trackingCode, send, state, steps, courier } = await setUp()
    await send(trackingCode, 'reza')
    expect(await tap(trackingCode, 'picked_up')).toEqual({ kind: 'not_yours' })
    expect(await tap('XXXXXXXXX', 'picked_up')).toEqual({ kind: 'not_yours' })
    const before = (await steps()).length
    // It was theirs when the call was looked at, and is not when the step is to be taken.
    const { store } = courier.shipping
    const stale = { ...courier, shipping: { ...courier.shipping, store: { ...store, courierIdOf: async () => 'ali' } } }
    const said = { tapId: newId(), trackingCode, deed: 'picked_up', code: '0000', reason: null, agoSeconds: 0 } as const
    expect(await takeTap(stale, ali, said)).toEqual({ kind: 'not_yours' })
    expect([await state(), (await steps()).length, await open().db.select().from(courierTaps)]).toEqual([
      'assigned',
      before,
      [],
    ])
    expect(await tap(trackingCode, 'picked_up', { by: reza })).toMatchObject({ kind: 'done' })
  })

  it('is taken or finds somebody else sent, where both happen at once', async () => {
    const { tap, trackingCode, send, state, steps } = await setUp()
    const before = (await steps()).length
    const [tapped] = await Promise.all([tap(trackingCode, 'picked_up'), send(trackingCode, 'reza')])
    const isTaken = tapped.kind === 'done'
    expect(isTaken || tapped.kind === 'not_yours').toBe(true)
    expect([await state(), (await steps()).length - before]).toEqual(isTaken ? ['picked_up', 1] : ['assigned', 0])
    expect(await tap(trackingCode, 'failed', { reason: 'nobody_home' }), 'from then on').toEqual({ kind: 'not_yours' })
  })

  it('does nothing for any other role', async () => {
    const { trackingCode, courier, state } = await setUp()
    for (const role of roles.filter((one) => one !== 'courier')) {
      const said = { tapId: newId(), trackingCode, deed: 'picked_up', code: null, reason: null, agoSeconds: 0 } as const
      expect(await takeTap(courier, { ...ali, role }, said)).toEqual({ kind: 'not_allowed' })
      const picture = { tapId: newId(), trackingCode, picture: new Uint8Array(1) }
      expect(await givePicture(courier, { ...ali, role }, picture)).toEqual({ kind: 'not_allowed' })
    }
    expect(await state()).toBe('assigned')
  })

  it('says where it stands where somebody was first, and what was said already changes nothing', async () => {
    const { tap, trackingCode, steps } = await setUp()
    expect(await tap(trackingCode, 'delivered')).toEqual({ kind: 'illegal', state: 'assigned' })
    await tap(trackingCode, 'picked_up')
    const before = (await steps()).length
    expect(await tap(trackingCode, 'picked_up')).toEqual({ kind: 'done', state: 'picked_up' })
    expect(await tap(trackingCode, 'failed')).toEqual({ kind: 'no_reason' })
    expect((await steps()).length).toBe(before)
  })

  it('is refused where a side cancelled meanwhile', async () => {
    const { tap, trackingCode, deps } = await setUp()
    await cancelShipment(deps, buyer, { trackingCode, reason: 'other', seenState: 'assigned' })
    expect(await tap(trackingCode, 'picked_up')).toEqual({ kind: 'illegal', state: 'cancelled' })
  })

  it('leaves neither step nor answer where the audit cannot have it', async () => {
    const { tap, trackingCode, state } = await setUp()
    await refuse(open().db, 'insert on staff_audit', "new.address = '198.51.100.1'")
    await expect(
      tap(trackingCode, 'picked_up', { tapId: 'unheard-tap', by: { ...ali, address: '198.51.100.1' } }),
    ).rejects.toThrow()
    expect([await state(), await open().db.select().from(courierTaps)]).toEqual(['assigned', []])
  })

  it('gives a picture of what this courier delivered, once', async () => {
    const { tap, trackingCode, courier, id } = await setUp()
    const give = async (by: typeof ali | typeof reza = ali, tapId = 'picture-tap') =>
      await givePicture(courier, by, { tapId, trackingCode, picture: new TextEncoder().encode('a doorstep') })
    expect(await give()).toEqual({ kind: 'illegal', state: 'assigned' })
    await tap(trackingCode, 'picked_up')
    await tap(trackingCode, 'delivered')
    expect(await give(reza)).toEqual({ kind: 'not_yours' })
    expect(await give()).toEqual({ kind: 'taken', shipmentId: id })
    expect(await give()).toEqual({ kind: 'repeated', shipmentId: id })
  })

  it('with a picture is in the audit once for each picture that was taken, and not for one that was not', async () => {
    const { tap, trackingCode, courier, id, audit } = await setUp()
    const give = async (tapId: string, by: typeof ali | typeof reza = ali) =>
      (await givePicture(courier, by, { tapId, trackingCode, picture: doorstep })).kind
    const given = async () => (await audit()).filter(({ what }) => what === 'proof.give')
    await tap(trackingCode, 'picked_up')
    expect([await give('too-early'), await give('a-stranger', reza)]).toEqual(['illegal', 'not_yours'])
    await tap(trackingCode, 'delivered')
    expect(await given()).toEqual([])
    const sent = await Promise.all([give('picture-1'), give('picture-1'), give('picture-1')])
    expect(sent.sort()).toEqual(['repeated', 'repeated', 'taken'])
    const entry = { staffId: 'ali', what: 'proof.give', which: id, detail: null, address: ali.address }
    expect(await given()).toMatchObject([entry])
    expect(await give('picture-2')).toBe('taken')
    expect(await given()).toMatchObject([entry, entry])
  })

  it('keeps no picture that the audit cannot have, and takes it when it comes again', async () => {
    const { tap, trackingCode, courier, id } = await setUp()
    const { proofs } = courier
    await tap(trackingCode, 'picked_up')
    await tap(trackingCode, 'delivered')
    const picture = { tapId: 'picture-tap', trackingCode, picture: doorstep }
    const address = '198.51.100.1'
    await refuse(open().db, 'insert on staff_audit', `new.address = '${address}'`)
    await expect(givePicture(courier, { ...ali, address }, picture)).rejects.toThrow()
    expect(await proofs.proofs.find(id)).toBeNull()
    expect(await givePicture(courier, ali, picture)).toEqual({ kind: 'taken', shipmentId: id })
  })
})
