import { expect, it } from 'vitest'
import { freshToken } from '#lib/addon/access/index.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { renewSubscriptions, setOn, turnOn } from '../index.ts'
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
})
