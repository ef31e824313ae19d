import { randomUUID } from 'node:crypto'
import { ne, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { expect, it } from 'vitest'
import { freshToken, issueSid, resolveSession } from '#lib/addon/access/index.ts'
import { accessWorld } from '#lib/addon/access/testing.ts'
import { takeEvent } from '#lib/addon/inbox/take-event.ts'
import { erasureLimits } from '#lib/addon/retention/index.ts'
import {
  grants,
  oauthAttempts,
  parties,
  rateLimits,
  seats,
  sessionKeys,
  sessions,
  tickets,
} from '#lib/db/schema/access.ts'
import { assistantConversations, assistants } from '#lib/db/schema/assistant.ts'
import { carrierCallIds, carrierCalls } from '#lib/db/schema/carrier.ts'
import { botConversations, supportRequests, xoGames } from '#lib/db/schema/chatbot.ts'
import { courierSights, courierTaps } from '#lib/db/schema/courier.ts'
import { events, eventTexts } from '#lib/db/schema/inbox.ts'
import { outbox } from '#lib/db/schema/outbox.ts'
import { drafts, shipmentAddresses, shipmentProblems, shipments } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines, refuse } from '#lib/db/testing.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { peyk } from '#lib/peyk.ts'
import type { ShipmentState } from '#lib/shipping/index.ts'
import { eraseExpired } from './erase-expired.ts'
import { addressOf, draftOf, problemOf, shipmentOf } from './testing-rows.ts'

const day = 24 * 60 * 60
const start = new Date('2026-11-22T09:00:00Z')
const sealedText = { kind: 'post', assistantId: 'a', sealed: 'sealed' }

describeOnBothEngines('the erasure of expired data', (open) => {
  async function world() {
    const made = accessWorld(open().db)
    const erase = async () => await eraseExpired({ db: open().db, clock: made.clock })
    const count = async (table: PgTable) => (await open().db.select().from(table)).length
    /** Erases `seconds` after the start, and one second before that: what is there each time. */
    const around = async (table: PgTable, seconds: number) => {
      made.clock.advance(seconds - 1)
      await erase()
      const before = await count(table)
      made.clock.advance(1)
      await erase()
      return [before, await count(table)]
    }
    return { ...made, ...(await made.arrive()), erase, count, around }
  }

  it('deletes drafts a day after the last change', async () => {
    const { seat, around } = await world()
    await draftOf(open().db, seat, {})
    expect(await around(drafts, day)).toEqual([1, 0])
  })

  it.each(['delivered', 'returned'] as const)('deletes addresses a week after a shipment was %s', async (state) => {
    const { seat, around, clock } = await world()
    await addressOf(open().db, await shipmentOf(open().db, seat, { state, endedAt: clock() }), {})
    expect(await around(shipmentAddresses, 7 * day)).toEqual([1, 0])
  })

  it('deletes what couriers tapped and saw thirty days after a shipment ended', async () => {
    const { seat, around, count, clock } = await world()
    const shipmentId = await shipmentOf(open().db, seat, { state: 'delivered', endedAt: clock(), courierId: 'ali' })
    await open().db.insert(courierTaps).values({ id: 'tap', shipmentId, answer: 'done', at: clock() })
    await open().db.insert(courierSights).values({ shipmentId, staffId: 'ali', end: 'pickup', at: clock() })
    expect(await around(courierTaps, 30 * day)).toEqual([1, 0])
    expect(await count(courierSights)).toBe(0)
    expect((await open().db.select().from(shipments))[0]?.courierId).toBeNull()
  })

  it('deletes any number of rows, addresses before the rest of the shipment', async () => {
    const { seat, clock, count, erase } = await world()
    const { db } = open()
    const id = await shipmentOf(db, seat, { state: 'delivered', endedAt: clock() })
    await addressOf(db, id, {})
    const numbered = sql`generate_series(1, 1200) i`
    await db.execute(sql`insert into shipments select r.* from ${numbered}, shipments s, lateral jsonb_populate_record(s,
      jsonb_build_object('id', 'many-' || i, 'tracking_code', 'many-' || i, 'conversation_id', 'many-' || i)) r`)
    await db.execute(sql`insert into shipment_addresses select r.* from ${numbered}, shipment_addresses a,
      lateral jsonb_populate_record(a, jsonb_build_object('shipment_id', 'many-' || i)) r`)
    clock.advance(7 * day)
    expect(await erase()).toMatchObject({ shipment_address: 1201, shipment_trace: 0 })
    expect(await count(shipmentAddresses)).toBe(0)
    clock.advance(23 * day)
    expect(await erase()).toMatchObject({ shipment_address: 0, shipment_trace: 1201 })
    const left = await db.select({ talk: shipments.conversationId }).from(shipments)
    expect(new Set(left.map(({ talk }) => talk))).toEqual(new Set(['']))
  })

  it('deletes the other rows when some fail, and names those', async () => {
    const { seat, clock, count, erase } = await world()
    const { db } = open()
    const ended = { state: 'delivered' as const, endedAt: clock() }
    const many = await Promise.all([1, 2, 3, 4, 5, 6, 7].map(async () => await shipmentOf(db, seat, ended)))
    for (const id of many) await addressOf(db, id, {})
    for (const _ of many) await draftOf(db, { ...seat, id: randomUUID() }, {})
    const stuckDraft = await draftOf(db, seat, {})
    const [, stuckAddress = '', , , stuckTrace = ''] = many
    await refuse(db, 'delete on drafts', `old.id = '${stuckDraft}'`)
    await refuse(db, 'delete on shipment_addresses', `old.shipment_id = '${stuckAddress}'`)
    await refuse(db, 'update on shipments', `new.conversation_id = '' and old.id = '${stuckTrace}'`)

    clock.advance(7 * day)
    await expect(erase()).rejects.toMatchObject({
      details: { failed: [{ id: `drafts ${stuckDraft}` }, { id: `shipments ${stuckAddress}` }] },
    })
    expect([await count(drafts), await count(shipmentAddresses), await count(sessions)]).toEqual([1, 1, 0])
    clock.advance(23 * day)
    await expect(erase()).rejects.toThrow('3 of what is over failed, the others are done')
    const left = await db.select({ id: shipments.id }).from(shipments).where(ne(shipments.conversationId, ''))
    expect(left).toEqual([{ id: stuckTrace }])
  })

  it('continues after an item that cannot be erased at all, and names that item', async () => {
    const { seat, erase, clock, count } = await world()
    const { db } = open()
    await draftOf(db, { ...seat, id: randomUUID() }, {})
    await db.execute(sql`alter table tickets rename to elsewhere`)
    clock.advance(day)
    const fault = await erase().catch((err) => err)
    await db.execute(sql`alter table elsewhere rename to tickets`)
    expect(fault).toMatchObject({
      message: '1 of what is over failed, the others are done',
      details: { failed: [{ id: 'ticket' }] },
    })
    expect([await count(drafts), await count(sessions)]).toEqual([0, 0])
  })

  it.each(['rejected', 'cancelled', 'expired'] as const)(
    'deletes addresses at once when a shipment was %s',
    async (state) => {
      const { seat, clock, count, erase } = await world()
      await addressOf(open().db, await shipmentOf(open().db, seat, { state, endedAt: clock() }), {})
      expect((await erase()).unfinished_shipment_address).toBe(1)
      expect(await count(shipmentAddresses)).toBe(0)
    },
  )

  it.each(['proposed', 'accepted', 'assigned', 'picked_up', 'delivery_failed'] as const)(
    'does not delete the addresses of a shipment that is %s',
    async (state) => {
      const { seat, around } = await world()
      await addressOf(open().db, await shipmentOf(open().db, seat, { state }), {})
      expect(await around(shipmentAddresses, 60 * day)).toEqual([1, 1])
    },
  )

  it.each<[ShipmentState, number, number]>([
    ['delivered', 0, 7 * day],
    ['returned', 0, 7 * day],
    ['cancelled', 0, 7 * day],
    ['expired', 0, 7 * day],
    ['delivered', day, 8 * day],
    ['cancelled', day, 8 * day],
  ])('deletes the problems of a shipment %s, written %i s after its end, after %i', async (state, later, seconds) => {
    const { seat, around, clock } = await world()
    const shipmentId = await shipmentOf(open().db, seat, { state, endedAt: clock() })
    await problemOf(open().db, shipmentId, { createdAt: addSeconds(clock(), later) })
    expect(await around(shipmentProblems, seconds)).toEqual([1, 0])
  })

  it("deletes the carrier's calls after a day", async () => {
    const { clock, around } = await world()
    await open().db.insert(carrierCalls).values({ id: 'call', receivedAt: clock() })
    expect(await around(carrierCalls, day)).toEqual([1, 0])
    await open().db.insert(carrierCallIds).values({ id: 'call', about: 'digest', receivedAt: clock() })
    expect(await around(carrierCallIds, day)).toEqual([1, 0])
  })

  it('deletes grants and their user binding thirty days after the last refresh', async () => {
    const { seat, granted, around, count } = await world()
    await granted(seat, 'ali')
    expect(await around(grants, 30 * day)).toEqual([1, 0])
    expect(await count(parties)).toBe(0)
  })

  it('does not delete a grant that a shipment still uses', async () => {
    const { seat, granted, deps, clock, count, around, erase } = await world()
    const { id } = await granted(seat, 'ali')
    for (let round = 0; round < 3; round++) {
      clock.advance(20 * day)
      expect(await freshToken(deps, id)).toMatchObject({ ok: true })
      await erase()
    }
    expect([await count(grants), await count(parties)]).toEqual([1, 1])
    expect(await around(parties, 30 * day)).toEqual([1, 0])
  })

  it('deletes a grant without waiting for the lease of a killed process', async () => {
    const { seat, granted, deps, clock, around } = await world()
    const { id } = await granted(seat, 'ali')
    await deps.store.claimGrant(id, 'dead', clock(), addSeconds(clock(), 30))
    expect(await around(grants, 30 * day + 30)).toEqual([1, 0])
  })

  it('deletes sessions with keys and seats after fifteen idle minutes', async () => {
    const { around, count } = await world()
    expect(await around(sessions, 15 * 60)).toEqual([1, 0])
    expect([await count(sessionKeys), await count(seats)]).toEqual([0, 0])
  })

  it('deletes sessions after eight hours even when in use', async () => {
    const { deps, session, sid, clock, count, erase } = await world()
    const lasting: string[] = []
    for (let time = 0; time < 8 * 3600; time += 600) {
      await erase()
      lasting.push((await resolveSession(deps, sid, { counts: true }))?.id ?? '')
      clock.advance(600)
    }
    expect(new Set(lasting)).toEqual(new Set([session.id]))
    await erase()
    expect(await count(sessions)).toBe(0)
  })

  it('deletes public session ids with their last minute', async () => {
    const { deps, session, clock, count, erase } = await world()
    clock.advance(300)
    await deps.store.touchSession(session.id, clock())
    await issueSid(deps, session, null)
    expect(await count(sessionKeys)).toBe(2)
    clock.advance(60)
    await erase()
    expect(await count(sessionKeys)).toBe(1)
  })

  it('deletes tickets a day after they expired', async () => {
    const { around } = await world()
    expect(await around(tickets, day + 120)).toEqual([1, 0])
  })

  it('deletes unfinished consents a day after they expired', async () => {
    const { seat, begin, around } = await world()
    await begin(seat)
    expect(await around(oauthAttempts, day + 15 * 60)).toEqual([1, 0])
  })

  it('deletes events a week after they arrived', async () => {
    const { deps, around } = await world()
    await takeEvent(deps, { type: 'unknown', id: 'event-1', hashed: true, metadata: {}, name: 'NEW' })
    expect(await around(events, 7 * day)).toEqual([1, 0])
  })

  it('deletes an assistant thirty days after it was turned off, and never while on', async () => {
    const { clock, around, count } = await world()
    const now = clock()
    const row = { divarUserId: 'ali', postToken: 'post-1', quietFrom: 0, quietTo: 0, dailyCap: 9 }
    const times = { turnedOnAt: now, renewAt: now, createdAt: now, updatedAt: now }
    await open()
      .db.insert(assistants)
      .values({ id: 'off', state: 'off', ...row, ...times })
    await open()
      .db.insert(assistants)
      .values({ id: 'on', state: 'on', ...row, postToken: '', ...times })
    expect(await around(assistants, 30 * day)).toEqual([2, 1])
    expect(await count(assistants)).toBe(1)
  })

  it.each<[string, PgTable, Record<string, unknown>, string, number]>([
    ['the text of a message', eventTexts, { ...sealedText, expiresAt: start }, 'receivedAt', 60],
    ['a request for support', supportRequests, { conversationId: 'bot', sealedText: 'sealed' }, 'createdAt', 7 * day],
    ['a talk with the chatbot', botConversations, {}, 'updatedAt', 30 * day],
    ['a game', xoGames, { game: 'g', board: '.........', version: 1, startedBy: 'user' }, 'updatedAt', 7 * day],
  ])('deletes %s at its time', async (_, table, row, column, seconds) => {
    const { clock, around } = await world()
    const id = { id: 'one', conversationId: 'bot' }
    await open()
      .db.insert(table)
      .values({ ...id, ...row, [column]: clock() })
    expect(await around(table, seconds)).toEqual([1, 0])
  })

  it('deletes stored conversations thirty days after their last message', async () => {
    const { clock, around, count } = await world()
    const now = clock()
    const times = { turnedOnAt: now, renewAt: now, createdAt: now, updatedAt: now }
    const owner = { divarUserId: 'ali', postToken: 'post-1', quietFrom: 0, quietTo: 0, dailyCap: 9 }
    await open()
      .db.insert(assistants)
      .values({ id: 'a', state: 'on', ...owner, ...times })
    const seen = { assistantId: 'a', conversationId: 'c', postToken: 'post-1', firstSeenAt: now, lastEventAt: now }
    await open().db.insert(assistantConversations).values(seen)
    const said = { subject: 'conversation', subjectId: 'c', kind: 'offer', occurrence: 1, position: 1, text: 'text' }
    const sent = { senderSide: 'SUPPLY' as const, state: 'sent', dueAt: now, firstQueuedAt: now, at: now }
    await open()
      .db.insert(outbox)
      .values({ id: 'm', channel: 'chat_messages', conversationId: 'c', ...said, ...sent })
    expect(await around(assistantConversations, 30 * day)).toEqual([1, 0])
    expect(await count(outbox)).toBe(0)
  })

  it('deletes a part of a question a minute after it arrived but not its conversation', async () => {
    const { clock, count, erase } = await world()
    const now = clock()
    const times = { turnedOnAt: now, renewAt: now, createdAt: now, updatedAt: now }
    const owner = { divarUserId: 'ali', postToken: 'post-1', quietFrom: 0, quietTo: 0, dailyCap: 9 }
    await open()
      .db.insert(assistants)
      .values({ id: 'a', state: 'on', ...owner, ...times })
    const seen = { assistantId: 'a', conversationId: 'c', postToken: 'post-1', firstSeenAt: now, lastEventAt: now }
    const piece = { pieceTopic: 'price' as const, pieceTopicAt: now, pieceCity: 'shiraz', pieceCityAt: now }
    await open()
      .db.insert(assistantConversations)
      .values({ ...seen, ...piece })
    const kept = async () => (await open().db.select().from(assistantConversations))[0]
    clock.advance(59)
    await erase()
    expect(await kept()).toMatchObject(piece)
    clock.advance(1)
    await erase()
    expect(await kept()).toMatchObject({ pieceTopic: null, pieceTopicAt: null, pieceCity: null, pieceCityAt: null })
    expect(await count(assistantConversations)).toBe(1)
  })

  it('deletes a proof of delivery that nobody asked for after a week', async () => {
    const { seat, clock, around } = await world()
    const shipmentId = await shipmentOf(open().db, seat, { state: 'delivered', endedAt: clock() })
    const proof = { id: shipmentId, channel: 'proofs', kind: 'image/png', sealed: 'sealed', state: 'waiting' }
    await open()
      .db.insert(outbox)
      .values({ ...proof, dueAt: clock(), at: clock() })
    expect(await around(outbox, 7 * day)).toEqual([1, 0])
  })

  it('deletes counters when their period is over', async () => {
    const { clock, around, count, erase } = await world()
    await open()
      .db.insert(rateLimits)
      .values({ key: 'key:192.0.2.7', points: 1, expire: addSeconds(clock(), 60) })
    expect(await around(rateLimits, 60)).toEqual([1, 0])
    await open().db.insert(rateLimits).values({ key: 'for ever', points: 1, expire: null })
    await erase()
    expect(await count(rateLimits)).toBe(1)
  })

  it('counts by the items of the retention table', async () => {
    const { erase } = await world()
    const gone = await erase()
    expect(Object.keys(gone).sort()).toEqual(Object.keys(peyk.retention).sort())
    expect(Object.keys(erasureLimits(peyk.retention, new Date())).sort()).toEqual(Object.keys(gone).sort())
  })
})
