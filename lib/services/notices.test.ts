import { and, asc, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { outbox } from '#lib/db/schema/outbox.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { isMessage } from '#lib/db/testing-outbox.ts'
import { noticeText } from '#lib/fa/chat-texts.ts'
import {
  acceptProposal,
  type CarrierStatus,
  cancelShipment,
  expireProposals,
  isFinal,
  moveByCarrier,
  rejectProposal,
  type ShipmentState,
  turnNoticesOff,
  turnNoticesOn,
} from '#lib/shipping/index.ts'
import { eraseDivarUser, personalData } from './erase-person.ts'
import { foundIn, peykWorld, twoPeople } from './testing.ts'

type Who = 'buyer' | 'seller'

describeOnBothEngines('notices in the chatbot', (open) => {
  /** The buyer's proposal, and both people with a permission that would do. */
  async function world() {
    const made = peykWorld(open())
    const people = await twoPeople(made)
    const { deps, shipping } = made
    const { id, trackingCode } = await shipping.booked(people.buyer.actor)
    const turn = async (who: Who, on: boolean) => {
      const { actor } = people[who]
      const { grantId, divarUserId } = actor
      if (!on) return await turnNoticesOff(deps.shipping, actor, trackingCode)
      if (!grantId || !divarUserId) throw new Error('nobody granted')
      return await turnNoticesOn(deps.shipping, actor, { trackingCode, grantId, divarUserId })
    }
    const accept = async () => {
      await shipping.fill(people.seller.actor)
      const shown = await shipping.shownTo(people.seller.actor, trackingCode)
      return await acceptProposal(deps.shipping, people.seller.actor, shown)
    }
    const move = async (...statuses: CarrierStatus[]) => {
      for (const status of statuses) await shipping.move(trackingCode, status)
    }
    const told = async () => {
      const rows = await open()
        .db.select()
        .from(outbox)
        .where(and(isMessage, eq(outbox.subject, 'notice')))
        .orderBy(asc(outbox.subjectId), asc(outbox.position))
      return rows
    }
    const wanted = async (who: Who) => await deps.shipping.store.noticesOf(id, people[who].actor.side)
    const textIn = (state: ShipmentState) => noticeText({ itemTitle: 'دوچرخه', trackingCode, state, business: null })
    return { ...made, people, id, trackingCode, turn, accept, move, told, wanted, textIn }
  }

  const states = async ({ told }: Awaited<ReturnType<typeof world>>) => (await told()).map(({ state }) => state)

  it('say why a delivery failed, where the carrier said so', async () => {
    const w = await world()
    await w.accept()
    await w.turn('buyer', true)
    await w.move('assigned', 'picked_up')
    const { trackingCode } = w
    const failed = { callId: 'failed', trackingCode, status: 'delivery_failed', occurredAt: null } as const
    await moveByCarrier(w.deps.shipping, { ...failed, reason: 'nobody_home' })
    expect((await w.told()).at(-1)?.text).toContain('انجام نشد. دلیل: «کسی در نشانی نبود».')
  })

  it('are sent for each step once, in order, to the side that turned them on', async () => {
    const w = await world()
    expect(await w.turn('buyer', true)).toMatchObject({ kind: 'turned' })
    await w.accept()
    await w.move('assigned', 'picked_up', 'delivery_failed', 'picked_up', 'delivered')
    const told = await w.told()
    const steps = ['accepted', 'assigned', 'picked_up', 'delivery_failed', 'picked_up', 'delivered'] as const
    expect(told.map(({ text }) => text)).toEqual(steps.map(w.textIn))
    expect(told.map(({ occurrence }) => occurrence)).toEqual([2, 3, 4, 5, 6, 7])
    expect(told[0]).toMatchObject({
      subjectId: `${w.id}:DEMAND`,
      kind: 'notice',
      way: 'bot_user',
      conversationId: '',
      state: 'queued',
      grantId: w.people.buyer.actor.grantId,
      senderButtons: null,
    })
    expect(told[0]?.receiverButtons?.rows[0]?.buttons[0]?.action).toEqual({
      get_dynamic_action: { data: { skill: 'track', code: w.trackingCode } },
    })
    expect(foundIn(JSON.stringify(told), [...w.people.buyer.traces, ...w.people.seller.traces])).toEqual([])
    expect(await w.wanted('buyer')).toBeNull()
  })

  it.each([
    ['rejected', async (w) => void (await rejectProposal(w.deps.shipping, w.people.seller.actor, w.trackingCode))],
    [
      'cancelled',
      async (w) => {
        const how = { trackingCode: w.trackingCode, reason: 'other', seenState: 'proposed' } as const
        await cancelShipment(w.deps.shipping, w.people.buyer.actor, how)
      },
    ],
    [
      'expired',
      async (w) => {
        w.clock.advance(48 * 3600)
        await expireProposals(w.deps.shipping)
      },
    ],
    [
      'returned',
      async (w) => {
        await w.accept()
        await w.move('assigned', 'picked_up', 'delivery_failed', 'returned')
      },
    ],
  ] as [ShipmentState, (w: Awaited<ReturnType<typeof world>>) => Promise<void>][])(
    'tell both sides that a shipment was %s and then end',
    async (state, act) => {
      const w = await world()
      await w.turn('buyer', true)
      await w.turn('seller', true)
      await act(w)
      const last = (await w.told()).filter(({ text }) => text === w.textIn(state))
      expect(last.map(({ subjectId }) => subjectId)).toEqual([`${w.id}:DEMAND`, `${w.id}:SUPPLY`])
      expect(isFinal(state)).toBe(true)
      expect([await w.wanted('buyer'), await w.wanted('seller')]).toEqual([null, null])
      expect(await w.turn('buyer', true)).toMatchObject({ kind: 'over' })
    },
  )

  it("do not count towards a shipment's five messages", async () => {
    const w = await world()
    await w.turn('buyer', true)
    await w.accept()
    await w.move('assigned', 'picked_up', 'delivery_failed', 'picked_up', 'delivered')
    expect((await w.shipping.said(w.id)).map((said) => said.split(' ')[0])).toEqual([
      ...['proposal', 'answer', 'pickup', 'failure', 'end'],
    ])
  })

  it('are not sent for a step that was rolled back', async () => {
    const w = await world()
    await w.turn('buyer', true)
    w.shipping.failToAnnounce(true)
    await expect(w.accept()).rejects.toThrow('announcing failed')
    expect(await w.told()).toEqual([])
  })

  it('not yet sent are cancelled when one side turns them off', async () => {
    const w = await world()
    await w.turn('buyer', true)
    await w.turn('seller', true)
    await w.accept()
    expect(await w.turn('buyer', false)).toMatchObject({ kind: 'turned' })
    expect(await states(w)).toEqual(['superseded', 'queued'])
    await w.move('assigned')
    expect(await states(w)).toEqual(['superseded', 'queued', 'queued'])
    await w.turn('buyer', false)
    await w.turn('buyer', true)
    await w.move('picked_up')
    expect((await w.told()).map(({ text, state }) => [state, text]).slice(0, 2)).toEqual([
      ['superseded', w.textIn('accepted')],
      ['queued', w.textIn('picked_up')],
    ])
  })

  it('cannot be turned on in another conversation or with an ended permission', async () => {
    const w = await world()
    const [buyer, stranger] = [w.people.buyer.actor, { ...w.people.buyer.actor, conversationId: 'conversation-2' }]
    const asked = { trackingCode: w.trackingCode, grantId: buyer.grantId ?? '', divarUserId: buyer.divarUserId ?? '' }
    expect(await turnNoticesOn(w.deps.shipping, stranger, asked)).toEqual({ kind: 'not_found' })
    expect(await turnNoticesOff(w.deps.shipping, stranger, w.trackingCode)).toEqual({ kind: 'not_found' })
    const others = { ...asked, divarUserId: 'divar-mahbanu' }
    expect(await turnNoticesOn(w.deps.shipping, buyer, others)).toMatchObject({ kind: 'permission_missing' })
    await eraseDivarUser(w.deps, asked.divarUserId)
    // The user who began is erased here; the seat's next user may ask, but nothing is left to report.
    expect(await turnNoticesOn(w.deps.shipping, buyer, asked)).toEqual({ kind: 'not_found' })
    const unbound = { ...buyer, divarUserId: null, grantId: null }
    expect(await turnNoticesOn(w.deps.shipping, unbound, asked)).toMatchObject({ kind: 'over' })
  })

  it.each([1, 2, 3, 4])('turned on during a step report it at most once (%i)', async () => {
    const w = await world()
    const [on] = await Promise.all([w.turn('buyer', true), w.accept()])
    expect(on).toMatchObject({ kind: 'turned' })
    expect((await w.told()).length).toBeLessThanOrEqual(1)
    await w.move('assigned')
    expect((await w.told()).at(-1)?.text).toBe(w.textIn('assigned'))
  })

  it.each([1, 2, 3, 4])('turned off during a step leave nothing queued (%i)', async () => {
    const w = await world()
    await w.turn('buyer', true)
    await Promise.all([w.accept(), w.turn('buyer', false), w.turn('buyer', false)])
    expect(await states(w)).not.toContain('queued')
    await w.move('assigned')
    expect(await states(w)).not.toContain('queued')
  })

  it('end with their queue when their user revokes permission, and not for the other side', async () => {
    const w = await world()
    await w.turn('buyer', true)
    await w.turn('seller', true)
    await w.accept()
    await w.move('assigned', 'picked_up')
    await eraseDivarUser(w.deps, 'divar-kiumars')
    expect(await w.wanted('buyer')).toBeNull()
    expect(new Set((await w.told()).map(({ subjectId }) => subjectId))).toEqual(new Set([`${w.id}:SUPPLY`]))
    await w.move('delivered')
    expect(new Set((await w.told()).map(({ subjectId }) => subjectId))).toEqual(new Set([`${w.id}:SUPPLY`]))
  })

  it.each([1, 2, 3, 4])(
    'leave nothing of a user who is erased during a step or while turning them on (%i)',
    async () => {
      const w = await world()
      await w.turn('buyer', true)
      await w.accept()
      await w.move('assigned', 'picked_up')
      const gone = eraseDivarUser(w.deps, 'divar-kiumars')
      await Promise.all([gone, w.move('delivery_failed'), w.turn('buyer', true)])
      expect(await w.wanted('buyer')).toBeNull()
      expect(await w.told()).toEqual([])
    },
  )

  it("end when their side's data is erased", async () => {
    const w = await world()
    await w.turn('buyer', true)
    await w.turn('seller', true)
    await w.accept()
    const { seat } = w.people.buyer
    await w.erase(seat, (await personalData(w.deps, seat)).seen)
    const left = await w.told()
    expect(new Set(left.map(({ subjectId }) => subjectId))).toEqual(new Set([`${w.id}:SUPPLY`]))
    expect(left.at(-1)?.text).toBe(w.textIn('cancelled'))
    expect(await w.wanted('buyer')).toBeNull()
  })
})
