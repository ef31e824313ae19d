import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { grants, oauthAttempts, sessionKeys, sessions } from '#lib/db/schema/access.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { carryConsent, claimCarried, claimConsent, finishConsent, type OwnPurpose, usedConsent } from '../index.ts'
import { accessWorld, tokensFor } from '../testing.ts'

const purpose: OwnPurpose = { kind: 'assistant', postToken: 'post-1' }
const tokens = tokensFor('none', { refreshToken: null, scopes: ['USER_ID'] })

describeOnBothEngines('a consent that the browser carries', (open) => {
  function world() {
    const { deps, clock, arrive } = accessWorld(open().db)
    const carry = async (state = randomUUID()) => {
      const cookies = { 'peyk.state': `cookie of ${state}` }
      return { state, sealed: await carryConsent(deps, { purpose, state, scopes: ['USER_ID'], cookies }) }
    }
    const claimed = async (carried: { state: string; sealed: string }) => {
      const { state, sealed } = carried
      const found = await claimCarried(deps, { state, sealed: [sealed], session: null })
      if (found.kind !== 'claimed') throw new Error(found.kind)
      return found
    }
    const rows = async () => {
      const tables = [sessions, sessionKeys, oauthAttempts, grants]
      return await Promise.all(tables.map(async (table) => (await open().db.select().from(table)).length))
    }
    return { deps, clock, arrive, carry, claimed, rows }
  }

  it('stores nothing when it begins or comes back', async () => {
    const { carry, claimed, rows } = world()
    for (let begun = 0; begun < 200; begun += 1) await claimed(await carry())
    expect(await rows()).toEqual([0, 0, 0, 0])
  })

  it('is found by its state and cookies and is sealed', async () => {
    const { deps, carry } = world()
    const [first, second] = [await carry(), await carry()]
    expect(second.sealed).not.toContain(second.state)
    const sealed = ['nonsense', first.sealed, second.sealed]
    const found = await claimCarried(deps, { state: second.state, sealed, session: null })
    expect(found).toMatchObject({
      cookies: { 'peyk.state': `cookie of ${second.state}` },
      attempt: { purpose },
      isNew: true,
    })
    const other = await claimCarried(deps, { state: randomUUID(), sealed, session: null })
    expect(other).toEqual({ kind: 'refused', reason: 'link_invalid' })
  })

  it('is refused when sealed for another purpose', async () => {
    const { deps } = world()
    const state = randomUUID()
    const sealed = [await deps.sealer.seal({ access: 'x', refresh: null, stateHash: state })]
    expect(await claimCarried(deps, { state, sealed, session: null })).toMatchObject({ reason: 'link_invalid' })
  })

  it('expires after fifteen minutes', async () => {
    const { deps, carry, clock } = world()
    const { state, sealed } = await carry()
    clock.advance(15 * 60)
    const late = await claimCarried(deps, { state, sealed: [sealed], session: null })
    expect(late).toEqual({ kind: 'refused', reason: 'link_expired' })
  })

  it('stores session, grant and attempt when granted, and counts once', async () => {
    const { deps, carry, claimed, rows } = world()
    const carried = await carry()
    const { attempt, session } = await claimed(carried)
    const given = { attempt, divarUserId: 'ali', tokens, carriedFor: session }
    expect(await finishConsent(deps, given)).toMatchObject({ kind: 'granted', grant: { divarUserId: 'ali' } })
    expect(await deps.store.sessionUsers(session.id)).toEqual(['ali'])
    expect(await rows()).toEqual([1, 0, 1, 1])
    const [stored] = await open().db.select().from(oauthAttempts)
    expect(await deps.sealer.open(stored?.sealedCookies ?? ''), 'a key is named, or the doctor misses one').toEqual({})
    const again = await claimConsent(deps, { state: carried.state, sessionId: session.id })
    expect(again).toEqual({ kind: 'used', purpose })
    await expect(finishConsent(deps, given)).rejects.toThrow()
    expect(await rows()).toEqual([1, 0, 1, 1])
  })

  it('is used up by any outcome and leaves a mark of that in the browser', async () => {
    const { deps, carry, claimed } = world()
    const carried = await carry()
    const { attempt } = await claimed(carried)
    const sealed = [(await usedConsent(deps, attempt)) ?? '']
    const again = await claimCarried(deps, { state: carried.state, sealed, session: null })
    expect(again).toEqual({ kind: 'used', purpose })
    const other = await claimCarried(deps, { state: randomUUID(), sealed, session: null })
    expect(other).toEqual({ kind: 'refused', reason: 'link_invalid' })
  })

  it('stores nothing when refused', async () => {
    const { deps, carry, claimed, rows } = world()
    const { attempt, session } = await claimed(await carry())
    const less = { attempt, divarUserId: 'ali', tokens: { ...tokens, scopes: [] }, carriedFor: session }
    expect(await finishConsent(deps, less)).toEqual({ kind: 'refused', reason: 'permission_missing' })
    expect(await rows()).toEqual([0, 0, 0, 0])
  })

  it('belongs to the session that the browser has when it comes back', async () => {
    const { deps, carry, arrive } = world()
    const { state, sealed } = await carry()
    const { session } = await arrive()
    const found = await claimCarried(deps, { state, sealed: [sealed], session })
    expect(found).toMatchObject({ kind: 'claimed', attempt: { sessionId: session.id }, isNew: false })
  })
})
