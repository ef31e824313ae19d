import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { supportRequests } from '#lib/db/schema/chatbot.ts'
import { shipmentProblems } from '#lib/db/schema/shipping.ts'
import { threadReplies } from '#lib/db/schema/threads.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { newId } from '#lib/kernel/ids.ts'
import { seller } from '#lib/shipping/testing.ts'
import { maxAnswers } from './answer.ts'
import { threadsToAnswer } from './index.ts'
import { reported, threadWorld, wished } from './testing.ts'

describeOnBothEngines('a thread', (open) => {
  const setUp = async () => {
    const world = threadWorld(open().db)
    const { id, trackingCode } = await world.accepted()
    return { ...world, shipmentId: id, trackingCode, listed: async () => await threadsToAnswer(world.threads, null) }
  }
  const rows = async () => await open().db.select().from(threadReplies)

  it('is a report or a question with the answers of the business, sealed at rest, in their order', async () => {
    const { trackingCode, reportOf, asked, answer, listed } = await setUp()
    const [problem, question] = [await reportOf(trackingCode), await asked()]
    expect(await answer(problem, 'پیک همین حالا زنگ می‌زند', { from: 'مینا' })).toMatchObject({ kind: 'answered' })
    await answer(problem, 'هزینه را برگرداندیم')
    await answer(question, 'یخچال نمی‌بریم')
    expect(JSON.stringify(await rows())).not.toMatch(/پیک|مینا|هزینه|یخچال/)
    const { threads, next } = await listed()
    expect(next).toBeNull()
    const said = (id: string) => {
      const thread = threads.find((one) => one.id === id)
      return thread && [thread.about, thread.text, thread.replies.map(({ text, from }) => [from, text])]
    }
    expect(said(problem)).toEqual([
      { trackingCode, side: 'DEMAND' },
      reported,
      [
        ['مینا', 'پیک همین حالا زنگ می‌زند'],
        [null, 'هزینه را برگرداندیم'],
      ],
    ])
    expect(said(question)).toEqual([null, wished, [[null, 'یخچال نمی‌بریم']]])
  })

  it('takes an answer once for each call, also when it comes twice at once', async () => {
    const { trackingCode, reportOf, answer } = await setUp()
    const problem = await reportOf(trackingCode)
    const callId = newId()
    const both = await Promise.all([1, 2].map(async () => await answer(problem, 'رسید', { callId })))
    expect(both).toContainEqual({ kind: 'answered', repeated: false })
    expect(both).toContainEqual({ kind: 'answered', repeated: true })
    expect(await rows()).toHaveLength(1)
  })

  it("does not take an answer under an id that came with another thread's", async () => {
    const { trackingCode, reportOf, answer } = await setUp()
    const callId = newId()
    await answer(await reportOf(trackingCode), 'رسید', { callId })
    expect(await answer(await reportOf(trackingCode, seller), 'رسید', { callId })).toEqual({ kind: 'other_call' })
    expect(await rows()).toHaveLength(1)
  })

  it('numbers answers that come at once one after the other', async () => {
    const { trackingCode, reportOf, answer } = await setUp()
    const problem = await reportOf(trackingCode)
    await Promise.all([1, 2, 3, 4].map(async (number) => await answer(problem, `پاسخ ${number}`)))
    expect((await rows()).map(({ number }) => number).sort()).toEqual([1, 2, 3, 4])
  })

  it('takes nothing more once it is closed, and is no longer listed', async () => {
    const { trackingCode, reportOf, answer, listed } = await setUp()
    const problem = await reportOf(trackingCode)
    const callId = newId()
    await answer(problem, 'تمام', { callId, closes: true })
    expect(await answer(problem, 'باز هم')).toEqual({ kind: 'closed' })
    expect(await answer(problem, 'تمام', { callId })).toEqual({ kind: 'answered', repeated: true })
    expect((await listed()).threads).toEqual([])
  })

  it('takes a limited number of answers', async () => {
    const { trackingCode, reportOf, answer } = await setUp()
    const problem = await reportOf(trackingCode)
    for (let number = 1; number <= maxAnswers; number++) await answer(problem, 'باز هم')
    expect(await answer(problem, 'باز هم')).toEqual({ kind: 'too_many' })
  })

  it('takes no answer once it is erased, and its answers go with it', async () => {
    const { trackingCode, reportOf, asked, answer } = await setUp()
    const [problem, question] = [await reportOf(trackingCode), await asked()]
    await answer(problem, 'رسید')
    await answer(question, 'رسید')
    await open().db.delete(shipmentProblems)
    expect(await rows()).toHaveLength(1)
    await open().db.delete(supportRequests)
    expect(await rows()).toEqual([])
    for (const id of [problem, question, newId()]) expect(await answer(id, 'دیر')).toEqual({ kind: 'not_found' })
  })

  it('leaves nothing of an answer that comes while it is erased', async () => {
    const { trackingCode, reportOf, answer } = await setUp()
    const problem = await reportOf(trackingCode)
    const erase = async () => await open().db.delete(shipmentProblems).where(eq(shipmentProblems.id, problem))
    await Promise.all([answer(problem, 'رسید'), erase()])
    expect(await rows()).toEqual([])
  })

  it('is listed a hundred at a time, by id', async () => {
    const { shipmentId, threads } = await setUp()
    const sealedText = await threads.sealer.seal({ text: reported })
    const of = { shipmentId, side: 'DEMAND', typedBySessionId: 's', sealedText, createdAt: threads.clock() } as const
    const ids = Array.from({ length: 101 }, newId).sort()
    await open()
      .db.insert(shipmentProblems)
      .values(ids.map((id) => ({ ...of, id })))
    const first = await threadsToAnswer(threads, null)
    expect(first.threads.map(({ id }) => id)).toEqual(ids.slice(0, 100))
    const second = await threadsToAnswer(threads, first.next)
    expect([second.threads.map(({ id }) => id), second.next]).toEqual([ids.slice(100), null])
  })

  it('that no key opens is left out of the list, which is logged, and keeps no other from it', async () => {
    const { trackingCode, reportOf, listed, lines } = await setUp()
    const [broken, whole] = [await reportOf(trackingCode), await reportOf(trackingCode, seller)]
    await open().db.update(shipmentProblems).set({ sealedText: 'x' }).where(eq(shipmentProblems.id, broken))
    expect((await listed()).threads.map(({ id }) => id)).toEqual([whole])
    expect(lines).toMatchObject([{ event: 'thread_unreadable', threadId: broken }])
  })

  it('from the chatbot is listed only after the business was told of it', async () => {
    const { asked, listed } = await setUp()
    const told = await asked()
    await open()
      .db.insert(supportRequests)
      .values({ id: newId(), conversationId: 'bot-2', sealedText: 'greeting', createdAt: new Date() })
    expect((await listed()).threads.map(({ id }) => id)).toEqual([told])
  })
})
