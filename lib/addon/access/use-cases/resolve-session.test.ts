import { expect, it } from 'vitest'
import { sessionKeys, sessions } from '#lib/db/schema/access.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { issueSid, redeemTicket, resolveSession, stillSeated, takeSeat } from '../index.ts'
import { accessWorld } from '../testing.ts'

describeOnBothEngines('a session', (open) => {
  async function signedIn() {
    const world = accessWorld(open().db)
    const { sid, session, seat } = await world.arrive()
    const look = async (counts = true) => await resolveSession(world.deps, sid, { counts })
    return { ...world, sid, session, seat, look }
  }
  const lastActive = async () => (await open().db.select().from(sessions))[0]?.lastActiveAt.toISOString()

  it('is found by its public id, which is stored as a hash', async () => {
    const { look, session, sid } = await signedIn()
    expect((await look())?.id).toBe(session.id)
    expect(JSON.stringify(await open().db.select().from(sessionKeys))).not.toContain(sid)
  })

  it('ends after 15 minutes without activity', async () => {
    const { look, clock } = await signedIn()
    clock.advance(15 * 60 - 1)
    expect(await look()).not.toBeNull()
    clock.advance(15 * 60)
    expect(await look()).toBeNull()
  })

  it('is not extended by live requests', async () => {
    const { look, clock } = await signedIn()
    for (let minute = 1; minute < 15; minute++) {
      clock.advance(60)
      expect(await look(false)).not.toBeNull()
    }
    expect(await lastActive()).toBe('2026-11-22T09:00:00.000Z')
    clock.advance(60)
    expect(await look(false)).toBeNull()
    expect(await look(true)).toBeNull()
  })

  it('ends after eight hours even when in use', async () => {
    const { look, clock } = await signedIn()
    for (let time = 600; time < 8 * 3600; time += 600) {
      clock.advance(600)
      expect(await look()).not.toBeNull()
    }
    clock.advance(600)
    expect(await look()).toBeNull()
  })

  it('records its activity at most once a minute', async () => {
    const { look, clock } = await signedIn()
    clock.advance(59)
    await look()
    expect(await lastActive()).toBe('2026-11-22T09:00:00.000Z')
    clock.advance(1)
    await look()
    expect(await lastActive()).toBe('2026-11-22T09:01:00.000Z')
  })

  it('is not set back by a slow request', async () => {
    const { deps, session, clock, look } = await signedIn()
    clock.advance(120)
    await look()
    await deps.store.touchSession(session.id, new Date('2026-11-22T09:00:30Z'))
    expect(await lastActive()).toBe('2026-11-22T09:02:00.000Z')
  })

  it('is not found by any other id', async () => {
    const { deps, sid } = await signedIn()
    for (const other of ['', `${sid}x`, sid.slice(1), '\0']) {
      expect(await resolveSession(deps, other, { counts: true })).toBeNull()
    }
  })

  it('gets a new public id at a sign-in, and the former one works for another minute', async () => {
    const { deps, session, clock, look } = await signedIn()
    clock.advance(300)
    const fresh = await issueSid(deps, session, null)
    clock.advance(59)
    expect(await look()).not.toBeNull()
    clock.advance(1)
    expect(await look()).toBeNull()
    expect((await resolveSession(deps, fresh, { counts: true }))?.id).toBe(session.id)
  })

  it('ends for a replaced id a minute later, even if that id was new', async () => {
    const { deps, session, sid, clock, look } = await signedIn()
    clock.advance(5)
    const fresh = await issueSid(deps, session, sid)
    clock.advance(59)
    expect(await look()).not.toBeNull()
    clock.advance(1)
    expect(await look()).toBeNull()
    expect((await resolveSession(deps, fresh, { counts: true }))?.id).toBe(session.id)
  })

  it('is not extended for a replaced id by a second sign-in', async () => {
    const { deps, session, clock, look } = await signedIn()
    clock.advance(300)
    await issueSid(deps, session, null)
    clock.advance(40)
    await issueSid(deps, session, null)
    clock.advance(20)
    expect(await look()).toBeNull()
  })

  it('stays valid for the cookies of two concurrent sign-ins', async () => {
    const { deps, issue, session, clock } = await signedIn()
    const conversations = ['conversation-2', 'conversation-3']
    const tickets = await Promise.all(conversations.map(async (conversationId) => await issue({ conversationId })))
    clock.advance(30)
    const sids: string[] = []
    for (const ticket of tickets) {
      const opened = await redeemTicket(deps, { ticket, session })
      if (opened.kind === 'opened') sids.push(opened.sid)
      clock.advance(1)
    }
    clock.advance(600)
    const found = await Promise.all(sids.map(async (sid) => await resolveSession(deps, sid, { counts: true })))
    expect(found.map((one) => one?.id)).toEqual([session.id, session.id])
  })

  it('and its seats are looked at for many pages at once as for each alone, and stay as idle as they were', async () => {
    const { deps, arrive, clock, sid, session, seat } = await signedIn()
    const active = await arrive({ conversationId: 'conversation-2' }, session)
    const stranger = await arrive({ conversationId: 'conversation-3' })
    clock.advance(300)
    const renewed = await issueSid(deps, session, null)
    const sids = [sid, active.sid, stranger.sid, renewed, '', 'unknown', '\0']
    const seats = [seat.id, active.seatId, stranger.seatId, 'unknown']
    const pages = sids.flatMap((one) => seats.map((seatId) => ({ sid: one, seatId })))
    const alone = async ({ sid: one, seatId }: { sid: string; seatId: string }) => {
      const found = await resolveSession(deps, one, { counts: false })
      return found !== null && (await takeSeat(deps, { session: found, seatId, joinSecret: null })) !== null
    }
    const seen: number[] = []
    for (const seconds of [0, 59, 2, 300, 300, 8 * 3600]) {
      clock.advance(seconds)
      const together = await stillSeated(deps, [...pages, ...pages.slice(0, 5)])
      expect(together.slice(0, pages.length)).toEqual(await Promise.all(pages.map(alone)))
      expect(together.slice(pages.length)).toEqual(together.slice(0, 5))
      seen.push(together.filter((stays) => stays).length)
    }
    expect([...seen].sort((a, b) => b - a)).toEqual(seen)
    expect([seen[0], seen.at(-1)]).not.toContain(seen[2])
  })
})
