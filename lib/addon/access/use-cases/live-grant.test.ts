import { expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { conversationSend, scopes } from '#lib/divar/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { type Grant, hasLiveGrant } from '../index.ts'
import { accessWorld, type tokensFor } from '../testing.ts'

describeOnBothEngines('a permission', (open) => {
  const withoutRefresh = { refreshToken: null }
  /** What is stored of it, changed after it was given for an hour. */
  async function look(change: Partial<Grant>, tokens: Parameters<typeof tokensFor>[1] = {}) {
    const world = accessWorld(open().db)
    const { seat } = await world.arrive()
    const grant = await world.granted(seat, 'ali', tokens)
    const { id } = grant
    const changed = { ...grant, id: 'changed', ...change }
    await world.deps.store.insertGrant(changed)
    const lives = async (...scope: [Parameters<typeof hasLiveGrant>[2]?]) =>
      await hasLiveGrant(world.deps, { grantId: 'changed' }, ...scope)
    return { ...world, id, lives }
  }
  const now = new Date('2026-11-22T09:00:00Z')

  it.each<[string, boolean, Partial<Grant>, Parameters<typeof tokensFor>[1]]>([
    ['stands with both tokens', true, {}, {}],
    ['stands for its hour without a refresh token', true, {}, withoutRefresh],
    ['stands after its hour with one', true, { expiresAt: now }, {}],
    ['has ended a minute before its end without one', false, { expiresAt: addSeconds(now, 60) }, withoutRefresh],
    ['stands until that minute', true, { expiresAt: addSeconds(now, 60.001) }, withoutRefresh],
    ['has ended when it was taken back', false, { revokedAt: now }, {}],
    ['has ended without its tokens', false, { sealedTokens: null }, {}],
    ['is as good as none when no key opens it', false, { sealedTokens: 'of another key', expiresAt: now }, {}],
  ])('%s', async (_, expected, change, tokens) => {
    const { lives, deps, warnings } = await look(change, tokens)
    expect(await lives()).toBe(expected)
    expect(warnings).toHaveLength(change.sealedTokens === 'of another key' ? 1 : 0)
    for (const grantId of [null, 'unknown']) expect(await hasLiveGrant(deps, { grantId })).toBe(false)
  })

  it('stands for what it was given for and for nothing else', async () => {
    const { lives } = await look({})
    const asked = [scopes.userId, conversationSend('conversation-1'), conversationSend('conversation-2')]
    const found: boolean[] = []
    for (const scope of asked) found.push(await lives(scope))
    expect(found).toEqual([true, true, false])
  })
})
