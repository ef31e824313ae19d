import 'server-only'
import type { ChatMessage } from '#lib/addon/messages/index.ts'
import type { MessageKind } from '#lib/peyk.ts'
import { messageKindOf } from '#lib/services/message-kinds.ts'
import { announcementOf, parseTrackingCode, type ShipmentView, viewShipment } from '#lib/shipping/index.ts'
import type { SeatContext } from '../seat/seated.ts'

export type ShipmentMessages = {
  view: ShipmentView
  /** All that was to be told in the chat, in order. */
  messages: ChatMessage<MessageKind>[]
  /** The one that tells of the state in which the shipment is now, if there is one. */
  current: ChatMessage<MessageKind> | null
}

/** A shipment of this seat's conversation with its messages; null: not of here. */
export async function shipmentMessages(
  { app, actor }: SeatContext,
  trackingCode: string,
): Promise<ShipmentMessages | null> {
  const code = parseTrackingCode(trackingCode)
  const view = code && (await viewShipment(app.shipping, actor, code))
  if (!view) return null
  const messages = await app.messages.messages.ofSubject('shipment', view.shipment.id)
  const kind = messageKindOf[announcementOf(view.shipment.state, view.steps)]
  return { view, messages, current: messages.find((message) => message.kind === kind) ?? null }
}

/** What a page says of a message: under way, there, refused, nobody knows, or never sent. */
export type ShownState = 'sending' | 'sent' | 'refused' | 'unconfirmed' | 'unannounced'

const shown: Record<ChatMessage<MessageKind>['state'], ShownState> = {
  queued: 'sending',
  sending: 'sending',
  sent: 'sent',
  refused: 'refused',
  unconfirmed: 'unconfirmed',
  unannounced: 'unannounced',
  superseded: 'unannounced',
}

export const shownState = (message: ChatMessage<MessageKind> | null): ShownState =>
  message === null ? 'unannounced' : shown[message.state]

/**
 * Whether this side may tell the chat of the state as it is: a proposal is its proposer's to announce, what came of it
 * either side's. Without a message there was nothing to tell, or no room in the budget.
 */
export function mayAnnounce({ view, current }: ShipmentMessages): boolean {
  if (view.shipment.state === 'proposed') return view.role === 'proposer' && shownState(current) === 'unannounced'
  return current?.state === 'unannounced' && !current.overtaken
}
