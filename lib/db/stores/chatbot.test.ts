import { expect, it } from 'vitest'
import { accessWorld } from '#lib/addon/access/testing.ts'
import type { XoGame } from '#lib/chatbot/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { describeOnBothEngines } from '../testing.ts'
import { accessStore } from './access.ts'
import { chatbotStore } from './chatbot.ts'
import { forgetBotConversations } from './forget-chatbot.ts'

describeOnBothEngines('the chatbot store', (open) => {
  function world() {
    const { db } = open()
    const { clock } = accessWorld(db)
    const link = async (conversationId: string, divarUserId: string) => {
      const grantId = `grant-${conversationId}`
      await accessStore(db).insertGrant({
        id: grantId,
        divarUserId,
        conversationId: null,
        side: null,
        scopes: [],
        sealedTokens: 'sealed',
        expiresAt: addSeconds(clock(), 3600),
        refreshedAt: clock(),
        createdAt: clock(),
        revokedAt: null,
        claimId: null,
        claimedUntil: null,
      })
      return await chatbotStore(db, clock).link({ conversationId, divarUserId, grantId, now: clock() })
    }
    return { db, clock, store: chatbotStore(db, clock), link }
  }
  const game = (change: Partial<XoGame> = {}): XoGame => ({
    conversationId: 'bot-1',
    game: 'game-1',
    board: '.........',
    version: 1,
    startedBy: 'person' as const,
    updatedAt: new Date('2026-01-01T00:00:00Z'),
    ...change,
  })

  it("finds no user before a consent, then the user, and a user's newest conversation", async () => {
    const { store, link, clock } = world()
    expect([await store.linkedUser('bot-1'), await store.conversationOf('ali')]).toEqual([null, null])
    await link('bot-1', 'ali')
    clock.advance(1)
    await link('bot-2', 'ali')
    await link('bot-3', 'sara')
    expect(await store.linkedUser('bot-1')).toBe('ali')
    expect([await store.conversationOf('ali'), await store.conversationOf('sara')]).toEqual(['bot-2', 'bot-3'])
  })

  it('deletes the links of a user who revoked access and of nobody else', async () => {
    const { db, store, link, clock } = world()
    await link('bot-1', 'ali')
    await link('bot-2', 'sara')
    await store.talk.set('bot-1', { word: 'support', expiresAt: addSeconds(clock(), 60) })
    await forgetBotConversations(db, 'ali')
    expect([await store.linkedUser('bot-1'), await store.conversationOf('ali')]).toEqual([null, null])
    expect(await store.linkedUser('bot-2')).toBe('sara')
  })

  it('returns the open topic with its expiry until replaced and does not change the link', async () => {
    const { store, link, clock } = world()
    await link('bot-1', 'ali')
    await store.talk.set('bot-1', { word: 'price.tehran..', expiresAt: addSeconds(clock(), 60) })
    expect(await store.talk.get('bot-1')).toMatchObject({ word: 'price.tehran..' })
    // What was sent before then may be handled after it.
    const expiresAt = addSeconds(clock(), 60)
    clock.advance(60)
    expect(await store.talk.get('bot-1')).toEqual({ word: 'price.tehran..', expiresAt })
    await store.talk.set('bot-1', { word: 'track', expiresAt: addSeconds(clock(), 60) })
    await store.talk.set('bot-1', null)
    expect([await store.talk.get('bot-1'), await store.linkedUser('bot-1')]).toEqual([null, 'ali'])
  })

  it('has one game for each conversation, also when two start at once', async () => {
    const { store } = world()
    const begun = await Promise.all(['game-1', 'game-2', 'game-3'].map((id) => store.games.insert(game({ game: id }))))
    expect(begun.filter(Boolean)).toHaveLength(1)
    expect(await store.games.insert(game({ conversationId: 'bot-2' }))).toBe(true)
  })

  it('accepts one of several concurrent moves and none on a changed board', async () => {
    const { store } = world()
    await store.games.insert(game())
    const boards = ['P........', '.P.......', '..P......']
    const moves = boards.map((board) => store.games.save(game({ board, version: 2 }), 1))
    const taken = await Promise.all(moves)
    expect(taken.filter(Boolean)).toHaveLength(1)
    expect((await store.games.find('bot-1'))?.board).toBe(boards[taken.indexOf(true)])
    expect(await store.games.save(game({ board: 'PPP......', version: 2 }), 1)).toBe(false)
    expect(await store.games.save(game({ conversationId: 'nobody' }), 1)).toBe(false)
  })
})
