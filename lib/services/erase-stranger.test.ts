import { expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { reportProblem } from '#lib/shipping/index.ts'
import { personalData } from './erase-person.ts'
import { actorAt, peykWorld } from './testing.ts'

describeOnBothEngines('erasing by somebody who only had the link', (open) => {
  it('cancels nothing and deletes no address', async () => {
    const made = peykWorld(open())
    const { access, shipping, deps, erase } = made
    // Nobody has consented yet, so that a seat of that side may report.
    const { seat: own } = await access.arrive({ side: 'DEMAND', conversationId: 'conversation-1', userId: 'one' })
    const { seat: other } = await access.arrive({ side: 'SUPPLY', conversationId: 'conversation-1', userId: 'two' })
    const actors = { buyer: actorAt(own), seller: actorAt(other) }
    const { id, trackingCode } = await shipping.reach('accepted', false, actors)
    const { seat: stranger } = await access.arrive({
      side: 'DEMAND',
      conversationId: 'conversation-1',
      userId: 'three',
    })
    await shipping.fill(actorAt(stranger))
    const told = await reportProblem(shipping.deps, actorAt(stranger), { trackingCode, text: 'پیک نیامد' })
    expect(told.kind).toBe('reported')
    await access.granted(own, 'divar-one', { accessToken: 'access.', refreshToken: 'refresh.' })

    const { seen, drafts, shipments } = await personalData(deps, stranger)
    expect([seen, drafts, shipments.map(({ address, problems }) => [address, problems])]).toEqual(['', 1, [[false, 1]]])
    expect((await erase(stranger, seen)).kind).toBe('erased')
    expect((await shipping.stands(trackingCode)).state).toBe('accepted')
    expect(await shipping.deps.store.addressOf(id, 'DEMAND')).not.toBeNull()
    expect(await shipping.deps.store.problemsOf(id)).toEqual([])
  })
})
