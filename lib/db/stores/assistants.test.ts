import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Assistant, ConversationState } from '#lib/assistant/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { grants } from '../schema/access.ts'
import { assistantConversations, assistants } from '../schema/assistant.ts'
import { describeOnBothEngines, refuse } from '../testing.ts'
import { accessStore } from './access.ts'
import { assistantStore, assistantTransaction } from './assistants.ts'
import { erasePieces } from './question-pieces.ts'
import { eraserOf } from './remove.ts'

const now = new Date('2026-11-22T09:00:00Z')
const until = addSeconds(now, 60)
const justBefore = (moment: Date) => addSeconds(moment, -0.001)
const times = async <T>(work: (number: number) => Promise<T>) =>
  await Promise.all(Array.from({ length: 8 }, async (_, number) => await work(number)))

/** The conditions of the SQL statements themselves: their callers have read before, and a row may have changed since. */
describeOnBothEngines('the assistant store', (open) => {
  const db = () => open().db
  const store = () => assistantStore(db())

  describe('claiming an assistant', () => {
    const due = async (claimId = 'claim-1', change: { now?: Date; id?: string } = {}) =>
      (await store().claimDue({ claimId, now, until, ...change }))?.id ?? null
    const set = async (change: Partial<typeof assistants.$inferInsert>) =>
      await db().update(assistants).set(change).where(eq(assistants.id, 'assistant-1'))

    async function assistant(change: Partial<Assistant> = {}) {
      await store().put({
        id: 'assistant-1',
        divarUserId: 'sara',
        postToken: 'post-1',
        grantId: 'grant-1',
        state: 'on',
        reason: null,
        wording: null,
        quietFrom: 0,
        quietTo: 0,
        dailyCap: 9,
        turnedOnAt: now,
        watchedSince: null,
        subscribedUntil: null,
        subscribedWith: null,
        renewAt: now,
        failures: 0,
        lastFailure: null,
        inboxUntil: null,
        messagesRead: 0,
        answered: 0,
        booked: 0,
        createdAt: now,
        updatedAt: now,
        ...change,
      })
    }

    it('reads empty texts of the row as no post and no owner, and writes them for the version before', async () => {
      const row = async () => {
        const [found] = await db()
          .select({ owner: assistants.divarUserId, post: assistants.postToken })
          .from(assistants)
          .where(eq(assistants.id, 'assistant-1'))
        return found
      }
      await assistant({ postToken: null })
      expect(await store().find('assistant-1')).toMatchObject({ divarUserId: 'sara', postToken: null })
      expect(await row()).toEqual({ owner: 'sara', post: '' })
      // Again for the same user and all posts: the same assistant.
      await assistant({ id: 'assistant-2', postToken: null })
      expect((await store().ofUsers(['sara', ''])).map(({ id }) => id)).toEqual(['assistant-1'])
      await set({ divarUserId: '', postToken: '' })
      expect(await store().find('assistant-1')).toMatchObject({ divarUserId: null, postToken: null })
      expect(await store().ofUsers([''])).toEqual([])
    })

    it('succeeds from its due time on and again after the lease ends', async () => {
      await assistant({ renewAt: now })
      expect(await due('claim-1', { now: justBefore(now) })).toBeNull()
      expect(await due()).toBe('assistant-1')
      expect([await due('claim-2', { now: justBefore(until) }), await due('claim-3', { now: until })]).toEqual([
        null,
        'assistant-1',
      ])
    })

    it('by id succeeds before its due time but not while another holds it', async () => {
      await assistant({ renewAt: addSeconds(now, 3600) })
      await assistant({ id: 'assistant-2', postToken: 'post-2' })
      expect(await due('claim-1', { id: 'assistant-1' })).toBe('assistant-1')
      expect(await due('claim-2', { id: 'assistant-1' })).toBeNull()
      expect(await due('claim-2', { id: 'assistant-3' })).toBeNull()
    })

    it.each(['off', 'ended'] as const)('skips one that is %s', async (state) => {
      await assistant({ state })
      expect([await due(), await due('claim-1', { id: 'assistant-1' })]).toEqual([null, null])
    })

    it('succeeds early after a token refresh by another, unless it is failing', async () => {
      await assistant({ renewAt: until, subscribedWith: now })
      const grant = { id: 'grant-1', divarUserId: 'sara', conversationId: null, side: null, scopes: [] }
      const moments = { expiresAt: until, refreshedAt: now, createdAt: now, revokedAt: null }
      const free = { sealedTokens: 'sealed', claimId: null, claimedUntil: null }
      await accessStore(db()).insertGrant({ ...grant, ...moments, ...free })
      expect(await due()).toBeNull()
      await db()
        .update(grants)
        .set({ refreshedAt: addSeconds(now, 1) })
      await set({ failures: 1 })
      expect(await due()).toBeNull()
      await set({ failures: 0, subscribedWith: null })
      expect(await due()).toBeNull()
      await set({ subscribedWith: now })
      expect(await due()).toBe('assistant-1')
    })

    it('gives each of several workers a different one', async () => {
      for (const id of ['assistant-1', 'assistant-2', 'assistant-3']) await assistant({ id, postToken: id })
      const all = (await times(async (number) => await due(`claim-${number}`))).filter((id) => id !== null)
      expect(new Set(all).size).toBe(all.length)
      while (await due('claim-9')) all.push('another')
      expect(all).toHaveLength(3)
    })

    it('stores its result only while the claim holds and the assistant is on', async () => {
      await assistant()
      await due()
      const kept = { renewAt: until, failures: 2 }
      expect(await store().settleClaim('assistant-1', 'claim-2', kept)).toBe(false)
      expect((await store().find('assistant-1'))?.failures).toBe(0)
      expect(await due('claim-2', { id: 'assistant-1' })).toBeNull()
      expect(await store().settleClaim('assistant-1', 'claim-1', kept)).toBe(true)
      expect(await store().find('assistant-1')).toMatchObject(kept)
      expect(await store().settleClaim('assistant-1', 'claim-1', { failures: 3 })).toBe(false)

      expect(await due('claim-3', { id: 'assistant-1' })).toBe('assistant-1')
      await set({ state: 'off' })
      expect(await store().settleClaim('assistant-1', 'claim-3', { state: 'ended', failures: 4 })).toBe(false)
      expect(await store().find('assistant-1')).toMatchObject({ state: 'off', failures: 2 })
      await set({ state: 'on' })
      expect(await due('claim-4', { id: 'assistant-1' })).toBe('assistant-1')
    })
  })

  describe('the parts of a question', () => {
    const talk = { postToken: 'post-1', firstSeenAt: now, lastEventAt: now, sellerWroteAt: null, answeredAt: null }
    const none = { askedTopic: null, askedCity: null, answerDueAt: null, bookedAt: null, perhapsAt: null }
    const noPieces = { pieceTopic: null, pieceTopicAt: null, pieceCity: null, pieceCityAt: null }
    const pieceRow = (conversationId: string, topicAt: Date | null, cityAt: Date | null): ConversationState => ({
      assistantId: 'assistant-1',
      conversationId,
      ...talk,
      ...none,
      pieceTopic: topicAt && ('price' as const),
      pieceTopicAt: topicAt,
      pieceCity: cityAt && 'shiraz',
      pieceCityAt: cityAt,
    })

    async function insert(...rows: ConversationState[]) {
      const times = { turnedOnAt: now, renewAt: now, createdAt: now, updatedAt: now }
      const one = { id: 'assistant-1', divarUserId: 'sara', postToken: '', state: 'on' as const, ...times }
      await db()
        .insert(assistants)
        .values({ ...one, quietFrom: 0, quietTo: 0, dailyCap: 9 })
      await db().transaction(async (tx) => await assistantTransaction(tx).putTalks(rows))
    }
    const left = async () => {
      const rows = await db().select().from(assistantConversations)
      return Object.fromEntries(rows.map((row) => [row.conversationId, [row.pieceTopic, row.pieceCity]]))
    }
    const rows = [
      pieceRow('both', now, now),
      pieceRow('topic', now, addSeconds(now, 1)),
      pieceRow('city', null, now),
      pieceRow('later', addSeconds(now, 0.001), null),
      pieceRow('none', null, null),
    ]
    const after = { both: [null, null], topic: [null, 'shiraz'], city: [null, null], later: ['price', null] }

    it('are stored and can be overwritten', async () => {
      await insert(pieceRow('both', now, until))
      const given = { ...pieceRow('both', until, null), askedTopic: 'way' as const, perhapsAt: now }
      expect(await store().talk('assistant-1', 'both')).toEqual(pieceRow('both', now, until))
      await db().transaction(async (tx) => await assistantTransaction(tx).putTalks([given]))
      expect(await store().talks('assistant-1', 9)).toEqual([given])
    })

    it('are deleted each at its own time without touching anything else', async () => {
      await insert(...rows)
      await store().forgetPieces(justBefore(now))
      expect((await left()).both).toEqual(['price', 'shiraz'])
      await store().forgetPieces(now)
      expect(await left()).toEqual({ ...after, none: [null, null] })
      expect(await store().talk('assistant-1', 'both')).toEqual({ ...pieceRow('both', null, null), ...noPieces })
    })

    it('are erased and counted, and one failing row does not stop the others', async () => {
      await insert(...rows, pieceRow('stuck', now, now))
      await refuse(db(), 'update on assistant_conversations', `old.conversation_id = 'stuck'`)
      const counted: number[] = []
      const erase = eraserOf(db())(async (all, dueBefore) => {
        counted.push(await erasePieces(all, db(), dueBefore))
        return 0
      })
      await expect(erase(now)).rejects.toThrow('1 of what is over failed')
      expect(counted).toEqual([3])
      expect(await left()).toEqual({ ...after, none: [null, null], stuck: ['price', 'shiraz'] })
    })

    it('are deleted with question, mark and waiting answer when turned off', async () => {
      const asked = { askedTopic: 'price' as const, askedCity: 'qom', answerDueAt: now, perhapsAt: now }
      await insert(
        { ...pieceRow('one', now, now), ...asked },
        { ...pieceRow('two', now, now), ...asked, postToken: 'post-2' },
      )
      await db().transaction(async (tx) => await assistantTransaction(tx).setPost('assistant-1', 'post-2', false, now))
      const found = async (id: string) => await store().talk('assistant-1', id)
      expect(await found('two')).toEqual({ ...pieceRow('two', null, null), postToken: 'post-2' })
      expect(await found('one')).toMatchObject(asked)
      await db().transaction(async (tx) => await assistantTransaction(tx).forgetAsked('assistant-1'))
      expect(await found('one')).toEqual(pieceRow('one', null, null))
    })
  })
})
