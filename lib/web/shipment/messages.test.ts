import { describe, expect, it } from 'vitest'
import type { ChatMessage } from '#lib/addon/messages/index.ts'
import type { MessageKind } from '#lib/peyk.ts'
import type { ShipmentState, ShipmentView } from '#lib/shipping/index.ts'
import { mayAnnounce, type ShipmentMessages, shownState } from './messages.ts'

const message = (state: ChatMessage<MessageKind>['state'], overtaken = false) =>
  ({ state, overtaken }) as ChatMessage<MessageKind>

const found = (
  state: ShipmentState,
  role: ShipmentView['role'],
  current: ChatMessage<MessageKind> | null,
): ShipmentMessages => ({
  view: { shipment: { state }, role } as ShipmentView,
  messages: [],
  current,
})

describe('permission to announce a shipment', () => {
  it.each([null, message('unannounced'), message('superseded')])(
    'belongs to the proposer of a proposal that is not in the chat (%o)',
    (current) => {
      expect(mayAnnounce(found('proposed', 'proposer', current))).toBe(true)
      expect(mayAnnounce(found('proposed', 'other', current))).toBe(false)
    },
  )

  it.each(['accepted', 'picked_up', 'delivered', 'cancelled'] as const)(
    'belongs to either side for a shipment that is %s',
    (state) => {
      for (const role of ['proposer', 'other'] as const) {
        expect(mayAnnounce(found(state, role, message('unannounced')))).toBe(true)
        // Ended without a word, or without room among the five.
        expect(mayAnnounce(found(state, role, null))).toBe(false)
        expect(mayAnnounce(found(state, role, message('unannounced', true)))).toBe(false)
      }
    },
  )

  it.each(['queued', 'sending', 'sent', 'refused', 'unconfirmed'] as const)(
    'belongs to nobody for a message that is %s',
    (state) => {
      for (const role of ['proposer', 'other'] as const) {
        for (const where of ['proposed', 'accepted'] as const) {
          expect(mayAnnounce(found(where, role, message(state)))).toBe(false)
        }
      }
    },
  )
})

it('a message that was never sent is shown as not announced', () => {
  expect([null, message('superseded'), message('unannounced')].map(shownState)).toEqual(Array(3).fill('unannounced'))
  expect([message('queued'), message('sending')].map(shownState)).toEqual(['sending', 'sending'])
})
