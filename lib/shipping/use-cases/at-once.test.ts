import fc from 'fast-check'
import { expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import {
  type Actor,
  acceptProposal,
  amendProposal,
  type CarrierStatus,
  cancelShipment,
  expireProposals,
  moveByCarrier,
  prepareAcceptance,
  prepareAmendment,
  rejectProposal,
  remindOfProposals,
  type Shipment,
  type ShipmentState,
  type ShippingDeps,
  saveDraft,
} from '../index.ts'
import { buyer, seller, shippingWorld } from '../testing.ts'
import { wrongsOf, yielding } from '../testing-races.ts'

/** Steps behind a shipment in a state that a scene starts from. */
const stepsTo: Partial<Record<ShipmentState, number>> = { proposed: 1, accepted: 2, assigned: 3, picked_up: 4 }

type Outcome = { kind: string; shipment?: Shipment }
type Scene = { deps: ShippingDeps; shipment: Shipment; as: (actor: Actor) => Actor }
type Deed = (scene: Scene) => Promise<Outcome>

const second = { ...seller, seatId: 'seat-second', sessionId: 'session-second', divarUserId: null, grantId: null }

/** Accepts what was shown a moment ago, in any state that the shipment has reached since. */
const accept =
  (who: Actor): Deed =>
  async ({ deps, shipment: { trackingCode }, as }) => {
    const prepared = await prepareAcceptance(deps, as(who), trackingCode)
    if (prepared.kind !== 'ready') return prepared
    return await acceptProposal(deps, as(who), {
      trackingCode,
      fingerprint: prepared.fingerprint,
      forbiddenAccepted: true,
    })
  }
const amend: Deed = async ({ deps, shipment: { trackingCode }, as }) => {
  const prepared = await prepareAmendment(deps, as(seller), trackingCode)
  if (prepared.kind !== 'ready') return prepared
  return await amendProposal(deps, as(seller), {
    trackingCode,
    fingerprint: prepared.fingerprint,
    forbiddenAccepted: true,
  })
}
const reject: Deed = async ({ deps, shipment, as }) => await rejectProposal(deps, as(seller), shipment.trackingCode)
const cancel =
  (who: Actor): Deed =>
  async ({ deps, shipment: { trackingCode, state }, as }) =>
    await cancelShipment(deps, as(who), { trackingCode, reason: 'other', seenState: state })
const carrier =
  (status: CarrierStatus, id = 'one'): Deed =>
  async ({ deps, shipment: { trackingCode } }) =>
    await moveByCarrier(deps, { callId: `${trackingCode} ${status} ${id}`, trackingCode, status, occurredAt: null })
const expire: Deed = async ({ deps }) => ({ kind: (await expireProposals(deps)) === 1 ? 'expired' : 'none' })
const remind: Deed = async ({ deps }) => ({ kind: (await remindOfProposals(deps)) === 1 ? 'reminded' : 'none' })

const wins = ['accepted', 'amended', 'rejected', 'cancelled', 'expired', 'moved']

const scenes: [string, ShipmentState, Deed[]][] = [
  ['accept and cancel', 'proposed', [accept(seller), cancel(buyer)]],
  ['accept and expire', 'proposed', [accept(seller), expire]],
  ['accept and accept in two taps', 'proposed', [accept(seller), accept(seller)]],
  ['accept and accept in two browsers', 'proposed', [accept(seller), accept(second)]],
  ['reject and accept', 'proposed', [reject, accept(seller)]],
  ['reject, cancel and expire', 'proposed', [reject, cancel(buyer), expire]],
  ['accept and remind', 'proposed', [accept(seller), remind]],
  ['amend and cancel', 'proposed', [amend, cancel(buyer)]],
  ['amend and expire', 'proposed', [amend, expire]],
  ['amend and reject', 'proposed', [amend, reject]],
  ['amend and amend in two taps', 'proposed', [amend, amend]],
  ['amend and accept as proposed in another browser', 'proposed', [amend, accept(second)]],
  ['amend and remind', 'proposed', [amend, remind]],
  ['assign and cancel', 'accepted', [carrier('assigned'), cancel(buyer)]],
  ['pick up and cancel', 'assigned', [carrier('picked_up'), cancel(seller)]],
  ['cancel from both sides', 'accepted', [cancel(buyer), cancel(seller)]],
  ['deliver and fail', 'picked_up', [carrier('delivered'), carrier('delivery_failed')]],
  ['the same call of the carrier twice', 'assigned', [carrier('picked_up'), carrier('picked_up')]],
]

describeOnBothEngines('concurrent use cases', (open) => {
  it.each(scenes)('leave one winner and nothing half written, and tell the others: %s', async (name, state, deeds) => {
    const made = shippingWorld(open().db)
    let run = 0
    const property = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const conversationId = `conversation-${++run}`
      const as = (actor: Actor): Actor => ({ ...actor, conversationId, seatId: `${actor.seatId}-${run}` })
      const shipment = await made.reach(state, true, { buyer: as(buyer), seller: as(seller) })
      if (name.includes('expire')) made.clock.advance(48 * 3600)
      if (name.includes('remind')) made.clock.advance(24 * 3600)
      if (state === 'proposed') for (const who of [seller, second]) await made.fill(as(who))
      if (name.includes('amend')) {
        const parcel = { ...shipment.parcel, size: 'medium', weightGrams: 10_000 } as const
        const correction = { trackingCode: shipment.trackingCode, parcel }
        await saveDraft(made.deps, as(seller), { choices: { correction } })
      }
      await made.send(shipment.id)
      const scene = { deps: yielding(made.deps, scheduler), shipment, as }
      const outcomes = await scheduler.waitFor(Promise.all(deeds.map(async (deed) => await deed(scene))))

      const stands = await made.stands(shipment.trackingCode)
      expect(outcomes.filter(({ kind }) => wins.includes(kind))).toHaveLength(1)
      for (const { shipment: told } of outcomes) {
        if (told) expect([told.state, told.proposerSide]).toEqual([stands.state, stands.proposerSide])
      }
      const lost = outcomes.filter(({ kind }) => ![...wins, 'none', 'reminded'].includes(kind))
      for (const { kind, shipment: told } of lost) {
        expect(['too_late', 'changed', 'illegal', 'repeated']).toContain(kind)
        expect(told).toBeDefined()
      }
      expect(await made.deps.store.stepsOf(shipment.id)).toHaveLength((stepsTo[state] ?? 0) + 1)
      expect(await wrongsOf(open().db, conversationId)).toEqual([])
      // Else it would be the next run's to expire.
      if (stands.state === 'proposed') await rejectProposal(made.deps, as(buyer), shipment.trackingCode)
    })
    await fc.assert(property, { numRuns: 8 })
  })
})
