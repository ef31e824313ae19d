import { expect, it } from 'vitest'
import { notices } from '#lib/db/schema/chatbot.ts'
import { outbox } from '#lib/db/schema/outbox.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { isPicture } from '#lib/db/testing-outbox.ts'
import { eraseDivarUser, personalData } from './erase-person.ts'
import { actorAt, peykWorld, twoPeople } from './testing.ts'

const row = { kind: 'image/jpeg', sealed: 'sealed', state: 'waiting' }

describeOnBothEngines('a proof of delivery', (open) => {
  const setUp = async () => {
    const made = peykWorld(open())
    const scene = async (name: string, mark: string) => {
      const people = await twoPeople(made, name, mark)
      const { id } = await made.shipping.reach('delivered', true, {
        buyer: people.buyer.actor,
        seller: people.seller.actor,
      })
      const now = made.clock()
      await open()
        .db.insert(outbox)
        .values({ ...row, id, channel: 'proofs', dueAt: now, at: now })
      return { id, ...people }
    }
    const left = async () => (await open().db.select().from(outbox).where(isPicture)).map(({ id }) => id)
    return { ...made, scene, left }
  }
  const users = { buyer: 'divar-kiumars', seller: 'divar-mahbanu' }

  it('is erased with the data of the side that received it and of no other', async () => {
    const { scene, left, deps, erase } = await setUp()
    const [one, other] = [await scene('conversation-1', ''), await scene('conversation-2', '_2_')]
    await erase(one.seller.seat, (await personalData(deps, one.seller.seat)).seen)
    expect((await left()).toSorted()).toEqual([one.id, other.id].toSorted())
    await erase(one.buyer.seat, (await personalData(deps, one.buyer.seat)).seen)
    expect(await left()).toEqual([other.id])
  })

  it('is erased when that side revokes its permission at Divar', async () => {
    const { scene, left, deps } = await setUp()
    const [one, other] = [await scene('conversation-1', ''), await scene('conversation-2', '_2_')]
    await eraseDivarUser(deps, users.seller)
    expect(await left()).toHaveLength(2)
    await eraseDivarUser(deps, users.buyer)
    expect(await left()).toEqual([other.id])
    expect(other.id).not.toBe(one.id)
  })

  it('remains when somebody else with the link erases their data', async () => {
    const { scene, left, access, deps, shipping, erase } = await setUp()
    const { id } = await scene('conversation-1', '')
    const { seat } = await access.arrive({
      side: 'DEMAND',
      conversationId: 'conversation-1',
      userId: 'launch-stranger',
    })
    await shipping.fill(actorAt(seat))
    await erase(seat, (await personalData(deps, seat)).seen)
    expect(await left()).toEqual([id])
    expect(await shipping.deps.store.addressOf(id, 'DEMAND')).not.toBeNull()
  })

  it('is erased with the session that typed the address without a consent', async () => {
    const { left, access, deps, shipping, erase, clock } = await setUp()
    const people = await twoPeople({ access, shipping })
    const { seat } = await access.arrive({ side: 'DEMAND', conversationId: 'conversation-3', userId: 'launch-kiumars' })
    const { seat: other } = await access.arrive({
      side: 'SUPPLY',
      conversationId: 'conversation-3',
      userId: 'launch-x',
    })
    const { id } = await shipping.reach('delivered', false, { buyer: actorAt(seat), seller: actorAt(other) })
    await open()
      .db.insert(outbox)
      .values({ ...row, id, channel: 'proofs', dueAt: clock(), at: clock() })
    expect(people.buyer.seat.conversationId).not.toBe(seat.conversationId)
    await erase(other, (await personalData(deps, other)).seen)
    expect(await left()).toEqual([id])
    await erase(seat, (await personalData(deps, seat)).seen)
    expect(await left()).toEqual([])
  })

  it('is erased with the chatbot user who asked for notices', async () => {
    const { scene, left, deps, clock } = await setUp()
    const { id } = await scene('conversation-1', '')
    const divarUserId = 'divar-third'
    await open()
      .db.insert(notices)
      .values({ shipmentId: id, side: 'DEMAND', divarUserId, grantId: 'grant', createdAt: clock() })
    await eraseDivarUser(deps, 'divar-third')
    expect(await left()).toEqual([])
  })
})
