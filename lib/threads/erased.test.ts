import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { outbox } from '#lib/db/schema/outbox.ts'
import { shipments } from '#lib/db/schema/shipping.ts'
import { threadReplies } from '#lib/db/schema/threads.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { eraseExpired } from '#lib/services/erase-expired.ts'
import { buyer, seller } from '#lib/shipping/testing.ts'
import { writeBack, writeInChatbot } from './index.ts'
import { threadWorld } from './testing.ts'

const day = 24 * 3600

describeOnBothEngines('what is written in a thread', (open) => {
  const setUp = async () => {
    const world = threadWorld(open().db)
    const { id: shipmentId, trackingCode } = await world.accepted()
    const threadId = await world.reportOf(trackingCode)
    await world.answer(threadId, 'تا یک ساعت دیگر')
    await writeBack(world.threads, buyer, { trackingCode, threadId, text: 'دو ساعت گذشت' })
    const left = async () => (await open().db.select().from(threadReplies)).length
    const sweep = async (seconds: number) => {
      world.clock.advance(seconds)
      await eraseExpired({ db: open().db, clock: world.clock })
      return await left()
    }
    const end = async (state: 'delivered' | 'cancelled') =>
      await open().db.update(shipments).set({ state, endedAt: world.clock() }).where(eq(shipments.id, shipmentId))
    return { ...world, shipmentId, trackingCode, threadId, left, sweep, end }
  }

  it('is erased with the report, a week after a delivery', async () => {
    const { sweep, end } = await setUp()
    await end('delivered')
    expect([await sweep(7 * day - 1), await sweep(1)]).toEqual([2, 0])
  })

  it('outlives a cancellation with the report by a week, in which it is answered, and takes no answer after that', async () => {
    const { sweep, end, answer, threadId } = await setUp()
    await end('cancelled')
    expect(await sweep(6 * day)).toBe(2)
    expect(await answer(threadId, 'هزینه را برگرداندیم')).toMatchObject({ kind: 'answered' })
    expect(await sweep(day)).toBe(0)
    expect(await answer(threadId, 'دیر')).toEqual({ kind: 'not_found' })
  })

  it("is erased with what its person typed, and the other side's is not", async () => {
    const { shipping, shipmentId, trackingCode, reportOf, answer, left } = await setUp()
    await answer(await reportOf(trackingCode, seller), 'برای فروشنده')
    await shipping.store.forgetTyped({ divarUserId: buyer.divarUserId, seat: null }, [shipmentId])
    expect(await left()).toBe(1)
  })

  it('is erased with the question a week after that came, with the orders that told of it', async () => {
    const { asked, answer, threads, sweep, work } = await setUp()
    const threadId = await asked()
    await answer(threadId, 'یخچال نمی‌بریم')
    const by = { conversationId: 'bot-1', divarUserId: null }
    await writeInChatbot(threads, by, { threadId, messageId: 'event-1', text: 'پس چه؟' })
    await work()
    const orders = async () => (await open().db.select().from(outbox).where(eq(outbox.subjectId, threadId))).length
    expect([await sweep(7 * day - 121), await orders()]).toEqual([4, 2])
    // The question came two minutes before, and what was written after it later.
    expect([await sweep(1), await sweep(120), await orders()]).toEqual([2, 2, 0])
  })
})
