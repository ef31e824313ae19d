import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { grants } from '#lib/db/schema/access.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { DivarApiError, DivarConnectionError, DivarResponseError, toDivarUserId } from '#lib/divar/index.ts'
import { takeEvent } from '../../inbox/take-event.ts'
import { freshToken } from '../index.ts'
import { accessWorld, tokensFor } from '../testing.ts'

const refused =
  (httpStatus: number, oauthError: string | null = null) =>
  async () => {
    throw new DivarApiError('refresh_tokens', { httpStatus, oauthError })
  }

describeOnBothEngines('a fresh token', (open) => {
  async function withGrant(change: Parameters<typeof tokensFor>[1] = {}) {
    const world = accessWorld(open().db)
    const { seat } = await world.arrive()
    const { id } = await world.granted(seat, 'ali', change)
    const fresh = async (options: Parameters<typeof freshToken>[2] = {}) => await freshToken(world.deps, id, options)
    const row = async () => {
      const [found] = await open().db.select().from(grants).where(eq(grants.id, id))
      if (!found) throw new Error('no grant')
      return found
    }
    const tokens = async () => await world.deps.sealer.open((await row()).sealedTokens ?? '')
    return { ...world, id, fresh, row, tokens }
  }

  it('is the stored one while it is valid for more than a minute', async () => {
    const { fresh, clock, refreshes } = await withGrant()
    clock.advance(3600 - 61)
    expect(await fresh()).toEqual({ ok: true, accessToken: 'access-0' })
    expect(refreshes).toEqual([])
  })

  it('is refreshed from a minute before its expiry, and both new tokens are stored', async () => {
    const { fresh, clock, refreshes, tokens, row } = await withGrant()
    clock.advance(3600 - 60)
    expect(await fresh()).toEqual({ ok: true, accessToken: 'access-1' })
    expect(refreshes).toMatchObject([{ refreshToken: 'refresh-0', accessToken: 'access-0' }])
    expect(await tokens()).toEqual({ access: 'access-1', refresh: 'refresh-1' })
    expect(await row()).toMatchObject({ claimId: null, claimedUntil: null, refreshedAt: clock() })
    expect(await fresh()).toEqual({ ok: true, accessToken: 'access-1' })
    expect(refreshes).toHaveLength(1)
  })

  it('keeps the refresh token when Divar returns none', async () => {
    const { fresh, answerRefresh, tokens } = await withGrant()
    answerRefresh(async () => tokensFor('any', { accessToken: 'new', refreshToken: null }))
    await fresh({ force: true })
    expect(await tokens()).toEqual({ access: 'new', refresh: 'refresh-0' })
  })

  it('is refreshed once for concurrent callers, and all of them get it', async () => {
    const { fresh, clock, refreshes, answerRefresh } = await withGrant()
    clock.advance(3600)
    let answer = (): void => undefined
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    answerRefresh(async () => {
      await answered
      return tokensFor('any', { accessToken: 'new' })
    })
    const all = Promise.all([fresh(), fresh(), fresh()])
    while (refreshes.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    answer()
    expect(await all).toEqual(Array.from({ length: 3 }, () => ({ ok: true, accessToken: 'new' })))
    expect(refreshes).toHaveLength(1)
  })

  it('is refreshed once when Divar has just refused the old one for both callers', async () => {
    const { fresh, refreshes } = await withGrant()
    const both = await Promise.all([fresh({ rejected: 'access-0' }), fresh({ rejected: 'access-0' })])
    expect(both).toEqual([1, 2].map(() => ({ ok: true, accessToken: 'access-1' })))
    expect(refreshes).toHaveLength(1)
    expect(await fresh({ force: true })).toEqual({ ok: true, accessToken: 'access-2' })
  })

  it.each([
    [400, 'invalid_grant'],
    [400, null],
    [401, null],
    [403, null],
  ])('is permanently unavailable when Divar refuses the grant (%s %s)', async (status, oauthError) => {
    const { fresh, answerRefresh, row, refreshes } = await withGrant()
    answerRefresh(refused(status, oauthError))
    expect(await fresh({ force: true })).toEqual({ ok: false, reason: 'revoked' })
    expect(await row()).toMatchObject({ sealedTokens: null, claimId: null })
    expect(await fresh()).toEqual({ ok: false, reason: 'revoked' })
    expect(refreshes).toHaveLength(1)
  })

  it.each([
    [401, 'invalid_client'],
    [400, 'unauthorized_client'],
    [400, 'invalid_request'],
    [404, null],
    [429, null],
    [500, null],
  ])('is temporarily unavailable when Divar refuses the app and not the grant (%s %s)', async (status, oauthError) => {
    const { fresh, answerRefresh, row } = await withGrant()
    answerRefresh(refused(status, oauthError))
    expect(await fresh({ force: true })).toEqual({ ok: false, reason: 'unavailable' })
    expect(await row()).toMatchObject({ revokedAt: null, claimId: null })
    expect(await fresh({ force: true })).toEqual({ ok: true, accessToken: 'access-2' })
  })

  it('is temporarily unavailable in an outage, and the lease is returned', async () => {
    const { fresh, answerRefresh, row } = await withGrant()
    const outages = [
      new DivarConnectionError('refresh_tokens', { certainlyNotSent: false, reason: 'timeout' }),
      new DivarResponseError('refresh_tokens', 'access_token'),
    ]
    for (const outage of outages) {
      answerRefresh(async () => {
        throw outage
      })
      expect(await fresh({ force: true })).toEqual({ ok: false, reason: 'unavailable' })
      expect((await row()).claimId).toBeNull()
    }
    expect(await fresh({ force: true })).toEqual({ ok: true, accessToken: 'access-3' })
  })

  it('is refreshed with the old pair again when a process died before storing the answer', async () => {
    const { deps, id, fresh, clock, refreshes } = await withGrant()
    clock.advance(3600)
    await deps.store.claimGrant(id, 'dead', clock(), new Date(clock().getTime() + 30_000))
    expect(await fresh({ tries: 1 })).toEqual({ ok: false, reason: 'unavailable' })
    clock.advance(30)
    expect(await fresh()).toEqual({ ok: true, accessToken: 'access-1' })
    expect(refreshes).toMatchObject([{ refreshToken: 'refresh-0' }])
  })

  it.each([{ force: true }, { rejected: 'access-0' }])(
    'is none while another caller refreshes: %o',
    async (options) => {
      const { deps, id, fresh, clock } = await withGrant()
      await deps.store.claimGrant(id, 'other', clock(), new Date(clock().getTime() + 30_000))
      // Divar has refused the stored one, though its time is not over.
      expect(await fresh({ ...options, tries: 1 })).toEqual({ ok: false, reason: 'unavailable' })
    },
  )

  it.each([false, true])('is the one stored by another caller between read and claim (force: %s)', async (force) => {
    const { deps, id, clock, refreshes, tokens } = await withGrant()
    clock.advance(3600)
    const late = async (...given: Parameters<typeof deps.store.claimGrant>) => {
      store.claimGrant = deps.store.claimGrant
      await freshToken(deps, id)
      return await deps.store.claimGrant(...given)
    }
    const store = { ...deps.store, claimGrant: late }
    expect(await freshToken({ ...deps, store }, id, { force })).toEqual({ ok: true, accessToken: 'access-1' })
    expect(refreshes.map(({ refreshToken }) => refreshToken)).toEqual(['refresh-0'])
    expect(await tokens()).toEqual({ access: 'access-1', refresh: 'refresh-1' })
  })

  it('is not overwritten by a slow refresher that lost its lease', async () => {
    const { deps, id, fresh, clock, answerRefresh, tokens } = await withGrant()
    answerRefresh(async () => {
      clock.advance(31)
      expect(await freshToken(deps, id, { rejected: 'access-0' })).toEqual({ ok: true, accessToken: 'access-2' })
      return tokensFor('any', { accessToken: 'slow', refreshToken: 'slow' })
    })
    expect(await fresh({ force: true })).toEqual({ ok: true, accessToken: 'access-2' })
    expect(await tokens()).toEqual({ access: 'access-2', refresh: 'refresh-2' })
  })

  it('survives a refusal to a slow refresher whose grant another has refreshed', async () => {
    const { deps, id, fresh, clock, answerRefresh } = await withGrant()
    answerRefresh(async (given) => {
      clock.advance(31)
      await freshToken(deps, id, { rejected: 'access-0' })
      return await refused(400, 'invalid_grant')().then(() => tokensFor(given.refreshToken))
    })
    expect(await fresh({ force: true })).toEqual({ ok: true, accessToken: 'access-2' })
  })

  it('is unavailable when the user revoked access during the refresh', async () => {
    const { deps, fresh, answerRefresh } = await withGrant()
    answerRefresh(async () => {
      await takeEvent(deps, {
        type: 'user_access_revocation',
        id: 'e',
        hashed: true,
        metadata: {},
        userId: toDivarUserId('ali'),
      })
      return tokensFor('any', { accessToken: 'too late' })
    })
    expect(await fresh({ force: true })).toEqual({ ok: false, reason: 'revoked' })
  })

  it('is unavailable without a refresh token or without a grant', async () => {
    const { deps, fresh, clock } = await withGrant({ refreshToken: null })
    expect(await fresh()).toMatchObject({ ok: true })
    clock.advance(3600)
    expect(await fresh()).toEqual({ ok: false, reason: 'revoked' })
    expect(await freshToken(deps, 'nothing')).toEqual({ ok: false, reason: 'missing' })
  })
})
