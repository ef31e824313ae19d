import { expect, it } from 'vitest'
import { takeEvent } from '#lib/addon/inbox/take-event.ts'
import { assistants } from '#lib/db/schema/assistant.ts'
import { eventTexts } from '#lib/db/schema/inbox.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { toDivarUserId } from '#lib/divar/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import {
  answerDueTalks,
  handleTexts,
  offerByHand,
  renewSubscriptions,
  replyByHand,
  saveSettings,
  setOn,
} from '../index.ts'
import { assistantWorld } from '../testing.ts'

const asks = 'هزینه پست تا شیراز چنده؟'
const seller = { divarUserIds: ['seller'] }
const always = { wording: null, quietFrom: 0, quietTo: 0, dailyCap: 50 }

describeOnBothEngines('the assistant in a conversation', (open) => {
  /** On, never quiet. */
  async function listening(postToken: string | null = 'post-1') {
    const world = assistantWorld(open().db)
    const { id } = await world.on('seller', postToken)
    await saveSettings(world.deps, seller, id, always)
    const due = async () => await answerDueTalks(world.deps)
    return { ...world, id, due }
  }

  it('leaves the seller five minutes in a new conversation and then answers once', async () => {
    const { hear, due, said, clock, offers, look, id } = await listening()
    await hear(asks)
    expect(await said()).toEqual([])
    clock.advance(299)
    expect(await due()).toBe(0)
    clock.advance(1)
    expect(await due()).toBe(1)
    expect(offers).toEqual([{ postToken: 'post-1', topic: 'price', askedCity: 'shiraz' }])
    await hear(asks)
    clock.advance(900)
    await due()
    expect(await said()).toEqual(['offer queued'])
    expect(await look(id)).toMatchObject({ messagesRead: 2, answered: 1 })
  })

  it('answers at once in a conversation that it has known for long', async () => {
    const { hear, said, clock } = await listening()
    await hear('سلام')
    clock.advance(301)
    await hear(asks)
    expect(await said()).toEqual(['offer queued'])
  })

  it('stays silent where the seller has written, until it is turned on again', async () => {
    const { hear, due, said, clock, deps, id, keeper } = await listening()
    await hear(asks)
    await hear('بله دارم', { side: 'SUPPLY' })
    clock.advance(400)
    await due()
    await hear(asks)
    clock.advance(86_400)
    await due()
    expect(await said()).toEqual([])
    await setOn(deps, seller, { id, isOn: false })
    await setOn(deps, seller, { id, isOn: true })
    await renewSubscriptions(keeper)
    clock.advance(301)
    await hear(asks)
    await due()
    expect(await said()).toEqual(['offer queued'])
  })

  it('never answers an app or a missing side, and recognises its own echo', async () => {
    const { hear, said, clock, look, id } = await listening()
    await hear('سلام')
    clock.advance(301)
    await hear(asks, { bot: true, side: 'SUPPLY' })
    await hear(asks, { side: null })
    expect(await said()).toEqual([])
    expect((await look(id)).messagesRead).toBe(2)
  })

  it('can be turned on or off for each post and never answers twice', async () => {
    const { hear, said, clock, deps, id, on } = await listening(null)
    const other = await on('seller', 'post-1')
    await saveSettings(deps, seller, other.id, always)
    const second = { conversation: 'talk-2', post: 'post-2', assistant: id }
    for (const assistant of [id, other.id]) await hear('سلام', { assistant })
    await hear('سلام', second)
    await setOn(deps, seller, { id, isOn: false, postToken: 'post-2' })
    clock.advance(301)
    for (const assistant of [id, other.id, 'unknown']) await hear(asks, { assistant })
    await hear(asks, second)
    expect([await said(), await said('talk-2')]).toEqual([['offer queued'], []])
  })

  it('obeys its daily limit and quiet hours', async () => {
    const { hear, said, clock, deps, id } = await listening()
    await saveSettings(deps, seller, id, { ...always, dailyCap: 1 })
    for (const conversation of ['talk-1', 'talk-2', 'talk-3']) await hear('سلام', { conversation })
    clock.advance(301)
    for (const conversation of ['talk-1', 'talk-2']) await hear(asks, { conversation })
    expect([await said(), await said('talk-2')]).toEqual([['offer queued'], []])
    await saveSettings(deps, seller, id, { ...always, quietFrom: 0, quietTo: 23 * 60 + 59 })
    await hear(asks, { conversation: 'talk-3' })
    expect(await said('talk-3')).toEqual([])
  })

  it('handles an event once among two workers and sends its text at once', async () => {
    const { hear, arrive, said, clock, deps } = await listening()
    await hear('سلام')
    clock.advance(301)
    const text = await arrive(asks)
    const assistantId = text?.subject
    if (!text || !assistantId) throw new Error('nobody listens')
    await Promise.all([1, 2, 3].map(async () => await handleTexts(deps, assistantId, [text])))
    expect(await said()).toEqual(['offer queued'])
    expect(await open().db.select().from(eventTexts)).toEqual([])
  })

  it('stores a text for an open page until it expires', async () => {
    const { hear, clock, deps, inbox, id } = await listening()
    await deps.store.setInbox(id, addSeconds(clock(), 45))
    const text = await hear('سلام')
    expect(await inbox.find(text?.id ?? '')).not.toBeNull()
    clock.advance(55)
    await inbox.deleteExpired(clock())
    expect(await open().db.select().from(eventTexts)).toEqual([])
  })

  it('stores nothing while off, discards waiting questions and cancels queued messages', async () => {
    const { hear, due, said, clock, deps, id } = await listening()
    await hear('سلام')
    await hear(asks, { conversation: 'talk-2' })
    clock.advance(301)
    await hear(asks)
    await setOn(deps, seller, { id, isOn: false })
    expect(await said()).toEqual(['offer superseded'])
    await due()
    expect([await said('talk-2'), await hear(asks, { conversation: 'talk-3' })]).toEqual([[], null])
  })

  it('says nothing more and forgets everybody when its owner revokes access', async () => {
    const { hear, arrive, due, said, clock, deps, access, id, look } = await listening()
    await hear('سلام')
    clock.advance(301)
    await hear(asks)
    const waiting = await arrive(asks, { conversation: 'talk-2' })
    const revocation = {
      type: 'user_access_revocation',
      id: 'r',
      hashed: true,
      metadata: {},
      userId: toDivarUserId('seller'),
    } as const
    await takeEvent(access.deps, revocation)
    if (waiting?.subject) await handleTexts(deps, waiting.subject, [waiting])
    clock.advance(900)
    await due()
    expect([await said(), await said('talk-2')]).toEqual([[], []])
    expect(await look(id)).toMatchObject({
      state: 'ended',
      reason: 'access_revoked',
      divarUserId: null,
      postToken: null,
    })
    expect(JSON.stringify(await open().db.select().from(assistants))).not.toContain('seller')
  })

  it('stays silent after an answer by hand, which is refused in other conversations', async () => {
    const { hear, due, said, clock, deps, id } = await listening()
    await hear(asks)
    const where = { id, conversationId: 'talk-1', form: 'form-1' }
    expect((await replyByHand(deps, { divarUserIds: ['other'] }, { ...where, text: 'سلام' })).kind).toBe('not_found')
    expect((await replyByHand(deps, seller, { ...where, conversationId: 'unknown', text: 'سلام' })).kind).toBe(
      'not_found',
    )
    expect((await replyByHand(deps, seller, { ...where, text: ' \u200c ' })).kind).toBe('empty')
    expect((await replyByHand(deps, seller, { ...where, text: 'ا'.repeat(1001) })).kind).toBe('too_long')
    expect((await replyByHand(deps, seller, { ...where, text: 'بله، فردا' })).kind).toBe('queued')
    expect((await replyByHand(deps, seller, { ...where, text: 'و پس‌فردا', form: 'form-2' })).kind).toBe('queued')
    // The same form once more, as by a second tap.
    expect((await replyByHand(deps, seller, { ...where, text: 'و پس‌فردا', form: 'form-2' })).kind).toBe('queued')
    clock.advance(900)
    await due()
    expect(await said()).toEqual(['reply queued', 'reply queued'])
    expect((await offerByHand(deps, seller, where)).kind).toBe('queued')
    expect((await offerByHand(deps, seller, where)).kind).toBe('already')
  })

  it('accepts another text from an already submitted form as a reply of its own', async () => {
    const { hear, said, deps, id } = await listening()
    await hear('سلام')
    const where = { id, conversationId: 'talk-1', form: 'form-1' }
    const reply = async (text: string) => await replyByHand(deps, seller, { ...where, text })
    const first = await reply('بله، فردا')
    // Back in the browser, then something else in the same box.
    const second = await reply('نه، پس‌فردا')
    expect(await reply('بله، فردا')).toEqual(first)
    expect(await reply('نه، پس‌فردا')).toEqual(second)
    expect(await said()).toEqual(['reply queued', 'reply queued'])
  })
})
