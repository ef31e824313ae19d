import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { readReport } from '#lib/desk/index.ts'
import { deskWorld } from '#lib/desk/testing.ts'
import { acceptProposal } from '#lib/shipping/index.ts'
import { buyer, seller } from '#lib/shipping/testing.ts'
import { roles } from '#lib/staff/index.ts'
import { threadWorld } from '#lib/threads/testing.ts'
import { describeOnBothEngines } from '../testing.ts'
import { shippingErasers } from './erase-shipping.ts'
import { reportStore } from './reports.ts'

const nima = { staffId: 'nima', role: 'manager', address: null } as const
/** The day of Tehran in which 2026-11-22T09:00:00Z lies. */
const today = 20_779

const sides = (name: string) => ({
  buyer: { ...buyer, seatId: `buyer-${name}`, conversationId: name, divarUserId: `b-${name}` },
  seller: { ...seller, seatId: `seller-${name}`, conversationId: name, divarUserId: `s-${name}` },
})

describeOnBothEngines('a report', (open) => {
  const setUp = async () => {
    const world = await deskWorld(open().db)
    const read = async (from = today, to = today) => {
      const report = await readReport(world.desk, nima, { from, to })
      if (report.kind !== 'report') throw new Error(report.kind)
      return report
    }
    return { ...world, read }
  }

  it('counts each step on the day of Tehran that it was taken, by service', async () => {
    const { reach, read } = await setUp()
    await reach('delivered', true, sides('one'))
    await reach('returned', true, sides('two'))
    await reach('rejected', true, sides('three'))
    const { rows, total, days, services, failures } = await read(today - 1, today + 1)
    expect(rows.map(({ day, service }) => [day, service])).toEqual([[1, 'city_express']])
    expect(total).toMatchObject({ proposed: 3, accepted: 2, delivered: 1, failed: 1, promised: 0, onTime: 0 })
    expect(days.map(({ day, proposed }) => [day, proposed])).toEqual([
      [today - 1, 0],
      [today, 3],
      [today + 1, 0],
    ])
    expect(services.map(({ service, delivered }) => [service, delivered])).toEqual([['city_express', 1]])
    expect(failures).toEqual([{ day: 1, service: 'city_express', reason: null, count: 1 }])
  })

  it('begins and ends with midnight of Tehran', async () => {
    const { read } = await setUp()
    const at = async (moment: string, id: string) => {
      await open().db.execute(sql`
        insert into shipments (id, tracking_code, conversation_id, proposer_side, state, parcel, service, payer, quote,
          price_limit_toman, announced, created_at, updated_at)
        values (${id}, ${id}, ${id}, 'DEMAND', 'accepted', '{}', 'post_vijeh', 'buyer', '{"max": 1}', 1, true, now(), now())`)
      await open().db.execute(sql`
        insert into shipment_steps (shipment_id, number, event, state, by, at)
        values (${id}, 1, 'accept', 'accepted', 'SUPPLY', ${moment}::timestamptz)`)
    }
    await at('2026-11-21T20:29:59.999Z', 'before')
    await at('2026-11-21T20:30:00Z', 'first')
    await at('2026-11-22T20:29:59.999Z', 'last')
    await at('2026-11-22T20:30:00Z', 'behind')
    expect((await read()).total.accepted).toBe(2)
    expect((await read(today - 1, today + 1)).days.map(({ accepted }) => accepted)).toEqual([1, 2, 1])
  })

  it('holds a delivery against its promise', async () => {
    const { reach, move, deps, clock, read } = await setUp()
    const promise = async (name: string, minutes: number) => {
      const { id, trackingCode } = await reach('picked_up', true, sides(name))
      const promisedAt = new Date(clock().getTime() + minutes * 60_000)
      await deps.store.setAppointment(id, { pickupWindow: null, promisedAt, delayReason: null }, clock())
      clock.advance(60)
      await move(trackingCode, 'delivered')
    }
    await promise('on-the-moment', 1)
    await promise('early', 30)
    await promise('late', 0)
    await reach('delivered', true, sides('without'))
    expect((await read()).total).toMatchObject({ delivered: 4, promised: 3, onTime: 2 })
  })

  it('has the fare of a buyer with the delivery, and of a seller with the first time that it was collected', async () => {
    const { booked, reach, move, read, fill, shownTo, deps } = await setUp()
    const { max } = (await reach('delivered', true, sides('buyer-paid'))).quote
    await reach('returned', true, sides('buyer-never-paid'))
    const two = sides('seller-paid')
    const { trackingCode } = await booked(two.buyer, true, { payer: 'seller' })
    await fill(two.seller)
    await acceptProposal(deps, two.seller, await shownTo(two.seller, trackingCode))
    for (const status of ['assigned', 'picked_up', 'delivery_failed', 'picked_up', 'delivered'] as const) {
      await move(trackingCode, status)
    }
    expect((await read()).total).toMatchObject({ buyerToman: max, sellerToman: max })
  })

  it('counts a shipment still when everything of a person went from it', async () => {
    const { reach, read, clock } = await setUp()
    await reach('delivered', true, sides('one'))
    const before = await read()
    clock.advance(60 * 86_400)
    const erasers = shippingErasers(open().db)
    for (const eraser of [erasers.shipment_address, erasers.shipment_trace]) await eraser(clock())
    expect(await read()).toEqual(before)
  })

  it('says how long the first answer took, of reports and questions that are still kept', async () => {
    const { reach, read } = await setUp()
    const world = threadWorld(open().db)
    const { trackingCode } = await reach('accepted', true)
    const reply = async (
      column: 'problem_id' | 'support_id',
      threadId: string,
      number: number,
      by: string,
      minutes: number,
    ) =>
      await open().db.execute(sql`
        insert into thread_replies (id, ${sql.raw(column)}, number, by, sealed_body, created_at)
        select ${`${threadId} ${number}`}, ${threadId}, ${number}, ${by}, '', created_at + ${minutes} * interval '1 minute'
        from ${sql.raw(column === 'problem_id' ? 'shipment_problems' : 'support_requests')} where id = ${threadId}`)
    const threads = [
      ['problem_id', await world.reportOf(trackingCode), 10],
      ['support_id', await world.asked(), 20],
    ] as const
    for (const [column, threadId, minutes] of threads) {
      await reply(column, threadId, 1, 'person', 1)
      await reply(column, threadId, 2, 'business', minutes)
      await reply(column, threadId, 3, 'business', 500)
    }
    await world.asked('bot-2')
    const { answers } = await read()
    expect(answers).toMatchObject({ asked: 3, answered: 2, middleSeconds: 900 })
    expect(answers.slowSeconds).toBeCloseTo(1140)
  })

  it('counts a try that fails while it is read with its reason, or not at all', async () => {
    const { reach, move, desk } = await setUp()
    const { trackingCode } = await reach('picked_up', true, sides('one'))
    const { db } = open()
    const failOnce = async () => {
      await move(trackingCode, 'delivery_failed')
      await move(trackingCode, 'picked_up')
    }
    await failOnce()
    // Behind each statement of the report the carrier tells of one more.
    const slow = new Proxy(db, {
      get: (target, name) =>
        name === 'execute'
          ? async (query: Parameters<typeof db.execute>[0]) => {
              const found = await target.execute(query)
              await failOnce()
              return found
            }
          : Reflect.get(target, name),
    })
    const report = await readReport({ ...desk, reports: reportStore(slow) }, nima, { from: today, to: today })
    if (report.kind !== 'report') throw new Error(report.kind)
    expect(report.total.failed).toBeGreaterThan(0)
    expect(report.failures.map(({ count }) => count)).toEqual([report.total.failed])
  })

  it('of days in which nothing happened has nothing in it, and no time of an answer', async () => {
    const { read } = await setUp()
    const { rows, failures, answers, total, days } = await read(today - 300, today)
    expect([rows, failures, days.length, total.proposed]).toEqual([[], [], 301, 0])
    expect(answers).toEqual({ asked: 0, answered: 0, middleSeconds: null, slowSeconds: null })
  })

  it('is read by managers and admins alone', async () => {
    const { desk } = await setUp()
    const kinds = await Promise.all(
      roles.map(async (role) => [role, (await readReport(desk, { ...nima, role }, { from: today, to: today })).kind]),
    )
    expect(kinds.filter(([, kind]) => kind === 'report').map(([role]) => role)).toEqual(['manager', 'admin'])
  })
})
