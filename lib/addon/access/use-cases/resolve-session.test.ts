import { expect, it } from 'vitest'
import { sessionKeys, sessions } from '#lib/db/schema/access.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { issueSid, redeemTicket, resolveSession } from '../index.ts'
import { accessWorld } from '../testing.ts'

describeOnBothEngines('a session', (open) => {
  async function signedIn() {
    const world = accessWorld(open().db)
    const { sid, session } = await world.arrive()
    const look = async (counts = true) => await resolveSession(world.deps, sid, { counts })
    return { ...world, sid, session, look }
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
})
