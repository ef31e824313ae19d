import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { carrierWorld } from '#lib/carrier/testing.ts'
import { collectSeconds, maxRequestLength } from '#lib/chatbot/index.ts'
import { botConversations, supportRequests } from '#lib/db/schema/chatbot.ts'
import { outbox } from '#lib/db/schema/outbox.ts'
import { forgetBotConversations } from '#lib/db/stores/forget-chatbot.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { isOrder } from '#lib/db/testing-outbox.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { eraseExpired } from './erase-expired.ts'
import { askSupportIn, type SupportAsked } from './support.ts'

const words = 'بستهٔ من کجاست؟ از دیروز خبری نیست.'

type Said = Partial<Omit<SupportAsked, 'piece'>> & { id?: string; sentAt?: Date; fail?: boolean }

describeOnBothEngines('a question from the chatbot to the business', (open) => {
  const setUp = () => {
    const world = carrierWorld(open().db)
    const { clock, shipping, work } = world
    let asked = 0
    const ask = async (text = words, { id, sentAt = clock(), fail = false, ...change }: Said = {}) => {
      asked += 1
      const piece = { id: id ?? `event-${asked}`, sentAt: sentAt.toISOString(), text }
      const talk = { conversationId: 'talk-1', divarUserId: 'user-1', updatedAt: clock() }
      await open().db.insert(botConversations).values(talk).onConflictDoNothing()
      return await open().db.transaction(async (tx) => {
        const around = { clock, sealer: shipping.sealer, wake: world.deps.wake }
        const said = { conversationId: 'talk-1', divarUserId: 'user-1', at: clock(), opens: true, mayBegin: true }
        const kept = await askSupportIn(tx, around, { ...said, ...change, piece })
        if (fail) throw new Error('no question after all')
        return kept
      })
    }
    const requests = async () => await open().db.select().from(supportRequests)
    const orders = async () => await open().db.select().from(outbox).where(isOrder)
    /** Two minutes pass and everything due is sent. */
    const leave = async () => {
      clock.advance(collectSeconds)
      await work()
    }
    const texts = () => world.received.map(({ data }) => (data as { text: string }).text)
    return { ...world, ask, requests, orders, leave, texts }
  }

  it('is sent after two minutes without anything that identifies the user', async () => {
    const { ask, work, leave, received, clock, requests } = setUp()
    const timestamp = clock().toISOString()
    await ask()
    const [request] = await requests()
    expect(JSON.stringify(request)).not.toContain('بستهٔ')
    clock.advance(collectSeconds - 1)
    await work()
    expect(received).toEqual([])
    await leave()
    const data = { requestId: request?.id, threadId: request?.id, text: words }
    expect(received).toEqual([{ id: received[0]?.id, type: 'support.asked', timestamp, data }])
    expect(JSON.stringify(received)).not.toMatch(/talk-1|user-1|event-/)
  })

  it('includes all messages within its two minutes in the order of sending', async () => {
    const { ask, clock, leave, texts, requests } = setUp()
    const first = clock()
    expect(await ask('یک', { sentAt: addSeconds(first, 1) })).toEqual({ kind: 'begun', until: addSeconds(first, 120) })
    clock.advance(60)
    expect(await ask('سه', { sentAt: addSeconds(first, 30) })).toMatchObject({ kind: 'added' })
    clock.advance(59)
    // Came last, and had been written first.
    expect(await ask('صفر', { sentAt: first })).toMatchObject({ kind: 'added', until: addSeconds(first, 120) })
    expect(await ask('دو', { sentAt: addSeconds(first, 20) })).toMatchObject({ kind: 'added' })
    expect(JSON.stringify(await requests())).not.toMatch(/یک|دو|سه/)
    await leave()
    expect(texts()).toEqual(['صفر\nیک\nدو\nسه'])
  })

  it('is one when its messages arrive at once in several processes', async () => {
    const { ask, leave, texts, orders } = setUp()
    const kept = await Promise.all(['الف', 'ب', 'پ', 'ت'].map(async (text) => await ask(text)))
    expect(kept.map((one) => one?.kind).sort()).toEqual(['added', 'added', 'added', 'begun'])
    expect(await orders()).toHaveLength(1)
    await leave()
    expect(texts().map((text) => new Set(text.split('\n')))).toEqual([new Set(['الف', 'ب', 'پ', 'ت'])])
  })

  it('accepts a repeated part without a change, also after it was sent', async () => {
    const { ask, leave, texts } = setUp()
    const said = { id: 'same' }
    const twice = await Promise.all([ask(words, said), ask(words, said)])
    expect(twice.map((one) => one?.kind)).toEqual(['begun', 'begun'])
    await ask('دیگر')
    await leave()
    await ask(words, said)
    await leave()
    expect(texts()).toEqual([`${words}\nدیگر`])
  })

  it('is followed by another when a part arrives during the send', async () => {
    const { ask, leave, texts, clock, answer, work } = setUp()
    const at = clock()
    await ask('یک')
    let late: unknown
    answer(async () => {
      // It came in time and is handled only now, while the first is being told.
      late = await ask('دو', { at: addSeconds(at, 119) })
      return { kind: 'retry', retryAfterSeconds: null, reason: 'http_503' }
    })
    await leave()
    expect(late).toMatchObject({ kind: 'begun' })
    // The first waits to be told again, as it was.
    await ask('سه', { at: addSeconds(at, 119) })
    await leave()
    clock.advance(120)
    await work()
    expect(texts()).toEqual(['یک', 'یک', 'دو\nسه'])
  })

  it('accepts a late part of its two minutes until it has been sent', async () => {
    const { ask, clock, work, texts } = setUp()
    const at = clock()
    await ask('یک')
    clock.advance(600)
    await ask('دو', { at: addSeconds(at, 119) })
    await ask('برای بعد', { at: addSeconds(at, 120) })
    await work()
    expect(new Set(texts())).toEqual(new Set(['یک\nدو', 'برای بعد']))
  })

  it('waits with a greeting for the question for an hour', async () => {
    const { ask, clock, leave, texts, orders } = setUp()
    expect(await ask('سلام', { opens: false })).toEqual({ kind: 'waiting' })
    expect(await ask('خسته نباشید', { opens: false, mayBegin: false })).toEqual({ kind: 'waiting' })
    expect(await orders()).toEqual([])
    clock.advance(3_599)
    expect(await ask(words)).toMatchObject({ kind: 'begun' })
    expect(await ask('ممنون', { opens: false })).toMatchObject({ kind: 'added' })
    await leave()
    expect(texts()).toEqual([`سلام\nخسته نباشید\n${words}\nممنون`])
    await ask('سلام', { opens: false })
    clock.advance(3_600)
    await ask(words)
    await leave()
    expect(texts().at(-1)).toBe(words)
  })

  it('has a total length, reports the room left and drops its greeting first', async () => {
    const { ask, leave, texts } = setUp()
    const whole = 'آ'.repeat(maxRequestLength)
    await ask('سلام', { opens: false })
    expect(await ask(`${whole}آ`)).toEqual({ kind: 'too_long', room: maxRequestLength })
    expect(await ask(whole.slice(20))).toMatchObject({ kind: 'begun' })
    expect(await ask('ب'.repeat(15))).toEqual({ kind: 'too_long', room: 14 })
    expect(await ask('ب'.repeat(14))).toMatchObject({ kind: 'added' })
    expect(await ask('ب')).toEqual({ kind: 'too_long', room: 0 })
    await leave()
    expect(texts()[0]).toHaveLength(maxRequestLength)
    expect(await ask(whole)).toMatchObject({ kind: 'begun' })
  })

  it('can be refused as a new one but not as a further part', async () => {
    const { ask, leave, texts } = setUp()
    expect(await ask(words, { mayBegin: false })).toEqual({ kind: 'refused' })
    await ask('یک')
    expect(await ask('دو', { mayBegin: false })).toMatchObject({ kind: 'added' })
    await leave()
    expect(texts()).toEqual(['یک\nدو'])
  })

  it('is separate for each conversation and for each of its users', async () => {
    const { ask, leave, texts } = setUp()
    await ask('یک')
    await ask('دو', { conversationId: 'talk-2', divarUserId: null })
    expect(await ask('سه', { divarUserId: 'user-2' })).toBeNull()
    await open().db.update(botConversations).set({ divarUserId: 'user-2' })
    expect(await ask('چهار', { divarUserId: 'user-2' })).toMatchObject({ kind: 'begun' })
    await leave()
    expect(texts().sort()).toEqual(['دو', 'چهار', 'یک'].sort())
  })

  it('continues a text of the previous version', async () => {
    const { ask, leave, texts, shipping, requests } = setUp()
    await ask('یک')
    const sealedText = await shipping.sealer.seal({ text: 'یک' })
    await open().db.update(supportRequests).set({ sealedText })
    expect(await ask('دو')).toMatchObject({ kind: 'added' })
    await leave()
    expect(texts()).toEqual(['یک\nدو'])
    await open().db.update(supportRequests).set({ sealedText: 'unknown' })
    expect(await ask('سه')).toMatchObject({ kind: 'begun' })
    expect(await requests()).toHaveLength(2)
  })

  it('is repeated with the same id and does not delay others', async () => {
    const { ask, leave, work, received, texts, answer, clock } = setUp()
    answer({ kind: 'retry', retryAfterSeconds: null, reason: 'http_503' })
    await ask()
    await ask('پرسش دوم', { conversationId: 'talk-2', divarUserId: null })
    await leave()
    expect(texts().sort()).toEqual([words, 'پرسش دوم'].sort())
    const first = [...received]
    clock.advance(60)
    await work()
    expect(received[2]).toEqual(first.find(({ id }) => id === received[2]?.id))
  })

  it('is cancelled when its user was erased, and accepts no further part', async () => {
    const { ask, leave, received, orders, clock, requests } = setUp()
    await ask()
    await ask('دو')
    await forgetBotConversations(open().db, 'user-1')
    expect(await requests()).toEqual([])
    // A turn that had begun before still takes the conversation for theirs.
    await open().db.delete(botConversations).where(eq(botConversations.conversationId, 'talk-1'))
    const world = carrierWorld(open().db)
    const late = await open().db.transaction(async (tx) => {
      const around = { clock, sealer: world.shipping.sealer, wake: world.deps.wake }
      const piece = { id: 'late', sentAt: clock().toISOString(), text: 'سه' }
      const said = { conversationId: 'talk-1', divarUserId: 'user-1', at: clock(), opens: true, mayBegin: true }
      return await askSupportIn(tx, around, { ...said, piece })
    })
    expect(late).toBeNull()
    await leave()
    expect([received, await requests()]).toEqual([[], []])
    expect(await orders()).toMatchObject([{ state: 'dead', lastReason: 'nothing_left' }])
  })

  it('leaves no greeting when its user was erased', async () => {
    const { ask, requests } = setUp()
    await ask('سلام', { opens: false })
    await forgetBotConversations(open().db, 'user-1')
    expect(await requests()).toEqual([])
  })

  it('is deleted after seven days with its order', async () => {
    const { ask, accepted, leave, orders, requests, clock } = setUp()
    await ask()
    const { id } = await accepted()
    await leave()
    const sweep = async (seconds: number) => {
      clock.advance(seconds)
      await eraseExpired({ db: open().db, clock })
    }
    await sweep(7 * 24 * 3_600 - collectSeconds - 1)
    expect([(await requests()).length, (await orders()).length]).toEqual([1, 2])
    await sweep(2)
    expect(await requests()).toEqual([])
    expect((await orders()).map(({ subjectId }) => subjectId)).toEqual([id])
  })

  it('leaves nothing when it cannot be stored as a whole', async () => {
    const { ask, requests, orders, leave, texts } = setUp()
    await expect(ask(words, { fail: true })).rejects.toThrow('no question')
    expect([await requests(), await orders()]).toEqual([[], []])
    await ask('یک')
    await expect(ask('دو', { fail: true })).rejects.toThrow('no question')
    await leave()
    expect(texts()).toEqual(['یک'])
  })
})
