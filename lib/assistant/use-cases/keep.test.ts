import { expect, it } from 'vitest'
import { freshToken } from '#lib/addon/access/index.ts'
import { tokensFor } from '#lib/addon/access/testing.ts'
import { takeEvent } from '#lib/addon/inbox/take-event.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { DivarApiError, toDivarUserId } from '#lib/divar/index.ts'
import { type Assistant, neededScopes } from '../assistant.ts'
import { renewSubscription, renewSubscriptions, setOn, turnOn } from '../index.ts'
import { assistantWorld } from '../testing.ts'

describeOnBothEngines('the renewal of subscriptions', (open) => {
  const world = () => assistantWorld(open().db)

  it("subscribes with the assistant's id and stores since when it listens", async () => {
    const { on, subscriptions, clock } = world()
    const assistant = await on()
    expect(subscriptions).toEqual([{ accessToken: 'access-0', postToken: 'post-1', assistantId: assistant.id }])
    expect(assistant).toMatchObject({ state: 'on', watchedSince: clock(), failures: 0 })
  })

  it('renews over 61 minutes before the token expires, with one refresh and no gap', async () => {
    const { on, keeper, clock, access, subscriptions, look } = world()
    const { id, watchedSince } = await on()
    for (let minute = 0; minute < 61; minute += 1) {
      clock.advance(60)
      await renewSubscriptions(keeper)
      const { subscribedUntil } = await look(id)
      expect(subscribedUntil?.getTime()).toBeGreaterThan(clock().getTime())
    }
    expect(access.refreshes).toHaveLength(1)
    expect(subscriptions.map(({ accessToken }) => accessToken)).toEqual(['access-0', 'access-1'])
    expect((await look(id)).watchedSince).toEqual(watchedSince)
  })

  it('happens once among two workers, and a dead one costs only its lease', async () => {
    const { on, keeper, clock, access, subscriptions } = world()
    await on()
    clock.advance(51 * 60)
    await Promise.all([renewSubscriptions(keeper), renewSubscriptions(keeper), renewSubscriptions(keeper)])
    expect([access.refreshes.length, subscriptions.length]).toEqual([1, 2])
    clock.advance(51 * 60)
    await keeper.store.claimDue({ claimId: 'dead', now: clock(), until: new Date(clock().getTime() + 60_000) })
    expect(await renewSubscriptions(keeper)).toBe(0)
    clock.advance(60)
    expect(await renewSubscriptions(keeper)).toBe(1)
  })

  it('records a gap when somebody else refreshed', async () => {
    const { on, keeper, clock, access, look } = world()
    const { id, grantId } = await on()
    clock.advance(20 * 60)
    await freshToken(access.deps, grantId ?? '', { force: true })
    await renewSubscriptions(keeper)
    expect((await look(id)).watchedSince).toEqual(clock())
  })

  it('names why it ended: the post, its owner, the grant, a part of the permission', async () => {
    const { on, keeper, posts, answerSubscribe, clock, granted, deps, look, access } = world()
    const ended = async (id: string) => {
      await renewSubscriptions(keeper)
      const { state, reason } = await look(id)
      return [state, reason]
    }
    const due = async (user: string) => {
      const { id } = await on(user)
      clock.advance(51 * 60)
      return id
    }
    const first = await due('a')
    posts.state = 'gone'
    expect(await ended(first)).toEqual(['ended', 'post_gone'])
    posts.state = 'there'
    const second = await due('b')
    answerSubscribe(403)
    expect(await ended(second)).toEqual(['ended', 'not_owner'])
    const third = await on('c')
    await access.deps.erase('nobody')
    await deps.store.put({ ...third, grantId: 'gone', renewAt: clock() })
    expect(await ended(third.id)).toEqual(['ended', 'grant_gone'])
    const grant = await granted('d', 'post-1', ['CHAT_POST_CONVERSATIONS_READ.post-1'])
    const partly = await turnOn(deps, {
      divarUserId: 'd',
      postToken: 'post-1',
      grantId: grant.id,
      scopes: grant.scopes,
    })
    expect([partly?.state, partly?.reason]).toEqual(['ended', 'permission_partly'])
  })

  it('refreshes once after a 401 and backs off while Divar does not answer', async () => {
    const { on, keeper, clock, access, answerSubscribe, look } = world()
    const { id } = await on()
    clock.advance(51 * 60)
    answerSubscribe(401)
    await renewSubscriptions(keeper)
    expect([access.refreshes.length, (await look(id)).failures]).toEqual([2, 0])
    clock.advance(51 * 60)
    answerSubscribe('silent', 'silent')
    await renewSubscriptions(keeper)
    expect(await look(id)).toMatchObject({ state: 'on', failures: 1, lastFailure: 'unavailable' })
    clock.advance(30)
    await renewSubscriptions(keeper)
    expect((await look(id)).renewAt.getTime() - clock().getTime()).toBe(60_000)
    clock.advance(3600)
    await renewSubscriptions(keeper)
    expect(await look(id)).toMatchObject({ failures: 0, watchedSince: clock() })
  })

  it('does not overwrite what the owner changed in the meantime', async () => {
    const { on, keeper, clock, look, deps } = world()
    const { id } = await on()
    clock.advance(51 * 60)
    const subscribe: typeof keeper.subscribe = async (...given) => {
      await setOn(deps, { divarUserIds: ['seller'] }, { id, isOn: false })
      await keeper.subscribe(...given)
    }
    await renewSubscriptions({ ...keeper, subscribe })
    expect(await look(id)).toMatchObject({ state: 'off', watchedSince: null })
  })

  it('happens for the assistant that was just turned on and for no other', async () => {
    const { on, keeper, clock, look, deps } = world()
    const [first, second] = [await on('a'), await on('b')]
    clock.advance(51 * 60)
    expect(await renewSubscription(keeper, second.id)).toBe(true)
    expect((await look(first.id)).renewAt).toEqual(first.renewAt)
    expect((await look(second.id)).renewAt).not.toEqual(second.renewAt)
    await setOn(deps, { divarUserIds: ['a'] }, { id: first.id, isOn: false })
    for (const id of [first.id, 'unknown']) expect(await renewSubscription(keeper, id)).toBe(false)
  })

  it('ends at its limit, and goes on after one that fails', async () => {
    const { on, keeper, clock, look } = world()
    const all = [await on('a'), await on('b'), await on('c')]
    clock.advance(51 * 60)
    expect([await renewSubscriptions(keeper, 2), await renewSubscriptions(keeper, 2)]).toEqual([2, 1])
    clock.advance(51 * 60)
    const settleClaim: typeof keeper.store.settleClaim = async (id, ...given) => {
      if (id === all[0]?.id) throw new Error('a damaged row')
      return await keeper.store.settleClaim(id, ...given)
    }
    await expect(renewSubscriptions({ ...keeper, store: { ...keeper.store, settleClaim } })).rejects.toMatchObject({
      message: '1 of the subscriptions to renew failed, the others are done',
      details: { failed: [{ id: all[0]?.id }] },
    })
    const renewed = await Promise.all(all.map(async ({ id }) => (await look(id)).renewAt > clock()))
    expect(renewed).toEqual([false, true, true])
  })

  it.each([
    [3_599, 0],
    [3_600, 3_600],
    [4_000, 4_000],
  ])('after %i seconds without any knows of the conversations since second %i', async (seconds, since) => {
    const { on, keeper, clock, look } = world()
    const { id, watchedSince } = await on()
    clock.advance(seconds)
    await renewSubscriptions(keeper)
    expect((await look(id)).watchedSince?.getTime()).toBe((watchedSince?.getTime() ?? 0) + since * 1000)
  })

  it('waits from half a minute to five minutes after each failure', async () => {
    const { on, keeper, clock, look, answerSubscribe } = world()
    const { id } = await on()
    clock.advance(51 * 60)
    const waits: number[] = []
    for (let failure = 1; failure <= 6; failure += 1) {
      answerSubscribe('silent')
      await renewSubscriptions(keeper)
      const { renewAt, failures } = await look(id)
      expect(failures).toBe(failure)
      waits.push((renewAt.getTime() - clock().getTime()) / 1000)
      clock.advance(waits.at(-1) ?? 0)
    }
    expect(waits).toEqual([30, 60, 120, 240, 300, 300])
  })
})

describeOnBothEngines('a subscription that is due', (open) => {
  type World = ReturnType<typeof assistantWorld>
  const refusal = (httpStatus: number) => async () => {
    throw new DivarApiError('refresh_tokens', { httpStatus, oauthError: null })
  }
  const renewed = { state: 'on', reason: null, failures: 0, lastFailure: null }
  const ended = (reason: string) => ({ state: 'ended', reason, watchedSince: null, subscribedUntil: null })
  const failed = (lastFailure: string) => ({ state: 'on', reason: null, failures: 1, lastFailure })

  /** All tokens of the user refused, but for the first refresh. */
  const refusedAfterOne = ({ access, answerSubscribe }: World, status: number) => {
    access.answerRefresh(async () => tokensFor('any', { accessToken: 'access-1' }), refusal(status))
    answerSubscribe(401)
  }
  const withGrant = async ({ deps, granted }: World, assistant: Assistant, scopes: string[]) => {
    const { id } = await granted('another', 'post-1', scopes)
    await deps.store.put({ ...assistant, grantId: id })
  }
  const revoke = async ({ access }: World) => {
    const userId = toDivarUserId('seller')
    await takeEvent(access.deps, { type: 'user_access_revocation', id: 'r', hashed: true, metadata: {}, userId })
  }

  it.each<[string, (world: World, assistant: Assistant) => unknown, object, string]>([
    ['is renewed', () => null, renewed, 'renewed'],
    ['is renewed after one 401', ({ answerSubscribe }) => answerSubscribe(401), renewed, 'renewed'],
    ['waits after two', ({ answerSubscribe }) => answerSubscribe(401, 401), failed('unauthorized'), 'failed'],
    ['ends at a 403', ({ answerSubscribe }) => answerSubscribe(403), ended('not_owner'), 'ended'],
    ['ends at a 404', ({ answerSubscribe }) => answerSubscribe(404), ended('not_owner'), 'ended'],
    ['ends at a 403 after a 401', ({ answerSubscribe }) => answerSubscribe(401, 403), ended('not_owner'), 'ended'],
    ['waits at a 500', ({ answerSubscribe }) => answerSubscribe(500), failed('http_500'), 'failed'],
    ['waits without a token', ({ access }) => access.answerRefresh(refusal(503)), failed('token'), 'failed'],
    ['ends with its grant', ({ access }) => access.answerRefresh(refusal(400)), ended('grant_gone'), 'ended'],
    ['waits without a second token', (one) => refusedAfterOne(one, 503), failed('token'), 'failed'],
    ['ends with its grant after a 401', (one) => refusedAfterOne(one, 400), ended('grant_gone'), 'ended'],
    [
      'ends with one of two permissions',
      async (one, assistant) => await withGrant(one, assistant, neededScopes('post-1').slice(1)),
      ended('permission_partly'),
      'ended',
    ],
  ])('%s', async (_, arrange, expected, outcome) => {
    const one = assistantWorld(open().db)
    const assistant = await one.on()
    one.clock.advance(51 * 60)
    await arrange(one, assistant)
    one.access.noted.length = 0
    await renewSubscriptions(one.keeper)
    expect(await one.look(assistant.id)).toMatchObject(expected)
    expect(one.access.noted.filter((what) => what.startsWith('subscriptions'))).toEqual([`subscriptions ${outcome}`])
  })

  it('for all posts asks about none of them', async () => {
    const { on, keeper, clock, posts, look } = assistantWorld(open().db)
    const { id } = await on('seller', null)
    posts.state = 'gone'
    clock.advance(51 * 60)
    await renewSubscriptions(keeper)
    expect(await look(id)).toMatchObject(renewed)
  })

  it('ends when its user takes the permission back in that moment', async () => {
    const one = assistantWorld(open().db)
    const { id } = await one.on()
    one.clock.advance(51 * 60)
    const subscribe: typeof one.keeper.subscribe = async (...given) => {
      await one.keeper.subscribe(...given)
      await revoke(one)
    }
    await renewSubscriptions({ ...one.keeper, subscribe })
    expect(await one.look(id)).toMatchObject({ state: 'ended', watchedSince: null })
  })
})
