import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { grants, oauthAttempts, parties, sessions } from '#lib/db/schema/access.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { conversationSend, toDivarUserId } from '#lib/divar/index.ts'
import { takeEvent } from '../../inbox/take-event.ts'
import { acceptLaunch, actionActor, claimConsent, finishConsent, hasLiveGrant } from '../index.ts'
import { accessWorld, launch, tokensFor } from '../testing.ts'

describeOnBothEngines('the return of a consent', (open) => {
  const world = () => accessWorld(open().db)

  it('is found by its state, stored as a hash only, and restores its own cookies', async () => {
    const { deps, arrive, begin } = world()
    const { seat } = await arrive()
    const purpose = { kind: 'booking', seatId: seat.id }
    const [first, second] = [await begin(seat), await begin(seat)]
    const stored = JSON.stringify(await open().db.select().from(oauthAttempts))
    expect(stored).not.toContain(first)
    for (const state of [second, first]) {
      const claimed = await claimConsent(deps, { state, sessionId: seat.sessionId })
      expect(claimed).toMatchObject({ kind: 'claimed', cookies: { 'peyk.state': state }, attempt: { purpose } })
    }
  })

  it('is accepted in its own session only and not used up by another', async () => {
    const { deps, arrive, begin } = world()
    const { seat } = await arrive()
    const { session: other } = await arrive()
    const state = await begin(seat)
    for (const sessionId of [other.id, null]) {
      expect(await claimConsent(deps, { state, sessionId })).toEqual({ kind: 'refused', reason: 'session_ended' })
    }
    expect(await claimConsent(deps, { state: '', sessionId: seat.sessionId })).toEqual({
      kind: 'refused',
      reason: 'link_invalid',
    })
    expect(await claimConsent(deps, { state, sessionId: seat.sessionId })).toMatchObject({ kind: 'claimed' })
  })

  it('is accepted once among concurrent ones, and the others learn the seat', async () => {
    const { deps, arrive, begin } = world()
    const { seat } = await arrive()
    const state = await begin(seat)
    const claim = async () => await claimConsent(deps, { state, sessionId: seat.sessionId })
    const all = await Promise.all([claim(), claim(), claim(), claim()])
    expect(all.filter((one) => one.kind === 'claimed')).toHaveLength(1)
    expect(
      all.filter((one) => one.kind === 'used' && 'seatId' in one.purpose && one.purpose.seatId === seat.id),
    ).toHaveLength(3)
  })

  it('that was accepted leads to its purpose also after fifteen minutes', async () => {
    const { deps, arrive, begin, clock } = world()
    const { seat } = await arrive()
    const state = await begin(seat)
    const claim = async () => await claimConsent(deps, { state, sessionId: seat.sessionId })
    expect(await claim()).toMatchObject({ kind: 'claimed', attempt: { isCarried: false } })
    clock.advance(15 * 60)
    expect(await claim()).toEqual({ kind: 'used', purpose: { kind: 'booking', seatId: seat.id } })
  })

  it('expires after fifteen minutes', async () => {
    const { deps, arrive, begin, clock } = world()
    const { seat } = await arrive()
    const state = await begin(seat)
    clock.advance(15 * 60)
    expect(await claimConsent(deps, { state, sessionId: seat.sessionId })).toEqual({
      kind: 'refused',
      reason: 'link_expired',
    })
  })
})

describeOnBothEngines('a consent', (open) => {
  const rows = async () => ({
    grants: await open().db.select().from(grants),
    parties: await open().db.select().from(parties),
  })

  it('becomes a grant with sealed tokens, bound to its seat', async () => {
    const { deps, arrive, granted, seatOf } = accessWorld(open().db)
    const { seat } = await arrive()
    const grant = await granted(seat, 'ali')
    expect(await seatOf(seat.id)).toMatchObject({ divarUserId: 'ali', grantId: grant.id })
    expect(grant).toMatchObject({ conversationId: seat.conversationId, side: 'DEMAND', revokedAt: null })
    const stored = (await rows()).grants
    expect(JSON.stringify(stored)).not.toMatch(/access-0|refresh-0/)
    expect(await deps.sealer.open(stored[0]?.sealedTokens ?? '')).toEqual({ access: 'access-0', refresh: 'refresh-0' })
    expect(await hasLiveGrant(deps, await seatOf(seat.id))).toBe(true)
  })

  it.each([
    ['the user id', [conversationSend('conversation-1')]],
    ['the conversation', ['USER_ID', 'offline_access']],
    ['the right conversation', ['USER_ID', conversationSend('conversation-2')]],
    ['anything', []],
  ])('is refused without %s and then stores nothing', async (_, scopes) => {
    const { arrive, consent } = accessWorld(open().db)
    const { seat } = await arrive()
    expect(await consent(seat, 'ali', { scopes })).toEqual({ kind: 'refused', reason: 'permission_missing' })
    expect(await rows()).toEqual({ grants: [], parties: [] })
  })

  it('is accepted without the optional scopes', async () => {
    const { arrive, consent } = accessWorld(open().db)
    const { seat } = await arrive()
    const scopes = ['USER_ID', conversationSend('conversation-1')]
    expect(await consent(seat, 'ali', { scopes })).toMatchObject({ kind: 'granted' })
  })

  it('is refused to another Divar user on the same side, while the first may come again', async () => {
    const { arrive, consent, granted } = accessWorld(open().db)
    const { seat } = await arrive()
    const first = await granted(seat, 'ali')
    const before = await rows()
    expect(await consent((await arrive()).seat, 'sara')).toEqual({ kind: 'refused', reason: 'other_divar_user' })
    expect(await rows()).toEqual(before)
    expect((await granted(seat, 'ali')).id).not.toBe(first.id)
  })

  it('is refused to one Divar user on both sides', async () => {
    const { arrive, consent, granted, seatOf } = accessWorld(open().db)
    const { seat, session } = await arrive()
    await granted(seat, 'ali')
    const before = await rows()
    const { seat: seller } = await arrive({ side: 'SUPPLY' }, session)
    expect(await consent(seller, 'ali')).toEqual({ kind: 'refused', reason: 'same_divar_user' })
    expect(await rows()).toEqual(before)
    expect(await seatOf(seller.id)).toMatchObject({ divarUserId: null, grantId: null })
  })

  it('is accepted from the same Divar user in another conversation', async () => {
    const { arrive, granted } = accessWorld(open().db)
    await granted((await arrive()).seat, 'ali')
    await granted((await arrive({ conversationId: 'conversation-2', side: 'SUPPLY' })).seat, 'ali')
    expect((await rows()).parties).toHaveLength(2)
  })

  it('by one user on both sides at once binds one side', async () => {
    const { deps, arrive, claim } = accessWorld(open().db)
    for (let round = 1; round <= 5; round++) {
      const conversationId = `conversation-${round}`
      const seats = [(await arrive({ conversationId })).seat, (await arrive({ conversationId, side: 'SUPPLY' })).seat]
      const attempts = await Promise.all(seats.map(claim))
      const tokens = tokensFor(conversationId)
      const both = await Promise.all(
        attempts.map(async (attempt) => await finishConsent(deps, { attempt, divarUserId: 'ali', tokens })),
      )
      const kinds = both.map((one) => (one.kind === 'granted' ? one.kind : one.reason)).sort()
      expect(kinds).toEqual(['granted', 'same_divar_user'])
    }
  })

  it('by two users on one side at once binds one of them', async () => {
    const { deps, arrive, claim } = accessWorld(open().db)
    const seats = [(await arrive()).seat, (await arrive()).seat]
    const attempts = await Promise.all(seats.map(claim))
    const tokens = tokensFor('conversation-1')
    const both = await Promise.all(
      attempts.map(
        async (attempt, index) => await finishConsent(deps, { attempt, divarUserId: `user-${index}`, tokens }),
      ),
    )
    const kinds = both.map((one) => (one.kind === 'granted' ? one.kind : one.reason)).sort()
    expect(kinds).toEqual(['granted', 'other_divar_user'])
    expect((await rows()).parties).toHaveLength(1)
  })

  it('is refused when its seat is gone', async () => {
    const { deps, arrive, claim } = accessWorld(open().db)
    const purpose = { kind: 'booking', seatId: 'gone' } as const
    const attempt = { ...(await claim((await arrive()).seat)), purpose }
    const finished = await finishConsent(deps, { attempt, divarUserId: 'ali', tokens: tokensFor('conversation-1') })
    expect(finished).toEqual({ kind: 'refused', reason: 'session_ended' })
  })

  it('without a refresh token expires with its access token', async () => {
    const { deps, arrive, granted, seatOf, clock } = accessWorld(open().db)
    const { seat } = await arrive()
    await granted(seat, 'ali', { refreshToken: null })
    expect(await hasLiveGrant(deps, await seatOf(seat.id))).toBe(true)
    clock.advance(3600)
    expect(await hasLiveGrant(deps, await seatOf(seat.id))).toBe(false)
  })
})

describeOnBothEngines('the user id of a launch', (open) => {
  it('counts a mismatch with the consenting user without refusing it when set to observe', async () => {
    const { arrive, consent, warnings, noted } = accessWorld(open().db, 'observe')
    expect(await consent((await arrive({ userId: 'sara' })).seat, 'ali')).toMatchObject({ kind: 'granted' })
    expect(warnings).toEqual([{ event: 'launch_user_mismatch', mode: 'observe', side: 'DEMAND' }])
    expect(noted).toEqual(['launch_user_mismatches observe'])
  })

  it('refuses a mismatch with the consenting user and stores nothing when set to enforce', async () => {
    const { arrive, consent } = accessWorld(open().db, 'enforce')
    const { seat } = await arrive({ userId: 'sara' })
    expect(await consent(seat, 'ali')).toEqual({ kind: 'refused', reason: 'other_divar_user' })
    expect(await open().db.select().from(parties)).toEqual([])
    expect(await consent(seat, 'sara')).toMatchObject({ kind: 'granted' })
  })

  it('decides at the launch when a side is bound, but never in version 1', async () => {
    for (const mode of ['observe', 'enforce'] as const) {
      const { deps, arrive, consent, warnings, noted } = accessWorld(open().db, mode)
      await consent((await arrive()).seat, 'ali')
      const kind = async (change: Partial<typeof launch>) => (await acceptLaunch(deps, { ...launch, ...change })).kind
      expect(await kind({ userId: 'sara' })).toBe(mode === 'enforce' ? 'other_divar_user' : 'ticket')
      expect(await kind({ userId: 'sara', version: 1 })).toBe('ticket')
      expect(await kind({ userId: 'ali' })).toBe('ticket')
      expect(await kind({ userId: 'sara', side: 'SUPPLY' })).toBe('ticket')
      expect(warnings).toHaveLength(1)
      expect(noted).toEqual([`launch_user_mismatches ${mode}`])
    }
  })

  it('is not checked without a conversation or a side', async () => {
    const { deps } = accessWorld(open().db)
    for (const change of [{ conversationId: null }, { side: null }]) {
      expect(await acceptLaunch(deps, { ...launch, ...change })).toEqual({
        kind: 'no_conversation',
        postToken: 'post-1',
      })
    }
  })

  it('decides who may tap a dynamic action when the side is bound', async () => {
    const { deps, arrive, consent } = accessWorld(open().db)
    const tap = async (
      userId: string | null,
      side: 'DEMAND' | 'SUPPLY' | null = 'DEMAND',
      conversationId = 'conversation-1',
    ) => await actionActor(deps, { conversationId, side, userId })
    expect(await tap('sara')).toEqual({ conversationId: 'conversation-1', side: 'DEMAND' })
    await consent((await arrive()).seat, 'ali')
    expect(await tap('sara')).toBeNull()
    expect(await tap('ali')).not.toBeNull()
    expect(await tap(null)).not.toBeNull()
    expect(await tap('sara', 'SUPPLY')).not.toBeNull()
    expect(await tap('ali', null)).toBeNull()
    expect(await tap('ali', 'DEMAND', '')).toBeNull()
  })
})

describeOnBothEngines('a consent for no conversation', (open) => {
  const ended = { kind: 'refused', reason: 'session_ended' }

  /** Come back from Divar, and not finished yet. */
  async function returned(launchUserId: string | null = null) {
    const world = accessWorld(open().db)
    const { seat, session } = await world.arrive()
    const state = await world.begin(seat, { kind: 'own', launchUserId })
    const claimed = await claimConsent(world.deps, { state, sessionId: session.id })
    if (claimed.kind !== 'claimed') throw new Error(claimed.kind)
    const { attempt } = claimed
    const finish = async (divarUserId: string) =>
      await finishConsent(world.deps, { attempt, divarUserId, tokens: tokensFor('none') })
    const stored = async () => await open().db.select().from(grants)
    return { ...world, session, finish, stored }
  }

  it("belongs to its session, whose user it then names, and to nobody's side", async () => {
    const { deps, session, finish } = await returned()
    const finished = await finish('ali')
    expect(finished).toMatchObject({ kind: 'granted', grant: { divarUserId: 'ali', conversationId: null, side: null } })
    expect(await deps.store.sessionUsers(session.id)).toEqual(['ali'])
    expect(await open().db.select().from(parties)).toEqual([])
  })

  it('is refused to another user than the one who came here, whatever the mode', async () => {
    const { finish, stored } = await returned('ali')
    expect(await finish('sara')).toEqual({ kind: 'refused', reason: 'other_divar_user' })
    expect(await stored()).toEqual([])
    expect(await finish('ali')).toMatchObject({ kind: 'granted' })
  })

  it('is refused once its session has ended', async () => {
    const { finish, stored, session } = await returned()
    await open().db.delete(sessions).where(eq(sessions.id, session.id))
    expect([await finish('ali'), await stored()]).toEqual([ended, []])
  })

  it("is refused after anybody's data was erased while Divar was asked", async () => {
    const { deps, finish, stored } = await returned()
    const userId = toDivarUserId('ali')
    await takeEvent(deps, { type: 'user_access_revocation', id: 'e', hashed: true, metadata: {}, userId })
    expect([await finish('ali'), await stored()]).toEqual([ended, []])
  })
})
