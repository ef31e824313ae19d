import { expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { type Actor, acceptProposal, cancelShipment, type PickupOption, prepareAcceptance } from '../index.ts'
import { buyer, seller, shippingWorld } from '../testing.ts'

const hour = 3600

describeOnBothEngines('accepting with a pickup window', (open) => {
  /** A proposal, and a business with windows of two hours, one after the other, each offered until it begins. */
  async function world(proposer: Actor = buyer) {
    const made = shippingWorld(open().db)
    const first = addSeconds(made.clock(), hour)
    made.deps.offers = {
      ...made.deps.offers,
      async pickups() {
        const all = [0, 2, 4].map((later): PickupOption => {
          const from = addSeconds(first, later * hour)
          return { window: { from, to: addSeconds(from, 2 * hour) }, promisedAt: addSeconds(from, 5 * hour) }
        })
        return all.filter(({ window }) => window.from >= made.clock())
      },
    }
    const { trackingCode } = await made.booked(proposer)
    await made.fill({ ...(proposer.side === 'DEMAND' ? seller : buyer), conversationId: proposer.conversationId })
    return { ...made, trackingCode, first }
  }

  it('stores the earliest window where none is chosen, whichever side accepts', async () => {
    for (const [proposer, accepting, conversationId] of [
      [buyer, seller, 'conversation-1'],
      [seller, buyer, 'conversation-2'],
    ] as const) {
      const { deps, trackingCode, shownTo, stands, first } = await world({ ...proposer, conversationId })
      const actor = { ...accepting, conversationId }
      expect(await stands(trackingCode)).toMatchObject({ pickupWindow: null, promisedAt: null })
      const accepted = await acceptProposal(deps, actor, await shownTo(actor, trackingCode))
      const appointment = {
        pickupWindow: { from: first, to: addSeconds(first, 2 * hour) },
        promisedAt: addSeconds(first, 5 * hour),
      }
      expect(accepted).toMatchObject({ kind: 'accepted', shipment: appointment })
      expect(await stands(trackingCode)).toMatchObject(appointment)
    }
  })

  it('stores the chosen one, and refuses what was shown with another', async () => {
    const { deps, trackingCode, shownTo, first } = await world()
    const later = addSeconds(first, 2 * hour)
    const shown = await shownTo(seller, trackingCode)
    expect(await acceptProposal(deps, seller, { ...shown, windowFrom: later })).toEqual({ kind: 'preview_changed' })
    const chosen = await prepareAcceptance(deps, seller, trackingCode, later)
    if (chosen.kind !== 'ready') throw new Error(chosen.kind)
    expect(chosen.pickups).toHaveLength(3)
    const input = { trackingCode, fingerprint: chosen.fingerprint, forbiddenAccepted: true, windowFrom: later }
    expect(await acceptProposal(deps, seller, input)).toMatchObject({
      kind: 'accepted',
      shipment: { pickupWindow: { from: later }, promisedAt: addSeconds(later, 5 * hour) },
    })
  })

  it('is refused once the chosen window has passed, and nothing that was typed is lost', async () => {
    const { deps, clock, trackingCode, shownTo, stands, first } = await world()
    const shown = await shownTo(seller, trackingCode)
    clock.advance(hour + 1)
    expect(await acceptProposal(deps, seller, { ...shown, windowFrom: first })).toEqual({ kind: 'window_gone' })
    expect((await stands(trackingCode)).state).toBe('proposed')
    const next = await prepareAcceptance(deps, seller, trackingCode)
    expect(next).toMatchObject({ kind: 'ready', shipment: { pickupWindow: { from: addSeconds(first, 2 * hour) } } })
  })

  it('is frozen: a step that was prepared before leaves a promise alone that was moved meanwhile', async () => {
    const { deps, trackingCode, shownTo, stands, move } = await world()
    await acceptProposal(deps, seller, await shownTo(seller, trackingCode))
    const before = await stands(trackingCode)
    const moved = addSeconds(before.promisedAt ?? before.createdAt, hour)
    const meddling = {
      ...deps,
      transaction: async <T>(work: Parameters<typeof deps.transaction<T>>[0]) => {
        await deps.store.setAppointment(before.id, { ...before, promisedAt: moved }, deps.clock())
        return await deps.transaction(work)
      },
    }
    const input = { trackingCode, reason: 'other', seenState: 'accepted' } as const
    expect(await cancelShipment(meddling, buyer, input)).toMatchObject({ kind: 'cancelled' })
    expect(await stands(trackingCode)).toMatchObject({ state: 'cancelled', promisedAt: moved })
    expect(await move(trackingCode, 'assigned')).toMatchObject({ kind: 'illegal' })
  })
})
