import { expect, it } from 'vitest'
import { seats, tickets } from '#lib/db/schema/access.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { redeemTicket, resolveSession, takeSeat } from '../index.ts'
import { accessWorld } from '../testing.ts'

describeOnBothEngines('a ticket', (open) => {
  const world = () => accessWorld(open().db)

  it('is stored as a hash only', async () => {
    const { issue } = world()
    const ticket = await issue()
    expect(ticket.length).toBeGreaterThanOrEqual(32)
    expect(JSON.stringify(await open().db.select().from(tickets))).not.toContain(ticket)
  })

  it('opens a seat within two minutes and not at their end', async () => {
    const { deps, issue, clock } = world()
    const [inTime, late] = [await issue(), await issue({ conversationId: 'conversation-2' })]
    clock.advance(119)
    expect(await redeemTicket(deps, { ticket: inTime, session: null })).toMatchObject({ kind: 'opened' })
    clock.advance(1)
    expect(await redeemTicket(deps, { ticket: late, session: null })).toEqual({
      kind: 'refused',
      reason: 'link_expired',
    })
  })

  it('is refused for every value that was never issued', async () => {
    const { deps } = world()
    for (const ticket of ['', 'x', '\0', '\ud800', 'x'.repeat(100_000)]) {
      expect(await redeemTicket(deps, { ticket, session: null })).toEqual({ kind: 'refused', reason: 'link_invalid' })
    }
  })

  it('opens for exactly one of many concurrent requests', async () => {
    const { deps, issue } = world()
    const ticket = await issue()
    const all = await Promise.all(
      Array.from({ length: 8 }, async () => await redeemTicket(deps, { ticket, session: null })),
    )
    expect(all.filter((one) => one.kind === 'opened')).toHaveLength(1)
    expect(all.filter((one) => one.kind === 'refused' && one.reason === 'link_used')).toHaveLength(7)
  })

  it('opened again leads the same session to its seat and others nowhere', async () => {
    const { deps, issue, seatOf, arrive } = world()
    const ticket = await issue({ data: { shipment: 'A' } })
    const opened = await redeemTicket(deps, { ticket, session: null })
    if (opened.kind !== 'opened') throw new Error(opened.kind)
    const session = await resolveSession(deps, opened.sid, { counts: true })
    expect((await seatOf(opened.seatId)).sessionId).toBe(session?.id)
    expect(await redeemTicket(deps, { ticket, session })).toEqual({
      kind: 'again',
      seatId: opened.seatId,
      hints: { shipment: 'A' },
    })
    const { session: other } = await arrive()
    for (const elsewhere of [other, null]) {
      expect(await redeemTicket(deps, { ticket, session: elsewhere })).toEqual({ kind: 'refused', reason: 'link_used' })
    }
  })

  it('that reused an existing seat leads to that seat when opened again', async () => {
    const { deps, issue, arrive } = world()
    const { session, seatId } = await arrive()
    const ticket = await issue()
    expect(await redeemTicket(deps, { ticket, session })).toMatchObject({ kind: 'opened', seatId })
    expect(await redeemTicket(deps, { ticket, session })).toMatchObject({ kind: 'again', seatId })
  })

  it('reuses a seat only for the same conversation, side and launching user', async () => {
    const { arrive } = world()
    const first = await arrive({ userId: 'ali' })
    const seatFor = async (change: Parameters<typeof arrive>[0]) => (await arrive(change, first.session)).seatId
    expect(await seatFor({ userId: 'ali' })).toBe(first.seatId)
    const others = [
      await seatFor({ userId: 'sara' }),
      await seatFor({ userId: null }),
      await seatFor({ userId: 'ali', side: 'SUPPLY' }),
      await seatFor({ userId: 'ali', conversationId: 'conversation-2' }),
      (await arrive({ userId: 'ali' })).seatId,
    ]
    expect(new Set([first.seatId, ...others]).size).toBe(6)
  })

  it('carries of a place only the city nearest to it, also to a seat that is there, which keeps it otherwise', async () => {
    const { arrive, deps } = world()
    const nearCityOf = async (seatId: string) => (await deps.store.findSeat(seatId))?.nearCity
    const first = await arrive({ location: { latitude: 35.6833, longitude: 51.3485 } })
    expect(await nearCityOf(first.seatId)).toBe('tehran')
    const again = await arrive({}, first.session)
    expect([again.seatId, await nearCityOf(again.seatId)]).toEqual([first.seatId, 'tehran'])
    await arrive({ location: { latitude: 32.5, longitude: 56.5 } }, first.session)
    expect(await nearCityOf(first.seatId)).toBe('tehran')
    await arrive({ location: { latitude: 29.6, longitude: 52.53 } }, first.session)
    expect(await nearCityOf(first.seatId)).toBe('shiraz')
    const stored = JSON.stringify([await open().db.select().from(tickets), await open().db.select().from(seats)])
    for (const degrees of ['35.6', '51.3', '29.6', '52.5']) expect(stored).not.toContain(degrees)
  })

  it('of version 1 names a chat user, who is not stored as the launching user', async () => {
    const { arrive } = world()
    expect((await arrive({ version: 1, userId: 'chat-id' })).seat).toMatchObject({
      launchUserId: null,
      launchVersion: 1,
    })
  })
})

describeOnBothEngines('two links opened at the same moment without a cookie', (open) => {
  async function twoAtOnce() {
    const world = accessWorld(open().db)
    const { deps, issue } = world
    const [left, right] = [await issue(), await issue({ conversationId: 'conversation-2' })]
    const [lost, won] = await Promise.all([
      redeemTicket(deps, { ticket: left, session: null }),
      redeemTicket(deps, { ticket: right, session: null }),
    ])
    if (lost.kind !== 'opened' || won.kind !== 'opened') throw new Error('both must open')
    const session = await resolveSession(deps, won.sid, { counts: true })
    if (!session) throw new Error('no session')
    return { ...world, lost, won, session, leftTicket: left }
  }

  it('are both usable by the session of the surviving cookie', async () => {
    const { deps, lost, won, session, leftTicket } = await twoAtOnce()
    const mine = await takeSeat(deps, { session, seatId: won.seatId, joinSecret: null })
    const joined = await takeSeat(deps, { session, seatId: lost.seatId, joinSecret: lost.joinSecret })
    expect([mine?.conversationId, joined?.conversationId]).toEqual(['conversation-2', 'conversation-1'])
    expect(joined?.sessionId).toBe(session.id)
    expect(await takeSeat(deps, { session, seatId: lost.seatId, joinSecret: null })).toMatchObject({ id: lost.seatId })
    expect(await redeemTicket(deps, { ticket: leftTicket, session })).toMatchObject({
      kind: 'again',
      seatId: lost.seatId,
    })
  })

  it('open no seat without the right secret', async () => {
    const { deps, lost, won, session } = await twoAtOnce()
    for (const joinSecret of [null, '', won.joinSecret, `${lost.joinSecret}x`]) {
      expect(await takeSeat(deps, { session, seatId: lost.seatId, joinSecret })).toBeNull()
    }
    expect(await takeSeat(deps, { session, seatId: 'nobody', joinSecret: lost.joinSecret })).toBeNull()
  })

  it('open a seat with the secret once', async () => {
    const { deps, lost, session, arrive } = await twoAtOnce()
    const { session: third } = await arrive({ conversationId: 'conversation-3' })
    const taken = await Promise.all(
      [session, third].map(
        async (one) => await takeSeat(deps, { session: one, seatId: lost.seatId, joinSecret: lost.joinSecret }),
      ),
    )
    expect(taken.filter((seat) => seat !== null)).toHaveLength(1)
  })

  it('open a seat with the secret for a minute only', async () => {
    const { deps, lost, session, clock } = await twoAtOnce()
    clock.advance(60)
    expect(await takeSeat(deps, { session, seatId: lost.seatId, joinSecret: lost.joinSecret })).toBeNull()
  })
})
