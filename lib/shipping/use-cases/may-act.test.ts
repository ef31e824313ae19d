import { expect, it } from 'vitest'
import { accessStore } from '#lib/db/stores/access.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import {
  type Actor,
  acceptProposal,
  amendProposal,
  announceShipment,
  bookShipment,
  cancelShipment,
  dropDraft,
  prepareAcceptance,
  prepareAmendment,
  prepareAnnouncement,
  proposeInstead,
  rejectProposal,
  reportProblem,
  type Shipment,
  turnNoticesOff,
  turnNoticesOn,
} from '../index.ts'
import { buyer, seller, shippingWorld } from '../testing.ts'

type World = ReturnType<typeof shippingWorld>
type Deed = (world: World, actor: Actor, shipment: Shipment) => Promise<{ kind: string }>

/** Everything a seat may want to change, by the side and the state in which it can be wanted. */
const deeds: Record<string, { side: Actor; state: 'proposed' | 'accepted' | 'none'; deed: Deed }> = {
  accept: {
    side: seller,
    state: 'proposed',
    async deed({ deps, fill }, actor, { trackingCode }) {
      await fill(actor)
      const prepared = await prepareAcceptance(deps, actor, trackingCode)
      const fingerprint = prepared.kind === 'ready' ? prepared.fingerprint : ''
      return await acceptProposal(deps, actor, { trackingCode, fingerprint, forbiddenAccepted: true })
    },
  },
  amend: {
    side: seller,
    state: 'proposed',
    async deed({ deps, fill }, actor, { trackingCode, parcel }) {
      const correction = { trackingCode, parcel: { ...parcel, size: 'medium', weightGrams: 10_000 } as const }
      await fill(actor, { correction })
      const prepared = await prepareAmendment(deps, actor, trackingCode)
      const fingerprint = prepared.kind === 'ready' ? prepared.fingerprint : ''
      return await amendProposal(deps, actor, { trackingCode, fingerprint, forbiddenAccepted: true })
    },
  },
  reject: {
    side: seller,
    state: 'proposed',
    deed: async ({ deps }, actor, { trackingCode }) => await rejectProposal(deps, actor, trackingCode, 'price'),
  },
  'propose instead': {
    side: seller,
    state: 'proposed',
    deed: async ({ deps }, actor, { trackingCode }) => await proposeInstead(deps, actor, trackingCode),
  },
  'cancel a proposal': { side: buyer, state: 'proposed', deed: cancelling('proposed') },
  'cancel, as the one who accepted': { side: seller, state: 'accepted', deed: cancelling('accepted') },
  'cancel, as the one who proposed': { side: buyer, state: 'accepted', deed: cancelling('accepted') },
  announce: {
    side: buyer,
    state: 'proposed',
    async deed({ deps }, actor, shipment) {
      const { fingerprint } = await prepareAnnouncement(deps, shipment)
      const { trackingCode } = shipment
      return await announceShipment(deps, { ...actor, grantId: 'grant-new' }, { trackingCode, fingerprint })
    },
  },
  'report a problem': {
    side: buyer,
    state: 'accepted',
    deed: async ({ deps }, actor, { trackingCode }) =>
      await reportProblem(deps, actor, { trackingCode, text: 'پیک نیامد' }),
  },
  'turn notices on': {
    side: buyer,
    state: 'accepted',
    async deed({ deps }, actor, { trackingCode }) {
      const on = { trackingCode, grantId: 'none', divarUserId: 'user-buyer' }
      return await turnNoticesOn(deps, actor, on)
    },
  },
  'turn notices off': {
    side: buyer,
    state: 'accepted',
    deed: async ({ deps }, actor, { trackingCode }) => await turnNoticesOff(deps, actor, trackingCode),
  },
  'book without a message': {
    side: buyer,
    state: 'none',
    async deed({ deps, fill, preview }, actor) {
      await fill(actor)
      return await bookShipment(deps, actor, await preview(actor, false))
    },
  },
  'throw the drafts of this side away': {
    side: buyer,
    state: 'none',
    deed: async ({ deps }, actor) => await dropDraft(deps, actor),
  },
}

function cancelling(seenState: 'proposed' | 'accepted'): Deed {
  return async ({ deps }, actor, { trackingCode }) =>
    await cancelShipment(deps, actor, { trackingCode, reason: 'other', seenState })
}

const at = (side: Actor, sessionId: string, divarUserId: string | null): Actor => ({
  ...side,
  seatId: `seat-${sessionId}`,
  sessionId,
  divarUserId,
  grantId: null,
})

/** Each kind of seat, whether this side is proved by then, and whether it may act. */
const seats: [string, (side: Actor) => Actor, { proved: boolean; typist?: boolean; may: boolean }][] = [
  ['the person in a new session', (side) => at(side, 'session-new', side.divarUserId), { proved: true, may: true }],
  ['the session that typed', (side) => at(side, side.sessionId, null), { proved: true, typist: true, may: true }],
  ['a stranger', (side) => at(side, 'session-stranger', null), { proved: true, may: false }],
  ['another Divar user', (side) => at(side, 'session-stranger', 'user-9'), { proved: true, may: false }],
  ['a stranger where nobody is proved', (side) => at(side, 'session-stranger', null), { proved: false, may: true }],
]

/** What a session typed before it wants these is its own draft, which anybody could type. */
const forThePerson = ['accept', 'amend', 'reject', 'propose instead', 'book without a message']

describeOnBothEngines('a use case for the person of a side', (open) => {
  const setUp = async (state: 'proposed' | 'accepted' | 'none') => {
    const world = shippingWorld(open().db)
    const store = accessStore(open().db)
    const prove = async (side: Actor) =>
      await store.bindParty(side.conversationId, side.side, side.divarUserId ?? '', world.clock())
    const shipment = state === 'none' ? ({} as Shipment) : await world.reach(state, false)
    return { world, prove, shipment }
  }

  for (const [name, { side, state, deed }] of Object.entries(deeds)) {
    it.each(seats)(`checks «${name}» for %s`, async (_, seatOf, { proved, typist, may }) => {
      const { world, prove, shipment } = await setUp(state)
      if (name.startsWith('throw')) await world.fill(side)
      if (proved) await prove(side)
      const { kind } = await deed(world, seatOf(side), shipment)
      const allowed = may && !(typist && (forThePerson.includes(name) || state === 'none'))
      expect(kind === 'unproved', kind).toBe(!allowed)
      if (!allowed && state !== 'none') expect((await world.stands(shipment.trackingCode)).state).toBe(state)
      if (!allowed && state === 'none') expect(await world.deps.store.openShipment('conversation-1')).toBeNull()
    })
  }

  it("leaves a proved user's drafts to that user", async () => {
    const { world, prove } = await setUp('none')
    const { id } = await world.fill(buyer)
    await prove(buyer)
    await dropDraft(world.deps, at(buyer, 'session-stranger', null))
    expect((await world.deps.store.draftOfSeat(buyer.seatId))?.id).toBe(id)
  })

  it('is refused when another user was proved between page and tap', async () => {
    const { world, prove, shipment } = await setUp('proposed')
    const stranger = at(seller, 'session-stranger', null)
    await world.fill(stranger)
    const shown = await world.shownTo(stranger, shipment.trackingCode)
    await prove(seller)
    expect(await acceptProposal(world.deps, stranger, shown)).toEqual({ kind: 'unproved' })
    expect((await world.stands(shipment.trackingCode)).state).toBe('proposed')
  })

  it.each<[string, 'proposed' | 'accepted', Actor, Deed]>([
    ['accept', 'proposed', seller, deeds.accept?.deed ?? cancelling('proposed')],
    ['reject', 'proposed', seller, deeds.reject?.deed ?? cancelling('proposed')],
    ['cancel', 'accepted', seller, cancelling('accepted')],
    ['announce', 'proposed', buyer, deeds.announce?.deed ?? cancelling('proposed')],
  ])('is refused when another user was proved while the text was composed: %s', async (_, state, side, deed) => {
    const { world, prove, shipment } = await setUp(state)
    const { wording } = world.deps
    let looked = 0
    const announce: typeof wording.announce = async (...what) => {
      looked += 1
      await prove(side)
      return await wording.announce(...what)
    }
    const late = { ...world, deps: { ...world.deps, wording: { announce } } }
    expect(await deed(late, at(side, 'session-stranger', null), shipment)).toEqual({ kind: 'unproved' })
    expect(looked).toBeGreaterThan(0)
    expect((await world.stands(shipment.trackingCode)).state).toBe(state)
  })
})
