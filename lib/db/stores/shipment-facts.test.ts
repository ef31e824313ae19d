import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { rejectProposal } from '#lib/shipping/index.ts'
import { buyer, contact, seller, shippingWorld } from '#lib/shipping/testing.ts'
import type { Db } from '../client.ts'
import { describeOnBothEngines } from '../testing.ts'
import { shipmentFacts } from './shipment-facts.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour))

const factsOf = async (db: Db, code: string) => (await shipmentFacts(db, [code]))[0] ?? null

describeOnBothEngines("the version of a shipment's page", (open) => {
  const booked = async () => {
    const world = shippingWorld(open().db)
    const shipment = await world.booked(buyer)
    return { ...world, ...shipment, facts: async () => (await factsOf(open().db, shipment.trackingCode))?.facts }
  }

  it('is null for an unknown shipment', async () => {
    expect(await factsOf(open().db, 'XK4M7P2Q8')).toBeNull()
  })

  it('is asked for many at once, in any order, of some twice and of some in vain', async () => {
    const world = shippingWorld(open().db)
    const elsewhere = { ...buyer, conversationId: 'another' }
    const [one, other] = [await world.booked(buyer), await world.booked(elsewhere)].map((made) => made.trackingCode)
    const codes = [other, 'XK4M7P2Q8', one, other].map(String)
    const found = await shipmentFacts(open().db, codes)
    expect(found).toEqual(await Promise.all(codes.map(async (code) => await factsOf(open().db, code))))
    expect(found.map((facts) => facts && JSON.parse(facts.facts)[0].tracking_code)).toEqual([other, null, one, other])
    expect(await shipmentFacts(open().db, [])).toEqual([])
  })

  it('is limited to its conversation and tells whether a message is being sent', async () => {
    const { id, trackingCode } = await booked()
    const news = async () => await factsOf(open().db, trackingCode)
    expect(await news()).toMatchObject({ shipmentId: id, conversationId: buyer.conversationId, isMoving: true })
    await open().db.execute(sql`update outbox set state = 'sent' where subject_id = ${id}`)
    expect(await news()).toMatchObject({ isMoving: false })
  })

  it("is unchanged while nothing changes, in any connection's time zone", async () => {
    const { facts, trackingCode, deps, id } = await booked()
    await deps.store.setAppointment(
      id,
      { pickupWindow: { from: at(8), to: at(10) }, promisedAt: at(15), delayReason: null },
      at(1),
    )
    const here = await facts()
    expect(await facts()).toBe(here)
    const elsewhere = await open().db.transaction(async (tx) => {
      await tx.execute(sql`set local time zone 'Asia/Tehran'`)
      return (await factsOf(tx, trackingCode))?.facts
    })
    expect(elsewhere).toBe(here)
  })

  it('changes with everything that the page would show', async () => {
    const { facts, deps, id, trackingCode } = await booked()
    const changes = [
      () => open().db.execute(sql`update outbox set state = 'unconfirmed' where subject_id = ${id}`),
      () => open().db.execute(sql`update shipments set due_at = due_at + interval '1 hour' where id = ${id}`),
      () =>
        open().db.execute(sql`insert into shipment_problems (id, shipment_id, side, typed_by_session_id, sealed_text,
        created_at) values ('p', ${id}, 'DEMAND', 's', 'sealed', now())`),
      () =>
        open().db.execute(sql`insert into outbox (id, channel, subject_id, kind, reference, position, at, state,
        due_at, first_queued_at) values ('o', 'carrier_orders', ${id}, 'problem.reported', 'p', 1, now(), 'queued', now(), now())`),
      () => open().db.execute(sql`update outbox set state = 'delivered' where id = 'o'`),
      () =>
        deps.store.setAppointment(
          id,
          { pickupWindow: { from: at(8), to: at(10) }, promisedAt: null, delayReason: null },
          at(1),
        ),
      () =>
        deps.store.setAppointment(
          id,
          { pickupWindow: { from: at(8), to: at(10) }, promisedAt: at(15), delayReason: null },
          at(1),
        ),
      () => open().db.execute(sql`update shipments set delay_reason = 'traffic' where id = ${id}`),
      () => open().db.execute(sql`update shipment_steps set reason = 'nobody_home' where shipment_id = ${id}`),
      () =>
        open().db.execute(sql`insert into thread_replies (id, problem_id, shipment_id, number, by, sealed_body, created_at)
        values ('r', 'p', ${id}, 1, 'business', 'sealed', now())`),
      ...['ali', 'sara'].map((sealed) => () => deps.store.setCourier(id, sealed, at(1))),
      () => deps.store.deleteAddresses(id),
      () => rejectProposal(deps, seller, trackingCode),
    ]
    const seen = [await facts()]
    for (const change of changes) {
      await change()
      seen.push(await facts())
    }
    expect(new Set(seen).size).toBe(changes.length + 1)
  })

  it('differs for what only the receiving side is shown', async () => {
    const { facts, id, trackingCode } = await booked()
    await open().db.execute(sql`update outbox set state = 'sent' where subject_id = ${id}`)
    const news = async () => await factsOf(open().db, trackingCode)
    const before = await facts()
    expect(await news()).toMatchObject({ received: '', isBringing: false })
    await open().db.execute(sql`insert into outbox (id, channel, kind, sealed, state, due_at, at)
      values (${id}, 'proofs', 'image/jpeg', 'sealed', 'waiting', now(), now())`)
    expect(await news()).toMatchObject({ facts: before, received: 'waiting ', isBringing: false, isMoving: false })
    await open().db.execute(sql`update outbox set state = 'queued', way = 'chat' where channel = 'proofs'`)
    expect(await news()).toMatchObject({ facts: before, received: 'queued chat', isBringing: true, isMoving: false })
    await open().db.execute(sql`update outbox set state = 'sent', sealed = null where channel = 'proofs'`)
    expect(await news()).toMatchObject({ facts: before, received: 'sent chat', isBringing: false })
  })

  it('tells of a report of either side', async () => {
    const { id, trackingCode } = await booked()
    const hasReports = async () => (await factsOf(open().db, trackingCode))?.hasReports
    expect(await hasReports()).toBe(false)
    await open().db.execute(sql`insert into shipment_problems (id, shipment_id, side, typed_by_session_id, sealed_text,
      created_at) values ('p', ${id}, 'SUPPLY', 's', 'sealed', now())`)
    expect(await hasReports()).toBe(true)
  })

  it('contains no sealed or opened value', async () => {
    const { facts, deps, id } = await booked()
    await deps.store.setCourier(id, 'a sealed courier', at(1))
    const text = (await facts()) ?? ''
    const { rows } = await open().db.execute<{ sealed: string }>(sql`select sealed from shipment_addresses
      union all select sealed_courier from shipments`)
    for (const secret of [contact.name, contact.mobile, contact.line, ...rows.map(({ sealed }) => sealed)]) {
      expect(text).not.toContain(secret)
    }
  })
})
