import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { assistantWorld } from '#lib/assistant/testing.ts'
import { botConversations, notices, supportRequests } from '#lib/db/schema/chatbot.ts'
import { outbox } from '#lib/db/schema/outbox.ts'
import { shipmentProblems } from '#lib/db/schema/shipping.ts'
import { threadReplies } from '#lib/db/schema/threads.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { isMessage } from '#lib/db/testing-outbox.ts'
import { newId } from '#lib/kernel/ids.ts'
import { notedMeasures } from '#lib/kernel/testing-measures.ts'
import { buyer, seller } from '#lib/shipping/testing.ts'
import { sampleOffers } from '#lib/shipping/testing-offers.ts'
import { threadWorld, wished } from '#lib/threads/testing.ts'
import { writeInChatbot } from '#lib/threads/write-in-chatbot.ts'
import { createChatbot } from './chatbot.ts'
import { forgetPeykUser } from './forgetters.ts'

describeOnBothEngines('an answer to a question in the chatbot', (open) => {
  const setUp = () => {
    const { db } = open()
    const world = threadWorld(db)
    const { clock, threads, shipping } = world
    const sent: { to: string; text: string; buttons: number }[] = []
    let refuses = false
    const chatbot = createChatbot({
      db,
      clock,
      threads,
      random: shipping.random,
      log: threads.log,
      measures: notedMeasures().measures,
      offers: sampleOffers,
      business: async () => null,
      shipments: { shipmentByCode: async () => null },
      sleep: async () => undefined,
      places: { cities: async () => [], districts: async () => [] },
      divar: {
        async sendBotMessage({ conversationId, message }) {
          if (refuses) throw Object.assign(new Error('refused'), { code: 'divar' })
          sent.push({ to: conversationId ?? '', text: message.text, buttons: message.buttons?.rows.length ?? 0 })
          return { conversationId }
        },
      },
      limited: async () => null,
      supportWait: async () => null,
      askSupport: async () => ({ kind: 'waiting' }),
    })
    const say = async (text: string, conversationId = 'bot-1') => {
      const turn = { id: newId(), conversationId, at: clock(), input: { kind: 'text', text } as const }
      await chatbot.hear(turn, async () => true)
    }
    const texts = () => sent.map(({ text }) => text)
    const refuse = (yes: boolean) => {
      refuses = yes
    }
    return { ...world, chatbot, sent, texts, say, refuse }
  }
  const messages = async () => await open().db.select().from(outbox).where(isMessage)
  /** The conversation belongs to a user who allowed the chatbot to write. */
  const linked = async (divarUserId = 'kiumars', conversationId = 'bot-1') => {
    const { granted } = assistantWorld(open().db)
    const { id: grantId } = await granted(divarUserId, null)
    const at = new Date('2026-11-22T09:00:00Z')
    await open()
      .db.insert(botConversations)
      .values({ conversationId, divarUserId, grantId, linkedAt: at, updatedAt: at })
    return { grantId, divarUserId, createdAt: at }
  }

  it('is written there at the next word, before what else is said, once, with a way to write on', async () => {
    const { asked, answer, say, sent, texts } = setUp()
    await answer(await asked(), 'یخچال نمی‌بریم', { from: 'مینا' })
    await say('سلام')
    expect(texts()[0]).toBe('پاسخ شرکت پیک، \u2068مینا\u2069:\nیخچال نمی‌بریم')
    expect(sent.map(({ to, buttons }) => [to, buttons > 0])).toEqual([
      ['bot-1', true],
      ['bot-1', true],
    ])
    await say('سلام')
    expect(sent).toHaveLength(3)
  })

  it('is written there again at the word after one to which nothing could be sent', async () => {
    const { asked, answer, say, texts, refuse } = setUp()
    await answer(await asked(), 'یخچال نمی‌بریم', { closes: true })
    refuse(true)
    await say('سلام').catch(() => undefined)
    refuse(false)
    await say('سلام')
    expect(texts()[0]).toContain('یخچال نمی‌بریم')
  })

  it('is written in no other conversation, nor in this one once it is another user’s', async () => {
    const { asked, answer, say, texts } = setUp()
    await linked()
    await answer(await asked('bot-1', wished, 'kiumars'), 'یخچال نمی‌بریم')
    await open().db.update(botConversations).set({ divarUserId: 'somebody' })
    await answer(await asked('bot-2'), 'فردا می‌آییم')
    await say('سلام', 'bot-1')
    await say('سلام', 'bot-3')
    expect(texts().join('\n')).not.toMatch(/یخچال|فردا می‌آییم/)
  })

  it('is queued for the chatbot at once where its person allowed that, sealed, and is not said twice', async () => {
    const { accepted, asked, answer, say, texts } = setUp()
    const { id: shipmentId } = await accepted()
    const wanted = await linked()
    await open()
      .db.insert(notices)
      .values({ ...wanted, shipmentId, side: 'DEMAND' })
    const threadId = await asked('bot-1', wished, 'kiumars')
    await answer(threadId, 'یخچال نمی‌بریم')
    const told = (await messages()).filter(({ kind }) => kind === 'support_answer')
    expect(told).toMatchObject([{ subject: 'notice', subjectId: threadId, way: 'bot_user', text: '', state: 'queued' }])
    expect(JSON.stringify(told)).not.toContain('یخچال')
    await say('سلام')
    expect(texts().join('\n')).not.toContain('یخچال')
    // The permission was taken back before it left.
    await open().db.update(outbox).set({ state: 'unannounced' }).where(eq(outbox.kind, 'support_answer'))
    await say('سلام')
    expect(texts().join('\n')).toContain('یخچال نمی‌بریم')
  })

  it('to a report is queued there too, with its shipment, where the person who reported allowed that', async () => {
    const { accepted, reportOf, answer } = setUp()
    const { id: shipmentId, trackingCode } = await accepted()
    const wanted = await linked(buyer.divarUserId ?? '')
    await open()
      .db.insert(notices)
      .values({ ...wanted, shipmentId, side: 'DEMAND' })
    const ofBuyer = await reportOf(trackingCode)
    await answer(ofBuyer, 'پیک پشت در است', { from: 'مینا' })
    await answer(await reportOf(trackingCode, seller), 'فردا می‌آییم')
    await answer(await reportOf(trackingCode, { ...buyer, divarUserId: null }), 'می‌پرسیم')
    const told = (await messages()).filter(({ kind }) => kind === 'support_answer')
    expect(told).toMatchObject([
      { subject: 'notice', subjectId: ofBuyer, way: 'bot_user', grantId: wanted.grantId, text: '', state: 'queued' },
    ])
    expect(JSON.stringify(told)).not.toContain('پشت در')
    expect(JSON.stringify(told[0]?.receiverButtons)).toContain(trackingCode)
  })

  it('to a report and an erasure of its person at the same moment leave nothing of it, nor does it fail', async () => {
    const { accepted, reportOf, answer, clock } = setUp()
    const { id: shipmentId, trackingCode } = await accepted()
    const user = buyer.divarUserId ?? ''
    const wanted = await linked(user)
    await open()
      .db.insert(notices)
      .values({ ...wanted, shipmentId, side: 'DEMAND' })
    const threadId = await reportOf(trackingCode)
    // As erasing goes: what was typed, then the permission.
    const erase = async () =>
      await open().db.transaction(async (tx) => {
        await tx.delete(shipmentProblems).where(eq(shipmentProblems.typedByDivarUserId, user))
        await forgetPeykUser(tx, user, clock())
      })
    const [said] = await Promise.allSettled([answer(threadId, 'پیک پشت در است'), erase()])
    expect(said.status).toBe('fulfilled')
    expect((await messages()).filter(({ kind }) => kind === 'support_answer')).toEqual([])
    expect(await open().db.select().from(threadReplies)).toEqual([])
  })

  it('and an erasure of its user at the same moment leave nothing of it', async () => {
    const { accepted, asked, answer } = setUp()
    const { access } = assistantWorld(open().db)
    const { id: shipmentId } = await accepted()
    const wanted = await linked()
    await open()
      .db.insert(notices)
      .values({ ...wanted, shipmentId, side: 'DEMAND' })
    const threadId = await asked('bot-1', wished, 'kiumars')
    const erase = async () => await access.deps.erase('kiumars')
    await Promise.all([answer(threadId, 'یخچال نمی‌بریم'), erase()])
    expect((await messages()).filter(({ kind }) => kind === 'support_answer')).toEqual([])
    expect(await open().db.select().from(supportRequests)).toEqual([])
    expect(await open().db.select().from(threadReplies)).toEqual([])
  })

  it('may be answered by its person in that conversation, once for each message, until it is closed', async () => {
    const { asked, answer, threads, work, received } = setUp()
    const threadId = await asked()
    await answer(threadId, 'چه اندازه‌ای؟')
    const by = { conversationId: 'bot-1', divarUserId: null }
    const said = { threadId, messageId: 'event-1', text: 'یخچال بزرگ' }
    expect(await writeInChatbot(threads, by, said)).toEqual({ kind: 'written' })
    expect(await writeInChatbot(threads, by, said)).toEqual({ kind: 'written' })
    await work()
    const told = received.filter(({ type }) => type === 'thread.replied')
    expect(told.map(({ data }) => data)).toEqual([{ threadId, trackingCode: null, by: null, text: 'یخچال بزرگ' }])
    for (const stranger of [
      { ...by, conversationId: 'bot-2' },
      { ...by, divarUserId: 'somebody' },
    ]) {
      const { kind } = await writeInChatbot(threads, stranger, { ...said, messageId: 'event-2' })
      expect(['not_found', 'forgotten']).toContain(kind)
    }
    expect(await writeInChatbot(threads, by, { ...said, messageId: 'event-3', text: '😡' })).toEqual({
      kind: 'no_words',
    })
    await answer(threadId, 'تمام', { closes: true })
    expect(await writeInChatbot(threads, by, { ...said, messageId: 'event-4' })).toEqual({ kind: 'closed' })
  })

  it('is written in each of two conversations that write on in the same moment, without an id of their messages', async () => {
    const { asked, threads, work, received } = setUp()
    const at = '2026-11-22T09:00:00.000Z'
    for (const conversationId of ['bot-1', 'bot-2']) {
      const said = { threadId: await asked(conversationId), messageId: at, text: `یخچال ${conversationId}` }
      await writeInChatbot(threads, { conversationId, divarUserId: null }, said)
    }
    await work()
    const told = received.flatMap((order) => (order.type === 'thread.replied' ? [order.data.text] : []))
    expect(told).toEqual(['یخچال bot-1', 'یخچال bot-2'])
  })

  it('of somebody who was known is theirs alone to write on', async () => {
    const { asked, threads } = setUp()
    await linked()
    const threadId = await asked('bot-1', wished, 'kiumars')
    const said = { threadId, messageId: 'event-1', text: 'یخچال بزرگ' }
    const by = (divarUserId: string | null) => ({ conversationId: 'bot-1', divarUserId })
    expect(await writeInChatbot(threads, by(null), said)).toEqual({ kind: 'not_found' })
    expect(await writeInChatbot(threads, by('kiumars'), said)).toEqual({ kind: 'written' })
  })
})
