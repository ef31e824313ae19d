import { describe, expect, it } from 'vitest'
import type { OauthAttempt, Seat, Ticket } from '#lib/addon/access/index.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import type { Draft } from '#lib/shipping/index.ts'
import { describeOnBothEngines } from '../testing.ts'
import { accessStore } from './access.ts'
import { inboxStore } from './inbox.ts'
import { shippingStore } from './shipments.ts'

const now = new Date('2026-11-22T09:00:00Z')
const later = addSeconds(now, 120)
const justBefore = (moment: Date) => addSeconds(moment, -0.001)
const times = async (work: () => Promise<unknown>) => await Promise.all(Array.from({ length: 8 }, work))

/** The conditions of the SQL statements themselves: their callers have read before, and a row may have changed since. */
describeOnBothEngines('at-most-once storage', (open) => {
  const access = () => accessStore(open().db)
  const shipping = () => shippingStore(open().db)

  describe('of a ticket', () => {
    const ticket: Ticket = {
      ticketHash: 'hash-1',
      seatId: 'seat-1',
      conversationId: 'conversation-1',
      side: 'DEMAND',
      postToken: null,
      source: null,
      hints: {},
      nearCity: null,
      launchUserId: null,
      launchVersion: 2,
      createdAt: now,
      expiresAt: later,
      redeemedAt: null,
      redeemedBySessionId: null,
    }

    it('opens it until its end and not at it', async () => {
      await access().insertTickets([ticket, { ...ticket, ticketHash: 'hash-2' }])
      expect(await access().redeemTicket('hash-1', 'session-1', later)).toBeNull()
      const used = { redeemedAt: justBefore(later), redeemedBySessionId: 'session-1' }
      expect(await access().redeemTicket('hash-1', 'session-1', justBefore(later))).toMatchObject(used)
      expect(await access().findTicket('hash-2')).toMatchObject({ redeemedAt: null, redeemedBySessionId: null })
    })

    it('opens it for one of many concurrent requests', async () => {
      await access().insertTickets([ticket])
      const all = await times(async () => await access().redeemTicket('hash-1', 'session-1', now))
      expect(all.filter((one) => one !== null)).toHaveLength(1)
      expect(await access().redeemTicket('hash-1', 'session-2', now)).toBeNull()
    })
  })

  describe('of a join secret', () => {
    const seat: Seat = {
      id: 'seat-1',
      sessionId: 'session-1',
      conversationId: 'conversation-1',
      side: 'DEMAND',
      postToken: null,
      source: null,
      launchUserId: null,
      launchVersion: 2,
      divarUserId: null,
      grantId: null,
      createdAt: now,
      joinHash: 'join-1',
      joinUntil: later,
      nearCity: null,
      seenPost: null,
    }
    const join = async (hash: string, at: Date) => await access().joinSeat('seat-1', hash, 'session-2', at)

    it('accepts it for its own seat until its end and not at it', async () => {
      await access().insertSession({ id: 'session-1', createdAt: now, lastActiveAt: now, expiresAt: later })
      await access().insertSession({ id: 'session-2', createdAt: now, lastActiveAt: now, expiresAt: later })
      await access().insertSeat(seat)
      await access().insertSeat({ ...seat, id: 'seat-2' })
      expect([await join('join-2', now), await join('join-1', later)]).toEqual([false, false])
      expect((await access().findSeat('seat-1'))?.sessionId).toBe('session-1')
      expect(await join('join-1', justBefore(later))).toBe(true)
      expect(await access().findSeat('seat-1')).toMatchObject({ sessionId: 'session-2', joinHash: null })
      expect((await access().findSeat('seat-2'))?.sessionId).toBe('session-1')
      expect(await join('join-1', now)).toBe(false)
    })
  })

  it('accepts the callback of a consent once', async () => {
    const attempt: OauthAttempt = {
      stateHash: 'state-1',
      sessionId: 'session-1',
      purpose: { kind: 'assistant', postToken: null },
      scopes: [],
      sealedCookies: '',
      createdAt: now,
      expiresAt: later,
      usedAt: null,
    }
    await access().insertSession({ id: 'session-1', createdAt: now, lastActiveAt: now, expiresAt: later })
    await access().insertAttempt(attempt)
    await access().insertAttempt({ ...attempt, stateHash: 'state-2' })
    const all = await times(async () => await access().claimAttempt('state-1', now))
    expect(all.filter((one) => one !== null)).toHaveLength(1)
    expect(await access().claimAttempt('state-1', later)).toBeNull()
    expect((await access().findAttempt('state-2'))?.usedAt).toBeNull()
  })

  it("accepts an event and a carrier's call once", async () => {
    const kept = { event: { id: 'event-1', type: 'x', receivedAt: now }, pending: null }
    const events = (await times(async () => await inboxStore(open().db).insert([kept]))).flat()
    const calls = await times(async () => await shipping().insertCarrierCall('call-1', now))
    expect([events, calls].map((all) => all.filter(Boolean).length)).toEqual([1, 1])
  })

  it("binds a conversation's side to the first user", async () => {
    await access().bindParty('conversation-1', 'DEMAND', 'ali', now)
    expect(await access().bindParty('conversation-1', 'DEMAND', 'sara', now)).toEqual([
      { side: 'DEMAND', divarUserId: 'ali' },
    ])
  })

  describe('of a draft', () => {
    const choices = {
      parcel: null,
      ownPlace: null,
      cityInMind: null,
      otherPlace: null,
      service: null,
      payer: null,
      itemTitle: null,
      postPlace: null,
    }
    const draft: Draft = {
      id: 'draft-1',
      seatId: 'seat-1',
      conversationId: 'conversation-1',
      side: 'DEMAND',
      typedBySessionId: null,
      typedByDivarUserId: null,
      trackingCode: 'code-1',
      choices,
      sealedAddress: null,
      version: 1,
      createdAt: now,
      updatedAt: now,
      dueAt: later,
    }

    it('creates it once for a seat', async () => {
      expect(await shipping().insertDraft(draft)).toBe(true)
      expect(await shipping().insertDraft({ ...draft, id: 'draft-2', trackingCode: 'code-2' })).toBe(false)
      expect((await shipping().draftOfSeat('seat-1'))?.id).toBe('draft-1')
    })

    it('saves it over the version that was read and no other', async () => {
      await shipping().insertDraft(draft)
      await shipping().insertDraft({ ...draft, id: 'draft-2', seatId: 'seat-2', trackingCode: 'code-2' })
      const saved = await times(
        async () => await shipping().updateDraft({ ...draft, version: 2, sealedAddress: 'new' }),
      )
      expect(saved.filter(Boolean)).toHaveLength(1)
      expect(await shipping().updateDraft({ ...draft, version: 4 })).toBe(false)
      expect(await shipping().draftOfSeat('seat-1')).toMatchObject({ version: 2, sealedAddress: 'new' })
      expect(await shipping().draftOfSeat('seat-2')).toMatchObject({ version: 1, sealedAddress: null })
    })

    it('ends it once in the version that was read', async () => {
      await shipping().insertDraft(draft)
      await shipping().insertDraft({ ...draft, id: 'draft-2', seatId: 'seat-2', trackingCode: 'code-2' })
      expect(await shipping().deleteDraft('draft-1', 2)).toBe(false)
      const ended = await times(async () => await shipping().deleteDraft('draft-1', 1))
      expect(ended.filter(Boolean)).toHaveLength(1)
      expect((await shipping().draftOfSeat('seat-2'))?.id).toBe('draft-2')
    })

    it('finds it until its end and not at it', async () => {
      await shipping().insertDraft(draft)
      const latest = async (at: Date) => (await shipping().latestDraft('conversation-1', 'DEMAND', at))?.id ?? null
      expect([await latest(justBefore(later)), await latest(later)]).toEqual(['draft-1', null])
    })
  })
})
