import { expect, it } from 'vitest'
import { shipments } from '#lib/db/schema/shipping.ts'
import { threadReplies } from '#lib/db/schema/threads.ts'
import { describeOnBothEngines, refuse } from '#lib/db/testing.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import { newId } from '#lib/kernel/ids.ts'
import { handoverCode } from '#lib/shipping/handover-code.ts'
import { reportProblem, viewShipment } from '#lib/shipping/index.ts'
import { buyer, seller } from '#lib/shipping/testing.ts'
import { roles } from '#lib/staff/index.ts'
import { actOnMany, actOnShipment, answerFromDesk, type DeskAct, readShipment } from './index.ts'
import { deskWorld } from './testing.ts'

const mina = { staffId: 'mina', role: 'dispatcher', address: '203.0.113.7' } as const
const boss = { ...mina, staffId: 'boss', role: 'manager' } as const
const pickUp: DeskAct = { kind: 'move', status: 'picked_up', codeOverride: 'identity_checked' }
const sendAli: DeskAct = { kind: 'assign', courierId: 'ali' }

describeOnBothEngines('a step from the desk', (open) => {
  const setUp = async (state: Parameters<Awaited<ReturnType<typeof deskWorld>>['reach']>[0] = 'accepted') => {
    const world = await deskWorld(open().db)
    const { id, trackingCode } = await world.reach(state)
    const act = async (act: DeskAct, actor: Parameters<typeof actOnShipment>[1] = mina, tapId = newId()) =>
      await actOnShipment(world.desk, actor, { trackingCode, tapId, act })
    return { ...world, id, trackingCode, act }
  }

  it('is on the timeline with who took it, in the audit, and told to another system', async () => {
    const { act, audit, told, id, trackingCode, desk, messages } = await setUp()
    expect(await act(sendAli)).toMatchObject({ kind: 'done', shipment: { state: 'assigned' } })
    expect(await act(pickUp)).toMatchObject({ kind: 'done', shipment: { state: 'picked_up' } })
    expect(await act({ kind: 'fail', reason: 'nobody_home' })).toMatchObject({ kind: 'done' })
    const found = await readShipment(desk, mina, trackingCode)
    const author = { way: 'desk', staffId: 'mina', role: 'dispatcher' }
    expect(found).toMatchObject({ kind: 'shipment', row: { courierId: 'ali', state: 'delivery_failed' } })
    expect(
      found.kind === 'shipment' && found.steps.map(({ event, by, author, reason }) => [event, by, author, reason]),
    ).toEqual([
      ['propose', 'DEMAND', null, null],
      ['accept', 'SUPPLY', null, null],
      ['assign', 'carrier', author, null],
      ['pick_up', 'carrier', author, 'identity_checked'],
      ['fail', 'carrier', author, 'nobody_home'],
    ])
    expect((await audit()).map(({ what, which, detail, address }) => [what, which, detail, address])).toEqual([
      ['shipment.assign', id, 'ali', mina.address],
      ['shipment.move', id, 'picked_up', mina.address],
      ['shipment.move', id, 'delivery_failed', mina.address],
    ])
    expect((await told()).sort()).toEqual([3, 4, 5].map((number) => `${number} desk dispatcher mina `))
    expect(await messages()).toEqual(expect.arrayContaining(['pickup', 'failure']))
  })

  it('is not there without the audit, nor told to anybody', async () => {
    const { act, told, stands, trackingCode } = await setUp()
    await refuse(open().db, 'insert on staff_audit', "new.staff_id = 'unheard'")
    await expect(act(sendAli, { ...mina, staffId: 'unheard' })).rejects.toThrow()
    expect([(await stands(trackingCode)).state, await told()]).toEqual(['accepted', []])
    expect((await open().db.select().from(shipments))[0]?.courierId).toBeNull()
  })

  it('changes nothing by a second tap, nor where it stands so already', async () => {
    const { act, steps, audit } = await setUp()
    expect((await act(sendAli, mina, 'tap')).kind).toBe('done')
    expect((await act(sendAli, mina, 'tap')).kind).toBe('repeated')
    expect((await act(sendAli, boss)).kind).toBe('repeated')
    expect((await act(pickUp, mina, 'two')).kind).toBe('done')
    expect((await act(pickUp, mina, 'two')).kind).toBe('repeated')
    expect([(await steps()).length, (await audit()).length]).toEqual([4, 2])
  })

  it('is another one under the same tap of a page that stands still or is gone back to', async () => {
    const { act, stands, trackingCode, deps, id } = await setUp()
    expect((await act(sendAli, mina, 'tap')).kind).toBe('done')
    expect((await act({ kind: 'assign', courierId: 'reza' }, mina, 'tap')).kind).toBe('done')
    expect(await deps.store.courierIdOf(id)).toBe('reza')
    expect((await act({ kind: 'assign', courierId: 'reza' }, mina, 'tap')).kind).toBe('repeated')
    expect((await act(pickUp, mina, 'tap')).kind).toBe('done')
    expect((await act({ kind: 'fail', reason: 'nobody_home' }, mina, 'tap')).kind).toBe('done')
    expect((await stands(trackingCode)).state).toBe('delivery_failed')
  })

  it('is not said to be done where its tap came before and the shipment has moved on since', async () => {
    const { act, stands, trackingCode, deps, id } = await setUp()
    await act(sendAli, mina, 'tap')
    await act({ kind: 'assign', courierId: 'reza' }, mina, 'tap')
    expect((await act(sendAli, mina, 'tap')).kind).toBe('illegal')
    expect(await deps.store.courierIdOf(id)).toBe('reza')
    await act(pickUp, mina, 'tap')
    await act({ kind: 'fail', reason: 'nobody_home' }, mina, 'tap')
    expect(await act(pickUp, mina, 'tap')).toMatchObject({ kind: 'illegal', shipment: { state: 'delivery_failed' } })
    expect((await stands(trackingCode)).state).toBe('delivery_failed')
  })

  it('sends another courier without a step, and nobody who is not an active courier', async () => {
    const { act, steps, told, messages } = await setUp()
    await act(sendAli)
    const said = await messages()
    expect((await act({ kind: 'assign', courierId: 'reza' })).kind).toBe('done')
    expect((await act({ kind: 'assign', courierId: 'gone' })).kind).toBe('no_such_courier')
    expect((await act({ kind: 'assign', courierId: 'mina' })).kind).toBe('no_such_courier')
    expect((await open().db.select().from(shipments))[0]?.courierId).toBe('reza')
    expect((await steps()).length).toBe(3)
    expect(await messages()).toEqual(said)
    expect((await told()).some((reference) => reference.startsWith('courier desk dispatcher mina '))).toBe(true)
  })

  it('names whom it sends to both sides, by first name and vehicle, and forgets them with the end', async () => {
    const { act, deps, trackingCode, account } = await setUp()
    const seen = async () =>
      await Promise.all(
        [buyer, seller].map(async (side) => (await viewShipment(deps, side, trackingCode))?.courier ?? null),
      )
    await act(sendAli)
    const ali = { name: 'علی', vehicle: 'motorcycle' }
    expect(await seen()).toEqual([ali, ali])
    await act({ kind: 'assign', courierId: 'reza' })
    const reza = { name: 'رضا', vehicle: null }
    expect(await seen()).toEqual([reza, reza])
    await account('number', '۰۹۱۲۱۲۳۴۵۶۷')
    await act({ kind: 'assign', courierId: 'number' })
    expect(await seen(), 'nobody is named by a number, nor by the one before').toEqual([null, null])
    await act(sendAli)
    await act(pickUp)
    await act({ kind: 'move', status: 'delivered', codeOverride: 'identity_checked' })
    expect((await open().db.select().from(shipments))[0]?.sealedCourier).toBeNull()
  })

  it('sends one of two at once, and names the same one', async () => {
    const { act, deps, trackingCode, id } = await setUp()
    await Promise.all([act(sendAli), act({ kind: 'assign', courierId: 'reza' })])
    const name = (await viewShipment(deps, buyer, trackingCode))?.courier?.name
    expect(name).toBe((await deps.store.courierIdOf(id)) === 'ali' ? 'علی' : 'رضا')
  })

  it('moves a promise, and says why and who', async () => {
    const { act, audit, told, stands, trackingCode, clock } = await setUp()
    const eta = new Date(clock().getTime() + 7_200_000)
    expect((await act({ kind: 'promise', eta, window: null, reason: 'traffic' })).kind).toBe('done')
    expect(await stands(trackingCode)).toMatchObject({ promisedAt: eta, delayReason: 'traffic', state: 'accepted' })
    expect((await audit()).map(({ what }) => what)).toEqual(['shipment.promise'])
    expect((await told())[0]).toMatch(/^promise desk dispatcher mina /)
  })

  it.each([
    ['Persian digits', toPersianDigits],
    ['a space and an unseen sign', (code: string) => `\u200e${code.slice(0, 2)} ${code.slice(2)}`],
  ])('takes the handover code with %s', async (_, typed) => {
    const { act, desk, id } = await setUp('assigned')
    const { store, sealer } = desk.shipping
    const key = await sealer.open<string>((await store.handoverKeyOf(id)) ?? '')
    const code = typed(handoverCode(key, id, 'pickup'))
    expect(await act({ kind: 'move', status: 'picked_up', code })).toMatchObject({ kind: 'done' })
  })

  it('takes the handover code, and after five wrong ones a reason alone', async () => {
    const { act } = await setUp('assigned')
    const wrong: DeskAct = { kind: 'move', status: 'picked_up', code: 'wrong' }
    for (let n = 0; n < 5; n += 1) expect(await act(wrong)).toMatchObject({ kind: 'code_refused', fault: 'wrong' })
    expect(await act(wrong)).toMatchObject({ kind: 'code_refused', fault: 'locked' })
    expect((await act(pickUp)).kind).toBe('done')
  })

  it('is cancelled by a manager alone, and each act is for its roles', async () => {
    const acts: DeskAct[] = [{ kind: 'cancel', reason: 'no_courier' }, sendAli, pickUp]
    const { act, stands, trackingCode, steps, desk } = await setUp()
    const may = await Promise.all(
      acts.map(async (one) => {
        const asked = roles.map(async (role) => {
          const input = { trackingCode: 'none', tapId: 'x', act: one }
          return (await actOnShipment(desk, { ...mina, role }, input)).kind === 'not_allowed' ? [] : [role]
        })
        return (await Promise.all(asked)).flat()
      }),
    )
    expect(may).toEqual([
      ['manager', 'admin'],
      ['dispatcher', 'manager', 'admin'],
      ['dispatcher', 'manager', 'admin'],
    ])
    expect((await act({ kind: 'cancel', reason: 'no_courier' }, boss)).kind).toBe('done')
    expect(await stands(trackingCode)).toMatchObject({ state: 'cancelled', reason: 'no_courier' })
    expect((await steps()).at(-1)).toMatchObject({ event: 'give_up', staffId: 'boss', staffRole: 'manager' })
  })

  it('gives the result of each of many, and three that cannot leave the others done', async () => {
    const { desk, reach, audit, messages } = await setUp('delivered')
    const codes: string[] = []
    for (let n = 0; n < 4; n += 1) {
      const of = <T extends typeof buyer>(one: T) => ({
        ...one,
        conversationId: `many-${n}`,
        seatId: `${one.seatId}-${n}`,
        sessionId: `${one.sessionId}-${n}`,
        divarUserId: `${one.divarUserId}-${n}`,
      })
      codes.push(
        (await reach(n === 3 ? 'delivered' : 'assigned', true, { buyer: of(buyer), seller: of(seller) })).trackingCode,
      )
    }
    const before = (await messages()).length
    const list = { trackingCodes: [...codes, 'none', codes[0] ?? ''], tapId: 'bulk', act: pickUp }
    const first = await actOnMany(desk, mina, list)
    expect(first.kind === 'acted' && first.results.map(({ result }) => result.kind)).toEqual([
      'done',
      'done',
      'done',
      'illegal',
      'not_found',
    ])
    const again = await actOnMany(desk, mina, list)
    expect(again.kind === 'acted' && again.results.slice(0, 3).map(({ result }) => result.kind)).toEqual(
      Array.from({ length: 3 }, () => 'repeated'),
    )
    expect([(await audit()).length, (await messages()).length - before]).toEqual([3, 3])
    const tooMany = { ...list, trackingCodes: Array.from({ length: 51 }, (_, n) => `code-${n}`) }
    expect(await actOnMany(desk, mina, tooMany)).toEqual({ kind: 'too_many' })
  })

  it('answers a thread once, in the audit by its id, and refuses what leads elsewhere', async () => {
    const { desk, trackingCode, deps, audit } = await setUp()
    const reported = await reportProblem(deps, buyer, { trackingCode, text: 'بسته خیس شده است' })
    if (reported.kind !== 'reported') throw new Error(reported.kind)
    const threadId = reported.problem.id
    const answer = { threadId, tapId: 'tap', text: 'پیگیری می‌کنیم', closes: true }
    expect(await answerFromDesk(desk, { ...mina, role: 'viewer' }, answer)).toEqual({ kind: 'not_allowed' })
    expect((await answerFromDesk(desk, mina, { ...answer, text: '09121234567' })).kind).toBe('unfit')
    expect(await answerFromDesk(desk, mina, answer)).toEqual({ kind: 'answered', repeated: false })
    expect(await answerFromDesk(desk, mina, answer)).toEqual({ kind: 'answered', repeated: true })
    expect((await open().db.select().from(threadReplies)).length).toBe(1)
    expect((await audit()).map(({ what, which, detail }) => [what, which, detail])).toEqual([
      ['thread.answer', threadId, 'closed'],
    ])
  })
})
