import { expect, it } from 'vitest'
import { type EventDeps, messageHandlers } from '#lib/addon/inbox/index.ts'
import { takeEvent } from '#lib/addon/inbox/take-event.ts'
import { assistantMessages, setOn } from '#lib/assistant/index.ts'
import { assistantWorld } from '#lib/assistant/testing.ts'
import { chatbotMessages } from '#lib/chatbot/index.ts'
import { events, eventTexts } from '#lib/db/schema/inbox.ts'
import { inboxStore } from '#lib/db/stores/inbox.ts'
import { describeOnBothEngines, refuse } from '#lib/db/testing.ts'
import { type DivarEvent, type EventMessage, toConversationId, toPostToken } from '#lib/divar/index.ts'
import { inBatches } from '#lib/kernel/in-batches.ts'

type Said = { conversation?: string; post?: string | null; bot?: boolean; content?: EventMessage['content'] }

function message(type: 'new_message' | 'new_chatbot_message', id: string, said: Said = {}): DivarEvent {
  const { conversation = 'talk-1', post = 'post-1', bot = false } = said
  return {
    type,
    id,
    hashed: false,
    metadata: {},
    message: {
      messageId: id,
      conversation: {
        id: toConversationId(conversation),
        type: post === null ? 'BOT' : 'POST',
        postToken: post === null ? null : toPostToken(post),
      },
      sender: { bot, side: 'DEMAND', userId: null },
      sentAt: null,
      content: said.content ?? { kind: 'text', text: 'ارسال دارید؟ کرگدن' },
    },
  }
}

describeOnBothEngines('a received message event', (open) => {
  async function world() {
    const { db } = open()
    const assistant = assistantWorld(db)
    const { clock, deps } = assistant
    const kicks: string[] = []
    const hear = async () => undefined
    const eventDeps: EventDeps = {
      ...assistant.access.deps,
      handlers: messageHandlers([
        assistantMessages({
          ...deps,
          listening: inBatches(100, async (places) => await deps.store.listening(places)),
        }),
        chatbotMessages({ sealer: deps.sealer, hear }),
      ]),
      insert: inBatches(100, async (all) => await inboxStore(db).insert(all)),
      wake: () => void kicks.push('wake'),
    }
    const { id } = await assistant.on('seller', 'post-1')
    const take = async (event: DivarEvent) => (await takeEvent(eventDeps, event)).kind
    const rows = async () => [await db.select().from(events), await db.select().from(eventTexts)] as const
    const turnOff = async () => await setOn(deps, { divarUserIds: ['seller'] }, { id, isOn: false })
    const onForAll = async () => (await assistant.on('seller', null)).id
    return { db, id, clock, take, rows, kicks, sealer: deps.sealer, eventDeps, turnOff, onForAll }
  }

  it('stores its id and, for 55 seconds, its sealed text, and wakes a worker', async () => {
    const { take, rows, kicks, id, clock } = await world()
    expect(await take(message('new_message', 'e-1'))).toBe('stored')
    const [ids, texts] = await rows()
    expect(ids).toMatchObject([{ id: 'e-1', type: 'new_message' }])
    const expiresAt = new Date(clock().getTime() + 55_000)
    expect(texts).toMatchObject([{ id: 'e-1', kind: 'post', assistantId: id, conversationId: 'talk-1', expiresAt }])
    expect(JSON.stringify(texts)).not.toContain('کرگدن')
    expect(kicks).toEqual(['wake'])
  })

  it('is stored once for any number of repeats, also concurrent ones', async () => {
    const { take, rows, kicks } = await world()
    const all = await Promise.all([1, 2, 3].map(() => take(message('new_message', 'e-1'))))
    expect([...all].sort()).toEqual(['repeated', 'repeated', 'stored'])
    expect(await take(message('new_message', 'e-1'))).toBe('repeated')
    const [ids, texts] = await rows()
    expect([ids.length, texts.length, kicks.length]).toEqual([1, 1, 1])
  })

  it('is stored with its own text among many at once', async () => {
    const { take, rows, sealer } = await world()
    const numbers = Array.from({ length: 250 }, (_, index) => index)
    const said = (index: number) => ({ content: { kind: 'text', text: `متن ${index}` } }) as const
    await Promise.all(numbers.map((index) => take(message('new_message', `e-${index}`, said(index)))))
    const [ids, texts] = await rows()
    expect([ids.length, texts.length]).toEqual([250, 250])
    for (const { id, sealed } of texts.slice(0, 20)) {
      expect(await sealer.open(sealed)).toMatchObject(said(Number(id.slice(2))))
    }
  })

  it('is stored where the database refuses another of its moment, which fails alone', async () => {
    const { db, take, rows } = await world()
    await refuse(db, 'insert on events', "new.id = 'e-3'")
    const numbers = Array.from({ length: 8 }, (_, index) => index)
    const settled = await Promise.allSettled(numbers.map((index) => take(message('new_message', `e-${index}`))))
    expect(settled.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([3])
    const [ids, texts] = await rows()
    expect([ids.length, texts.length]).toEqual([7, 7])
  })

  it('leaves nothing without a listener', async () => {
    const { take, rows, kicks } = await world()
    expect(await take(message('new_message', 'e-1', { post: 'post-2' }))).toBe('unheard')
    expect(await take(message('new_message', 'e-2', { post: null }))).toBe('unheard')
    const [ids, texts] = await rows()
    expect([ids, texts, kicks]).toEqual([[], [], []])
  })

  it('for an assistant that is off still reaches the one for all posts', async () => {
    const { take, rows, turnOff, onForAll, id } = await world()
    await turnOff()
    const all = await onForAll()
    const of = (assistant: string) => ({ ...message('new_message', 'e-1'), metadata: { assistant } })
    expect(await take(of(id))).toBe('unheard')
    expect(await take(of(all))).toBe('stored')
    expect((await rows())[1]).toMatchObject([{ id: 'e-1', assistantId: all }])
  })

  it("from the chatbot's user goes to the chatbot, and from the chatbot itself nowhere", async () => {
    const { take, rows, sealer } = await world()
    await take(message('new_chatbot_message', 'e-1', { post: null, conversation: 'bot-1' }))
    await take(message('new_chatbot_message', 'e-2', { post: null, conversation: 'bot-1', bot: true }))
    const [, texts] = await rows()
    expect(texts).toMatchObject([{ id: 'e-1', kind: 'bot', assistantId: '', conversationId: 'bot-1' }])
    expect(await sealer.open(texts[0]?.sealed ?? '')).toEqual({ kind: 'text', text: 'ارسال دارید؟ کرگدن' })
  })

  it("is not marked as known when its text cannot be stored, so that Divar's retry is accepted", async () => {
    const { db, take, rows, eventDeps } = await world()
    const insert: EventDeps['insert'] = async ({ event, pending }) => {
      const unfit = pending && { ...pending, sealed: null as unknown as string }
      return (await inboxStore(db).insert([{ event, pending: unfit }]))[0] ?? false
    }
    await expect(takeEvent({ ...eventDeps, insert }, message('new_message', 'e-1'))).rejects.toThrow()
    expect((await rows())[0]).toEqual([])
    expect(await take(message('new_message', 'e-1'))).toBe('stored')
  })
})
