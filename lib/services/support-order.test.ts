import { expect, it } from 'vitest'
import { erasureLimits } from '../access/index.ts'
import { carrierWorld } from '../carrier/testing.ts'
import { carrierOrders } from '../db/schema/carrier.ts'
import { botConversations, supportRequests } from '../db/schema/chatbot.ts'
import { eraseAssistantRows, forgetOwner } from '../db/stores/erase-assistant.ts'
import { remover } from '../db/stores/remove.ts'
import { describeOnBothEngines } from '../db/testing.ts'
import { askSupportIn } from './carrier.ts'

const words = 'بستهٔ من کجاست؟ از دیروز خبری نیست.'

describeOnBothEngines('a question for the business from the chatbot', (open) => {
  const setUp = () => {
    const world = carrierWorld(open().db)
    const { clock, shipping } = world
    const ask = async (text = words, fail = false) => {
      const talk = { conversationId: 'talk-1', divarUserId: 'user-1', updatedAt: clock() }
      await open().db.insert(botConversations).values(talk).onConflictDoNothing()
      return await open().db.transaction(async (tx) => {
        const around = { clock, sealer: shipping.sealer, wake: world.deps.wake }
        await askSupportIn(tx, around, { conversationId: 'talk-1', divarUserId: 'user-1', text })
        if (fail) throw new Error('no question after all')
      })
    }
    const requests = async () => await open().db.select().from(supportRequests)
    const orders = async () => await open().db.select().from(carrierOrders)
    return { ...world, ask, requests, orders }
  }

  it('reaches it, with nothing that leads to whoever asked', async () => {
    const { ask, work, received, clock, requests } = setUp()
    const timestamp = clock().toISOString()
    await ask()
    const [request] = await requests()
    expect(JSON.stringify(request)).not.toContain('بستهٔ')
    await work()
    const data = { requestId: request?.id, text: words }
    expect(received).toEqual([{ id: received[0]?.id, type: 'support.asked', timestamp, data }])
    expect(JSON.stringify(received)).not.toMatch(/talk-1|user-1/)
  })

  it('is repeated with the same id, and holds up no other', async () => {
    const { ask, work, received, answer, clock } = setUp()
    answer({ kind: 'retry', retryAfterSeconds: null, reason: 'http_503' })
    await ask()
    await ask('پرسش دوم')
    await work()
    expect(received.map(({ data }) => data)).toMatchObject([{ text: words }, { text: 'پرسش دوم' }])
    clock.advance(60)
    await work()
    expect(received[2]).toEqual(received[0])
  })

  it('is told no more when whoever asked had everything erased', async () => {
    const { ask, work, received, orders, clock, requests } = setUp()
    await ask()
    await forgetOwner(open().db, 'user-1', clock())
    await work()
    expect([received, await requests()]).toEqual([[], []])
    expect(await orders()).toMatchObject([{ state: 'dead', lastReason: 'nothing_left' }])
  })

  it('is gone after seven days, with its order, and the orders of shipments stay', async () => {
    const { ask, accepted, work, orders, requests, clock } = setUp()
    await ask()
    const { id } = await accepted()
    await work()
    const sweep = async (seconds: number) => {
      clock.advance(seconds)
      await eraseAssistantRows(remover(open().db), erasureLimits(clock()))
    }
    await sweep(7 * 24 * 3_600 - 1)
    expect([(await requests()).length, (await orders()).length]).toEqual([1, 2])
    await sweep(2)
    expect(await requests()).toEqual([])
    expect((await orders()).map(({ shipmentId }) => shipmentId)).toEqual([id])
  })

  it('leaves nothing when it cannot be kept as a whole', async () => {
    const { ask, requests, orders } = setUp()
    await expect(ask(words, true)).rejects.toThrow('no question')
    expect([await requests(), await orders()]).toEqual([[], []])
  })
})
