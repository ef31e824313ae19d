import { describe, expect, it } from 'vitest'
import { events, eventTexts } from '#lib/db/schema/inbox.ts'
import { inboxStore } from '#lib/db/stores/inbox.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { type DivarEvent, toDivarUserId, toPostToken } from '#lib/divar/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { fixedClock } from '#lib/kernel/testing-clock.ts'
import { type EventDeps, type MessageHandler, messageHandlers } from './index.ts'
import { takeEvent } from './take-event.ts'

type Update = DivarEvent & { type: 'post_update' }

const update = (id: string, change = 'RETIRE'): Update => ({
  ...{ type: 'post_update', id, hashed: true, metadata: { secret: 'word' }, change },
  post: { token: toPostToken('post-1'), category: null, city: null, district: null, chatEnabled: true },
})
const unknown: DivarEvent = { type: 'unknown', id: 'event-1', hashed: true, metadata: { secret: 'word' }, name: 'NEW' }
const revocation: DivarEvent = {
  ...{ type: 'user_access_revocation', id: 'r', hashed: true, metadata: {} },
  userId: toDivarUserId('ali'),
}

/** An entry for a third kind of event. */
const posts = (change: Partial<MessageHandler<'post_update'>> = {}): MessageHandler<'post_update'> => ({
  kind: 'post-change',
  eventType: 'post_update',
  capture: ({ post, change: what }) => ({ subject: null, conversationId: post.token, content: { change: what } }),
  laneOf: ({ conversationId }) => conversationId,
  handle: async () => undefined,
  ...change,
})

describeOnBothEngines('a received event', (open) => {
  function world(handlers: MessageHandler[] = []) {
    const clock = fixedClock('2026-11-22T09:00:00Z')
    const sealer = createSealer([new Uint8Array(32).fill(7)])
    const kicks: string[] = []
    const silent = { info: () => undefined, debug: () => undefined, warn: () => undefined, error: () => undefined }
    const deps: EventDeps = {
      ...{ clock, sealer, log: silent, handlers: messageHandlers(handlers) },
      erase: async () => ({}),
      insert: async (received) => (await inboxStore(open().db).insert([received]))[0] ?? false,
      wake: () => void kicks.push('wake'),
    }
    const take = async (event: DivarEvent) => (await takeEvent(deps, event)).kind
    const rows = async () => [await open().db.select().from(events), await open().db.select().from(eventTexts)] as const
    return { clock, sealer, kicks, take, rows }
  }

  it('is stored once, without its text', async () => {
    const { take, rows, kicks } = world()
    expect((await Promise.all([take(unknown), take(unknown), take(unknown)])).sort()).toEqual([
      'repeated',
      'repeated',
      'stored',
    ])
    const [ids, waiting] = await rows()
    expect(ids).toMatchObject([{ id: 'event-1', type: 'unknown' }])
    expect(JSON.stringify(ids)).not.toContain('word')
    expect([waiting, kicks]).toEqual([[], []])
  })

  it('of another kind waits, sealed, for its declared handler', async () => {
    const { take, rows, kicks, clock, sealer } = world([posts()])
    expect([await take(update('e-1')), await take(update('e-1'))]).toEqual(['stored', 'repeated'])
    const [, waiting] = await rows()
    const expiresAt = addSeconds(clock(), 55)
    expect(waiting).toMatchObject([{ id: 'e-1', kind: 'post-change', conversationId: 'post-1', expiresAt }])
    expect(JSON.stringify(waiting)).not.toContain('RETIRE')
    expect(await sealer.open(waiting[0]?.sealed ?? '')).toEqual({ change: 'RETIRE' })
    expect(kicks).toEqual(['wake'])
  })

  it('without a listener leaves nothing, or its id when only its handling is not needed', async () => {
    const { take, rows } = world([posts({ capture: ({ change }) => (change === 'RETIRE' ? 'unheard' : null) })])
    expect([await take(update('e-1')), await take(update('e-2', 'ARCHIVE'))]).toEqual(['unheard', 'stored'])
    const [ids, waiting] = await rows()
    expect([ids.map(({ id }) => id), waiting]).toEqual([['e-2'], []])
  })

  it("is not marked as known when its handler fails, so that Divar's retry is accepted", async () => {
    const capture = async () => await Promise.reject(new Error('no'))
    await expect(world([posts({ capture })]).take(update('e-1'))).rejects.toThrow('no')
    expect(await world([posts()]).take(update('e-1'))).toBe('stored')
  })
})

describe('a revocation event', () => {
  it('erases before it is marked as known, so that a failed one is accepted again', async () => {
    const kept: string[] = []
    const deps: EventDeps = {
      clock: () => new Date(0),
      log: { info: () => undefined } as never,
      sealer: null as never,
      handlers: messageHandlers([posts()]),
      insert: async ({ event }) => kept.push(event.id) === 1,
      erase: async () => await Promise.reject(new Error('the database is away')),
      wake: () => undefined,
    }
    await expect(takeEvent(deps, revocation)).rejects.toThrow('away')
    expect(kept).toEqual([])
    expect(await takeEvent({ ...deps, erase: async () => ({}) }, revocation)).toEqual({ kind: 'stored' })
  })
})

describe('the declared event handlers', () => {
  it('stop the start when two claim one type or one kind of event', () => {
    const other = { ...posts(), kind: 'other' }
    expect(() => messageHandlers([posts(), other])).toThrow('two message handlers have the eventType post_update')
    const sameKind: MessageHandler = { ...posts(), eventType: 'payment_transaction', capture: () => null }
    expect(() => messageHandlers([posts(), sameKind])).toThrow('two message handlers have the kind post-change')
  })
})
