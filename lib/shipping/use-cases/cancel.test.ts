import { expect, it } from 'vitest'
import { drafts, shipmentAddresses } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import {
  type Actor,
  cancelReasons,
  cancelShipment,
  moveByCarrier,
  rejectProposal,
  type ShipmentState,
  shipmentStates,
  transitions,
} from '../index.ts'
import { buyer, seller, shippingWorld } from '../testing.ts'

/** Every state with each side, and what cancelling comes to there, by the state table. The buyer proposes. */
const cases = shipmentStates.flatMap((state) =>
  [buyer, seller].map((actor): [ShipmentState, string, Actor, 'cancelled' | 'too_late' | 'not_allowed'] => {
    const row = transitions.find(({ from, event }) => from === state && event === 'cancel')
    const role = actor === buyer ? 'proposer' : 'other'
    const may = row?.by === 'either' || row?.by === role
    return [
      state,
      role === 'proposer' ? 'its proposer' : 'the other side',
      actor,
      !row ? 'too_late' : may ? 'cancelled' : 'not_allowed',
    ]
  }),
)

describeOnBothEngines('cancelling a shipment', (open) => {
  const world = () => shippingWorld(open().db)
  const addresses = async () => await open().db.select().from(shipmentAddresses)

  it.each(cases)('that is %s by %s has the documented effect', async (state, _, actor, expected) => {
    const { deps, reach, clock, orders, stands, said, send } = world()
    const shipment = await reach(state)
    const { id, trackingCode } = shipment
    await send(id)
    clock.advance(60)
    const before = {
      steps: await deps.store.stepsOf(id),
      said: await said(id),
      orders: await orders(id),
      addresses: await addresses(),
    }
    const input = { trackingCode, reason: 'changed_mind', seenState: state } as const
    const result = await cancelShipment(deps, actor, input)
    expect(result.kind).toBe(expected)
    if (expected !== 'cancelled') {
      if (expected === 'too_late') expect(result).toEqual({ kind: 'too_late', shipment })
      expect(await stands(trackingCode)).toEqual(shipment)
      const after = {
        steps: await deps.store.stepsOf(id),
        said: await said(id),
        orders: await orders(id),
        addresses: await addresses(),
      }
      return expect(after).toEqual(before)
    }
    const now = await stands(trackingCode)
    expect(now).toMatchObject({
      state: 'cancelled',
      reason: 'changed_mind',
      endedAt: clock(),
      dueAt: null,
      remindAt: null,
    })
    expect(await addresses()).toEqual([])
    const number = before.steps.length + 1
    expect((await deps.store.stepsOf(id)).at(-1)).toMatchObject({
      number,
      event: 'cancel',
      by: actor.side,
      state: 'cancelled',
    })
    expect(await said(id)).toEqual([...before.said, `end by ${actor.side}: queued`])
    expect(await orders(id)).toEqual(state === 'proposed' ? [] : ['shipment.accepted', 'shipment.cancelled'])
  })

  it.each(['proposed', 'accepted', 'assigned'] as const)('that was %s allows another one', async (state) => {
    const { deps, reach, booked } = world()
    const { trackingCode } = await reach(state)
    await cancelShipment(deps, buyer, { trackingCode, reason: 'other', seenState: state })
    await open().db.delete(drafts)
    expect(await booked(seller)).toMatchObject({ state: 'proposed' })
  })

  it.each(cancelReasons)('stores the reason %s', async (reason) => {
    const { deps, booked, stands } = world()
    const { trackingCode } = await booked(buyer)
    await cancelShipment(deps, buyer, { trackingCode, reason, seenState: 'proposed' })
    expect((await stands(trackingCode)).reason).toBe(reason)
  })

  it('shows the new meaning first when the shipment has moved on', async () => {
    const { deps, reach, stands, orders } = world()
    const { id, trackingCode } = await reach('assigned')
    for (const seenState of ['proposed', 'accepted'] as const) {
      const result = await cancelShipment(deps, buyer, { trackingCode, reason: 'other', seenState })
      expect(result).toMatchObject({ kind: 'changed', shipment: { state: 'assigned' } })
    }
    expect((await stands(trackingCode)).state).toBe('assigned')
    expect(await orders(id)).toEqual(['shipment.accepted'])
  })

  const meddling = (deps: ReturnType<typeof world>['deps'], deed: () => Promise<unknown>) => ({
    ...deps,
    transaction: async <T>(work: Parameters<typeof deps.transaction<T>>[0]) => {
      await deed()
      return await deps.transaction(work)
    },
  })

  it('shows the new meaning when the carrier was faster', async () => {
    const { deps, reach } = world()
    const { trackingCode } = await reach('accepted')
    const call = { callId: 'call', trackingCode, status: 'assigned', occurredAt: null } as const
    const input = { trackingCode, reason: 'other', seenState: 'accepted' } as const
    const late = await cancelShipment(
      meddling(deps, async () => await moveByCarrier(deps, call)),
      buyer,
      input,
    )
    expect(late).toMatchObject({ kind: 'changed', shipment: { state: 'assigned' } })
  })

  it("is too late when the shipment's end was faster", async () => {
    const { deps, booked } = world()
    const { trackingCode } = await booked(buyer)
    const input = { trackingCode, reason: 'other', seenState: 'proposed' } as const
    const rejected = meddling(deps, async () => await rejectProposal(deps, seller, trackingCode))
    const late = await cancelShipment(rejected, buyer, input)
    expect(late).toMatchObject({ kind: 'too_late', shipment: { state: 'rejected' } })
    expect(await cancelShipment(deps, buyer, input)).toEqual(late)
  })

  it('is refused in another conversation', async () => {
    const { deps, booked, stands } = world()
    const { trackingCode } = await booked(buyer)
    const input = { trackingCode, reason: 'other', seenState: 'proposed' } as const
    const stranger = { ...buyer, conversationId: 'conversation-2' }
    expect(await cancelShipment(deps, stranger, input)).toEqual({ kind: 'not_found' })
    expect(await cancelShipment(deps, buyer, { ...input, trackingCode: 'nothing' })).toEqual({ kind: 'not_found' })
    expect((await stands(trackingCode)).state).toBe('proposed')
  })

  it('sends nothing when the proposal was not announced', async () => {
    const { deps, booked, said } = world()
    const { id, trackingCode } = await booked(buyer, false)
    const result = await cancelShipment(deps, buyer, { trackingCode, reason: 'other', seenState: 'proposed' })
    expect(result).toMatchObject({ kind: 'cancelled', messageId: null })
    expect(await said(id)).toEqual([])
  })

  it('supersedes unsent messages and stays within five messages', async () => {
    const { deps, reach, said } = world()
    const { id, trackingCode } = await reach('assigned')
    await cancelShipment(deps, seller, { trackingCode, reason: 'other', seenState: 'assigned' })
    expect(await said(id)).toEqual([
      'proposal by DEMAND: superseded',
      'answer by SUPPLY: superseded',
      'end by SUPPLY: queued',
    ])
  })

  it('is all or nothing', async () => {
    const { deps, reach, failToAnnounce, stands, orders } = world()
    const shipment = await reach('accepted')
    const { id, trackingCode } = shipment
    failToAnnounce(true)
    const input = { trackingCode, reason: 'other', seenState: 'accepted' } as const
    await expect(cancelShipment(deps, buyer, input)).rejects.toThrow('announcing failed')
    expect(await stands(trackingCode)).toEqual(shipment)
    expect(await addresses()).toHaveLength(2)
    expect(await orders(id)).toEqual(['shipment.accepted'])
  })
})
