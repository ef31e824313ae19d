import { expect, it } from 'vitest'
import { byButton } from '#lib/addon/inbox/index.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { type DivarAction, toConversationId } from '#lib/divar/index.ts'
import { shipmentActions } from './actions.ts'
import { moveByCarrier, rejectProposal, type ShipmentState } from './index.ts'
import { buyer, seller, shippingWorld } from './testing.ts'

describeOnBothEngines('a tap under a message of a shipment', (open) => {
  async function proposed(state: ShipmentState = 'proposed') {
    const world = shippingWorld(open().db)
    const { trackingCode } = await world.reach(state, true)
    const handlerOf = byButton(
      shipmentActions({
        ...world.deps,
        texts: { status: ({ state }, _, { courier }) => [state, courier?.name ?? ''].join(' ').trim(), askWhy: 'why?' },
      }),
    )
    const tap = async (data: Record<string, string>, { conversationId, side }: typeof seller = seller) => {
      const place = { conversationId: toConversationId(conversationId), side }
      const action: DivarAction = { touchpoint: 'CHAT', postToken: null, userId: null, ...place, data }
      const handler = handlerOf(data)
      if (handler?.needs !== 'side') return 'of nobody'
      return await handler.onAction(action, { conversationId, side })
    }
    return { trackingCode, tap, deps: world.deps }
  }

  it.each<Record<string, string>>([{ deed: 'status' }, { deed: 'of an older build' }, {}])(
    "with %j answers with the shipment's state",
    async (data) => {
      const { trackingCode, tap } = await proposed()
      expect(await tap({ ...data, shipment: trackingCode })).toBe('proposed')
    },
  )

  it.each(['deed', 'action'])(
    'that a proposal is not wanted (%s) rejects nothing yet and opens the page that asks why',
    async (key) => {
      const { trackingCode, tap, deps } = await proposed()
      const decline = { [key]: 'reject', shipment: trackingCode }
      const opened = { open: { shipment: trackingCode, page: 'reject' }, text: 'why?' }
      expect([await tap(decline), await tap(decline)]).toEqual([opened, opened])
      expect(await tap({ shipment: trackingCode })).toBe('proposed')
      await rejectProposal(deps, seller, trackingCode, 'price')
      expect(await tap(decline)).toBe('rejected')
    },
  )

  it.each(['accepted', 'cancelled', 'expired'] as const)(
    'that a proposal is not wanted, where it is %s by now, answers with that',
    async (state) => {
      const { trackingCode, tap } = await proposed(state)
      expect(await tap({ deed: 'reject', shipment: trackingCode })).toBe(state)
    },
  )

  it('names who comes, to both sides of the conversation and to no other', async () => {
    const { trackingCode, tap, deps } = await proposed('accepted')
    const courier = { name: 'علی', vehicle: null }
    await moveByCarrier(deps, { callId: 'one', trackingCode, status: 'assigned', occurredAt: null, courier })
    for (const side of [buyer, seller]) expect(await tap({ shipment: trackingCode }, side)).toBe('assigned علی')
    expect(await tap({ shipment: trackingCode }, { ...seller, conversationId: 'another' })).toBeNull()
  })

  it('changes nothing by the proposer, in another conversation or without a shipment', async () => {
    const { trackingCode, tap } = await proposed()
    const decline = { deed: 'reject', shipment: trackingCode }
    const stranger = { ...seller, conversationId: 'another' }
    expect(await tap(decline, buyer)).toBeNull()
    for (const data of [decline, { shipment: trackingCode }]) expect(await tap(data, stranger)).toBeNull()
    expect([await tap({ deed: 'reject' }), await tap({ deed: 'reject', shipment: 'x' })]).toEqual([null, null])
    expect([await tap({ deed: 'status' }), await tap({ shipment: 'x' })]).toEqual(['of nobody', null])
    expect(await tap({ shipment: trackingCode })).toBe('proposed')
  })
})
