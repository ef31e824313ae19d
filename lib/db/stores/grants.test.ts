import { expect, it } from 'vitest'
import type { Grant } from '#lib/addon/access/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { describeOnBothEngines } from '../testing.ts'
import { accessStore } from './access.ts'

/** The conditions of the SQL statements themselves: their callers have read before, and a row may have changed since. */
describeOnBothEngines('the grant store', (open) => {
  const now = new Date('2026-11-22T09:00:00Z')
  const until = addSeconds(now, 30)
  const fresh = { sealedTokens: 'fresh', expiresAt: addSeconds(now, 3600), refreshedAt: now }

  async function world(change: Partial<Grant> = {}) {
    const store = accessStore(open().db)
    const grant: Grant = {
      id: 'grant-1',
      divarUserId: 'ali',
      conversationId: null,
      side: null,
      scopes: [],
      sealedTokens: 'old',
      expiresAt: now,
      refreshedAt: now,
      createdAt: now,
      revokedAt: null,
      claimId: null,
      claimedUntil: null,
    }
    await store.insertGrant({ ...grant, ...change })
    await store.insertGrant({ ...grant, id: 'grant-2', claimId: 'claim-1', claimedUntil: until })
    const claim = async (claimId = 'claim-1', at = now) => await store.claimGrant('grant-1', claimId, at, until)
    return { store, claim, look: async (id = 'grant-1') => await store.findGrant(id) }
  }

  it('gives the refresh to one claim and after the lease ends to the next', async () => {
    const { claim, look } = await world()
    expect(await claim()).toMatchObject({ id: 'grant-1', claimId: 'claim-1', claimedUntil: until })
    expect(await claim('claim-2', addSeconds(until, -0.001))).toBeNull()
    expect((await look())?.claimId).toBe('claim-1')
    expect(await claim('claim-2', until)).toMatchObject({ claimId: 'claim-2' })
    expect((await look('grant-2'))?.claimId).toBe('claim-1')
  })

  it('gives the refresh to one of many concurrent claims', async () => {
    const { claim, look } = await world()
    const claims = await Promise.all(Array.from({ length: 8 }, async (_, number) => await claim(`claim-${number}`)))
    const [won, ...others] = claims.filter((one) => one !== null)
    expect(others).toEqual([])
    expect((await look())?.claimId).toBe(won?.claimId)
  })

  it('refuses the refresh of an ended grant', async () => {
    const { claim } = await world({ revokedAt: now })
    expect(await claim()).toBeNull()
  })

  it('stores the result of a refresh for its own claim only, once, and not for an ended grant', async () => {
    const { store, claim, look } = await world()
    await claim()
    expect(await store.storeRefresh('grant-1', 'claim-2', fresh)).toBe(false)
    expect(await store.storeRefresh('grant-1', 'claim-1', fresh)).toBe(true)
    expect(await look()).toMatchObject({ ...fresh, claimId: null, claimedUntil: null })
    expect((await look('grant-2'))?.sealedTokens).toBe('old')
    expect(await store.storeRefresh('grant-1', 'claim-1', fresh)).toBe(false)

    await store.insertGrant({ ...(await grantNow(look)), id: 'grant-3', claimId: 'claim-3', revokedAt: now })
    expect(await store.storeRefresh('grant-3', 'claim-3', { ...fresh, sealedTokens: 'late' })).toBe(false)
    expect((await look('grant-3'))?.sealedTokens).toBe('fresh')
  })

  it('releases or ends a grant for its own claim only', async () => {
    const { store, claim, look } = await world()
    await claim()
    await store.releaseGrant('grant-1', 'claim-2')
    expect(await store.revokeGrant('grant-1', 'claim-2', now)).toBe(false)
    expect(await look()).toMatchObject({ claimId: 'claim-1', claimedUntil: until, revokedAt: null })

    await store.releaseGrant('grant-1', 'claim-1')
    expect(await look()).toMatchObject({ claimId: null, claimedUntil: null, sealedTokens: 'old' })
    await claim()
    expect(await store.revokeGrant('grant-1', 'claim-1', now)).toBe(true)
    expect(await look()).toMatchObject({ claimId: null, claimedUntil: null, sealedTokens: null, revokedAt: now })
    expect(await look('grant-2')).toMatchObject({ claimId: 'claim-1', sealedTokens: 'old', revokedAt: null })
  })
})

async function grantNow(look: () => Promise<Grant | null>): Promise<Grant> {
  const grant = await look()
  if (!grant) throw new Error('no grant')
  return grant
}
