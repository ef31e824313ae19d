import { expect, it } from 'vitest'
import { resolveSession } from '#lib/addon/access/index.ts'
import { takeEvent } from '#lib/addon/inbox/take-event.ts'
import { grants, seats, sessions } from '#lib/db/schema/access.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { toDivarUserId } from '#lib/divar/index.ts'
import { hashSecret } from '#lib/kernel/ids.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { reportProblem, type ShipmentState, saveDraft, shipmentStates } from '#lib/shipping/index.ts'
import { choices, contact } from '#lib/shipping/testing.ts'
import { personalData } from './erase-person.ts'
import { actorAt, foundIn, peykWorld, twoPeople } from './testing.ts'

type Who = 'buyer' | 'seller'

const ends = { buyer: 'dropoff', seller: 'pickup' } as const
const onTheWay = ['picked_up', 'delivery_failed', 'delivered', 'returned']
const beforePickup = ['accepted', 'assigned']
const cases = shipmentStates.flatMap((state) =>
  (['buyer', 'seller'] as const).map((who): [ShipmentState, Who] => [state, who]),
)

describeOnBothEngines("erasing one's own data", (open) => {
  /** Both people, and the buyer's proposal moved to a state. Each has a draft besides. */
  async function world(state: ShipmentState) {
    const made = peykWorld(open())
    const people = await twoPeople(made)
    const { shipping } = made
    const actors = { buyer: people.buyer.actor, seller: people.seller.actor }
    const { id, trackingCode } = await shipping.reach(state, true, actors)
    for (const actor of Object.values(actors)) await shipping.fill(actor)
    if ([...onTheWay, ...beforePickup].includes(state)) {
      for (const [who, actor] of Object.entries(actors))
        await reportProblem(shipping.deps, actor, { trackingCode, text: `مشکل ${who}` })
    }
    await shipping.send(id)
    const erase = async (who: Who) =>
      await made.erase(people[who].seat, (await personalData(made.deps, people[who].seat)).seen)
    return { ...made, people, id, trackingCode, erase, eraseSeen: made.erase }
  }

  it.each(cases)('has the promised effect while the shipment is %s, by the %s', async (state, who) => {
    const { people, id, trackingCode, shipping, erase, dump } = await world(state)
    const other = who === 'buyer' ? 'seller' : 'buyer'
    const [own, others] = [people[who], people[other]]
    const ordersBefore = await shipping.orders(id)
    expect(foundIn(await dump(), [...own.traces, ...others.traces])).toEqual([...own.traces, ...others.traces])

    expect(await erase(who)).toEqual({ kind: 'erased', signedOut: true })

    const left = await dump()
    expect(foundIn(left, [...own.traces, `مشکل ${who}`, own.seat.id, own.seat.sessionId])).toEqual([])
    expect(foundIn(left, others.traces)).toEqual(others.traces)
    const stands = await shipping.stands(trackingCode)
    const isCancelled = beforePickup.includes(state) || (state === 'proposed' && who === 'buyer')
    const by = own.seat.side
    const [end, otherEnd] = by === 'SUPPLY' ? [stands.pickup, stands.dropoff] : [stands.dropoff, stands.pickup]
    const told = [
      ...(beforePickup.includes(state) ? ['shipment.cancelled'] : []),
      ...([...beforePickup, ...onTheWay].includes(state) ? [`shipment.erased ${ends[who]}`] : []),
    ]
    expect(await shipping.orders(id)).toEqual([...ordersBefore, ...told])
    if (isCancelled) {
      expect(stands).toMatchObject({ state: 'cancelled', reason: 'erased' })
      expect((await shipping.deps.store.stepsOf(id)).at(-1)).toMatchObject({ event: 'cancel', by })
      // The other side has allowed something only once it accepted.
      const end = state === 'proposed' ? `end by ${by}: unannounced` : `end by ${others.seat.side}: queued`
      expect((await shipping.said(id)).at(-1)).toBe(end)
    } else {
      expect(stands.state).toBe(state)
    }
    if (onTheWay.includes(state)) {
      expect(await shipping.deps.store.addressOf(id, others.seat.side)).not.toBeNull()
      expect(end).toEqual({ city: 'tehran', district: null })
      expect(otherEnd?.district).not.toBeNull()
    }
  })

  it('tells the chat in the name of the remaining side', async () => {
    const { people, id, trackingCode, shipping, erase } = await world('accepted')
    await shipping.move(trackingCode, 'assigned')
    await erase('seller')
    expect((await shipping.said(id)).at(-1)).toBe('end by DEMAND: queued')
    expect(await shipping.deps.grants.isLive(people.seller.actor.grantId ?? '')).toBe(false)
    expect(await shipping.deps.grants.isLive(people.buyer.actor.grantId ?? '')).toBe(true)
  })

  it('shows the new effect first when a shipment has moved on', async () => {
    const { deps, people, trackingCode, shipping, erase, eraseSeen, dump } = await world('accepted')
    const { seat, traces } = people.buyer
    const { seen } = await personalData(deps, seat)
    await shipping.move(trackingCode, 'assigned')
    await shipping.move(trackingCode, 'picked_up')
    expect(await eraseSeen(seat, seen)).toEqual({ kind: 'changed' })
    expect(foundIn(await dump(), traces)).toEqual(traces)
    expect(await erase('buyer')).toMatchObject({ kind: 'erased' })
  })

  it('does not wait for a text that does not exist', async () => {
    const { people, trackingCode, shipping, erase, dump } = await world('accepted')
    shipping.loseWordsFor(trackingCode)
    expect(await erase('buyer')).toMatchObject({ kind: 'erased' })
    expect(foundIn(await dump(), people.buyer.traces)).toEqual([])
    expect((await shipping.stands(trackingCode)).state).toBe('cancelled')
  })

  it('does not wait for a grant that no key opens', async () => {
    const { access, clock, id, trackingCode, shipping, erase } = await world('accepted')
    const lost = await createSealer([new Uint8Array(32).fill(99)]).seal({ access: 'a', refresh: 'r' })
    await open().db.update(grants).set({ sealedTokens: lost, expiresAt: clock() })
    expect(await erase('buyer')).toMatchObject({ kind: 'erased' })
    expect(await shipping.deps.store.addressOf(id, 'DEMAND')).toBeNull()
    expect((await shipping.stands(trackingCode)).state).toBe('cancelled')
    expect(access.warnings).toContainEqual(expect.objectContaining({ event: 'grant_unreadable' }))
  })

  it('is all or nothing', async () => {
    const { people, trackingCode, shipping, erase, dump } = await world('accepted')
    shipping.failToTell(true)
    await expect(erase('buyer')).rejects.toThrow('telling failed')
    const { traces } = people.buyer
    expect(foundIn(await dump(), traces)).toEqual(traces)
    expect((await shipping.stands(trackingCode)).state).toBe('accepted')
  })

  it('covers every conversation of a proved user and ends their seats in other browsers', async () => {
    const { access, shipping, people, erase, dump } = await world('delivered')
    const elsewhere = await access.arrive({ conversationId: 'conversation-2', userId: 'launch-kiumars' })
    await access.granted(elsewhere.seat, 'divar-kiumars')
    const bound = await access.seatOf(elsewhere.seat.id)
    shipping.typesAt(bound.id, people.buyer.contact)
    const second = await shipping.booked(actorAt(bound))
    await erase('buyer')
    expect(foundIn(await dump(), people.buyer.traces)).toEqual([])
    expect(await shipping.stands(second.trackingCode)).toMatchObject({ state: 'cancelled', reason: 'erased' })
    expect((await open().db.select().from(seats)).map(({ id }) => id)).toEqual([people.seller.seat.id])
    expect(await open().db.select().from(sessions)).toHaveLength(1)
  })
})

describeOnBothEngines('erasing without a proof', (open) => {
  async function world() {
    const made = peykWorld(open())
    const mine = await made.access.arrive({ userId: null })
    const stranger = await made.access.arrive({ userId: null })
    return { ...made, mine, stranger }
  }

  it('covers what this session typed on this side and nothing it may not see', async () => {
    const { deps, shipping, mine, stranger, erase, dump } = await world()
    const own = { ...contact, name: 'کیومرث یزدان‌پناه', mobile: '09127654381' }
    const others = { ...contact, name: 'ماه‌بانو افشین‌فر', mobile: '09359876541' }
    await saveDraft(shipping.deps, actorAt(stranger.seat), { choices, contact: others })
    await saveDraft(shipping.deps, actorAt(mine.seat), { choices, contact: own })
    expect(await personalData(deps, mine.seat)).toMatchObject({ drafts: 1, shipments: [] })
    expect(await erase(mine.seat, '')).toEqual({ kind: 'erased', signedOut: true })
    const left = await dump()
    expect(foundIn(left, [own.name, own.mobile, mine.seat.id])).toEqual([])
    expect(foundIn(left, [others.name, others.mobile, stranger.seat.id])).toHaveLength(3)
  })

  it("does not affect another session's shipment", async () => {
    const { deps, shipping, mine, stranger, erase } = await world()
    const { trackingCode } = await shipping.booked({ ...actorAt(stranger.seat), grantId: 'grant' })
    expect(await personalData(deps, mine.seat)).toEqual({ drafts: 0, shipments: [], seen: '' })
    await erase(mine.seat, '')
    expect((await shipping.stands(trackingCode)).state).toBe('proposed')
  })

  it('keeps the session for its other seats', async () => {
    const { deps, access, erase } = peykWorld(open())
    const first = await access.arrive({ userId: null })
    const second = await access.arrive({ userId: null, conversationId: 'conversation-2' }, first.session)
    const seenBy = async () => await resolveSession(deps.access, second.sid, { counts: false })
    expect(await erase(first.seat, '')).toEqual({ kind: 'erased', signedOut: false })
    expect((await seenBy())?.id).toBe(first.session.id)
    expect(await erase(second.seat, '')).toEqual({ kind: 'erased', signedOut: true })
    expect(await seenBy()).toBeNull()
  })

  it('again finds nothing and affects nobody', async () => {
    const { mine, erase, dump } = await world()
    await erase(mine.seat, '')
    const before = await dump()
    expect(await erase(mine.seat, '')).toMatchObject({ kind: 'erased' })
    expect(await dump()).toBe(before)
  })
})

describeOnBothEngines('a user who revokes all permissions at Divar', (open) => {
  const revocation = {
    type: 'user_access_revocation',
    id: hashSecret('one'),
    hashed: true,
    metadata: {},
    userId: toDivarUserId('divar-kiumars'),
  } as const

  it.each([
    ['proposed', 'cancelled', []],
    ['assigned', 'cancelled', ['shipment.accepted', 'shipment.cancelled', 'shipment.erased dropoff']],
    ['picked_up', 'picked_up', ['shipment.accepted', 'shipment.erased dropoff']],
    ['delivered', 'delivered', ['shipment.accepted', 'shipment.erased dropoff']],
  ] as const)('is erased from a shipment that is %s as by the page', async (state, then, told) => {
    const { access, shipping, dump } = peykWorld(open())
    const people = await twoPeople({ access, shipping })
    const { id, trackingCode } = await shipping.reach(state, true, {
      buyer: people.buyer.actor,
      seller: people.seller.actor,
    })
    await takeEvent(access.deps, revocation)
    expect(foundIn(await dump(), people.buyer.traces)).toEqual([])
    expect((await shipping.stands(trackingCode)).state).toBe(then)
    expect(await shipping.orders(id)).toEqual(told)
    expect(await access.seatOf(people.buyer.seat.id)).toMatchObject({ divarUserId: null, grantId: null })
    await takeEvent(access.deps, revocation)
    expect(await shipping.orders(id)).toEqual(told)
  })

  it('is erased on a repeat of the event after a failure', async () => {
    const { access, shipping } = peykWorld(open())
    const people = await twoPeople({ access, shipping })
    await shipping.reach('accepted', true, { buyer: people.buyer.actor, seller: people.seller.actor })
    shipping.failToTell(true)
    await expect(takeEvent(access.deps, revocation)).rejects.toThrow('telling failed')
    shipping.failToTell(false)
    expect(await takeEvent(access.deps, revocation)).toEqual({ kind: 'stored' })
  })
})
