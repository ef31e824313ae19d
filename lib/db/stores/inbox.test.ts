import { describe, expect, it } from 'vitest'
import type { Pending } from '#lib/addon/inbox/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { eventTexts } from '../schema/inbox.ts'
import { describeOnBothEngines } from '../testing.ts'
import { inboxStore, pendingRow } from './inbox.ts'

const now = new Date('2026-11-22T09:00:00Z')
const until = addSeconds(now, 60)
const justBefore = (moment: Date) => addSeconds(moment, -0.001)
const times = async <T>(work: (number: number) => Promise<T>) =>
  await Promise.all(Array.from({ length: 8 }, async (_, number) => await work(number)))

/** The conditions of the SQL statements themselves: their callers have read before, and a row may have changed since. */
describeOnBothEngines('the inbox store', (open) => {
  const db = () => open().db
  const store = () => inboxStore(db())
  const text: Pending = {
    id: 'event-1',
    kind: 'post',
    subject: 'assistant-1',
    conversationId: 'conversation-1',
    sealed: 'sealed',
    receivedAt: now,
    expiresAt: addSeconds(now, 600),
  }
  const insert = async (change: Partial<typeof eventTexts.$inferInsert> = {}) =>
    await db()
      .insert(eventTexts)
      .values({ ...pendingRow(text), ...change })

  describe('claiming from the inbox', () => {
    const claim = async (claimId = 'claim-1', at = now, limit = 9, kinds = ['post', 'bot']) =>
      (await store().claim({ claimId, now: at, until, kinds, limit })).map(({ id }) => id)

    it('returns a text, and again after the lease ends', async () => {
      await insert()
      expect(await claim()).toEqual(['event-1'])
      expect([await claim('claim-2', justBefore(until)), await claim('claim-3', until)]).toEqual([[], ['event-1']])
    })

    it('skips handled and expired texts', async () => {
      await insert({ handledAt: now })
      await insert({ id: 'event-2', expiresAt: now })
      await insert({ id: 'event-3', expiresAt: addSeconds(now, 0.001) })
      expect(await claim()).toEqual(['event-3'])
      await store().deleteExpired(now)
      expect((await db().select().from(eventTexts)).map(({ id }) => id).sort()).toEqual(['event-1', 'event-3'])
      expect(await store().find('event-2')).toBeNull()
    })

    it('returns the oldest first up to the limit and no text to two workers', async () => {
      for (const number of [3, 1, 2]) await insert({ id: `event-${number}`, receivedAt: addSeconds(now, number) })
      expect(await claim('claim-1', now, 2)).toEqual(['event-1', 'event-2'])
      expect(await claim('claim-2', now, 2)).toEqual(['event-3'])
      for (const number of [4, 5, 6]) await insert({ id: `event-${number}` })
      const all = (await times(async (number) => await claim(`claim-${number + 3}`, now, 1))).flat()
      expect(new Set(all).size).toBe(all.length)
    })

    it('returns the requested kinds only', async () => {
      await insert()
      await insert({ id: 'event-2', kind: 'of tomorrow' })
      expect(await claim()).toEqual(['event-1'])
      expect(await claim('claim-2', now, 9, [])).toEqual([])
      expect(await claim('claim-3', now, 9, ['of tomorrow'])).toEqual(['event-2'])
    })
  })

  it('deletes a text for one of many concurrent callers', async () => {
    await insert()
    expect((await times(async () => await store().take('event-1'))).filter(Boolean)).toHaveLength(1)
    expect(await store().take('event-1')).toBe(false)
  })

  it('stores an event once, with what waits of it as it was told first', async () => {
    const told = (id: string, sealed: string) => ({
      event: { id, type: 'new_message', receivedAt: now },
      pending: { ...text, id, sealed },
    })
    const nothing = { event: { id: 'event-0', type: 'unknown', receivedAt: now }, pending: null }
    await store().insert([told('event-1', 'before')])
    const all = [told('event-1', 'again'), told('event-2', 'one'), nothing, told('event-2', 'other'), nothing]
    expect(await store().insert(all)).toEqual([false, true, true, false, false])
    const kept = await db().select().from(eventTexts).orderBy(eventTexts.id)
    expect(kept.map(({ id, sealed }) => [id, sealed])).toEqual([
      ['event-1', 'before'],
      ['event-2', 'one'],
    ])
    // What was handled does not wait again.
    await store().take('event-2')
    expect(await store().insert([told('event-2', 'late')])).toEqual([false])
    expect((await db().select().from(eventTexts)).map(({ id }) => id)).toEqual(['event-1'])
  })

  it('reads an absent subject as null from a row in the older format', async () => {
    const event = { id: 'event-1', type: 'new_chatbot_message', receivedAt: now }
    expect(await store().insert([{ event, pending: { ...text, kind: 'bot', subject: null } }])).toEqual([true])
    expect(await db().select().from(eventTexts)).toMatchObject([{ kind: 'bot', assistantId: '' }])
    expect(await store().find('event-1')).toEqual({ ...text, kind: 'bot', subject: null })
  })

  it("returns a subject's texts since a time, oldest first", async () => {
    await insert({ id: 'late', receivedAt: addSeconds(now, 2) })
    await insert({ id: 'early', receivedAt: now })
    await insert({ id: 'before', receivedAt: justBefore(now) })
    await insert({ id: 'other', assistantId: 'assistant-2' })
    expect((await store().ofSubject('assistant-1', now)).map(({ id }) => id)).toEqual(['early', 'late'])
  })
})
