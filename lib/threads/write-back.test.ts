import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { shipmentProblems } from '#lib/db/schema/shipping.ts'
import { threadReplies } from '#lib/db/schema/threads.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { newId } from '#lib/kernel/ids.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { buyer, seller } from '#lib/shipping/testing.ts'
import { maxOwnReplies, repliesByThread, writeBack } from './index.ts'
import { threadWorld } from './testing.ts'

describeOnBothEngines('writing on in a thread', (open) => {
  const setUp = async () => {
    const world = threadWorld(open().db)
    const { trackingCode } = await world.accepted()
    const threadId = await world.reportOf(trackingCode)
    const write = async (text: string, change: Partial<typeof buyer> = {}) =>
      await writeBack(world.threads, { ...buyer, ...change }, { trackingCode, threadId, text })
    const said = async () => (await repliesByThread(world.threads, [threadId])).get(threadId)?.map(({ text }) => text)
    return { ...world, trackingCode, threadId, write, said }
  }
  const rows = async () => await open().db.select().from(threadReplies)

  it('stands after the answers, sealed, and is told to the carrier in its order', async () => {
    const { write, answer, threadId, said, work, received, trackingCode } = await setUp()
    await answer(threadId, 'تا یک ساعت دیگر می‌آید')
    expect(await write(' هنوز نیامده است ')).toEqual({ kind: 'written' })
    expect(await said()).toEqual(['تا یک ساعت دیگر می‌آید', 'هنوز نیامده است'])
    expect(JSON.stringify(await rows())).not.toContain('نیامده')
    await work()
    expect(received.map(({ type }) => type).slice(-2)).toEqual(['problem.reported', 'thread.replied'])
    expect(received.at(-1)?.data).toEqual({ threadId, trackingCode, by: 'buyer', text: 'هنوز نیامده است' })
  })

  it('is for the session or user that reported, and for nobody else of the side or of the other', async () => {
    const { write } = await setUp()
    expect(await write('من', { sessionId: 'session-2' })).toEqual({ kind: 'written' })
    expect(await write('من', { divarUserId: null })).toEqual({ kind: 'written' })
    const strangers = [
      { sessionId: 'session-2', divarUserId: null },
      { sessionId: 'session-2', divarUserId: 'somebody' },
      { conversationId: 'conversation-2' },
      { ...seller, sessionId: buyer.sessionId, divarUserId: buyer.divarUserId },
      seller,
    ]
    for (const stranger of strangers) expect(await write('من', stranger)).toEqual({ kind: 'not_found' })
    expect(await rows()).toHaveLength(2)
  })

  it('that no key opens does not hide what stands beside it, nor that the thread is closed', async () => {
    const { write, answer, threadId, said, threads, lines } = await setUp()
    await write('هنوز نیامده است')
    await answer(threadId, 'رسید', { closes: true })
    const lost = createSealer([new Uint8Array(32).fill(99)])
    const sealedBody = await lost.seal({ text: 'رسید', from: null })
    await open().db.update(threadReplies).set({ sealedBody }).where(eq(threadReplies.by, 'business'))
    expect(await said()).toEqual(['هنوز نیامده است', null])
    expect((await repliesByThread(threads, [threadId])).get(threadId)?.at(-1)).toMatchObject({ closes: true })
    expect(lines).toMatchObject([{ event: 'thread_unreadable', threadId }, { event: 'thread_unreadable' }])
  })

  it.each([
    ['nothing', '', 'empty'],
    ['dots', '......', 'no_words'],
    ['501 characters', 'ا'.repeat(501), 'too_long'],
  ])('is refused for %s', async (_, text, kind) => {
    const { write } = await setUp()
    expect(await write(text)).toMatchObject({ kind })
    expect(await rows()).toEqual([])
  })

  it('is limited in number, also concurrently', async () => {
    const { write } = await setUp()
    const taps = Array.from({ length: maxOwnReplies + 2 }, async () => await write('باز هم'))
    const kinds = (await Promise.all(taps)).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'too_many')).toHaveLength(2)
    expect(await rows()).toHaveLength(maxOwnReplies)
  })

  it('is refused once the thread is closed or erased, or its seat has ended', async () => {
    const { write, answer, threadId, threads, trackingCode } = await setUp()
    const ended = {
      ...threads,
      transaction: async <T>(work: Parameters<typeof threads.transaction<T>>[0]) =>
        await threads.transaction<T>(
          async ({ shipping, ...tx }) =>
            await work({ ...tx, shipping: { ...shipping, seatStands: async () => false } }),
        ),
    }
    const input = { trackingCode, threadId, text: 'دیر' }
    expect(await writeBack(ended, buyer, input)).toEqual({ kind: 'not_found' })
    expect(await writeBack(threads, buyer, { ...input, threadId: newId() })).toEqual({ kind: 'not_found' })
    await answer(threadId, 'تمام', { closes: true })
    expect(await write('باز هم')).toEqual({ kind: 'closed' })
    await open().db.delete(shipmentProblems)
    expect(await write('باز هم')).toEqual({ kind: 'not_found' })
    expect(await rows()).toEqual([])
  })

  it('tells the carrier nothing of words that were erased before they left', async () => {
    const { write, work, received } = await setUp()
    await write('هنوز نیامده است')
    await open().db.delete(shipmentProblems)
    await work()
    expect(received.map(({ type }) => type)).toEqual(['shipment.accepted'])
  })
})
