import 'server-only'
import { type ChatMessage, messagesOf } from '#lib/messages/index.ts'
import { parseTrackingCode, type ShipmentView, viewShipment } from '#lib/shipping/index.ts'
import { actorOf } from './actor.ts'
import type { Seated } from './session.ts'

/** A shipment of this seat's conversation with the message that announced it, if one was queued; null: not of here. */
export async function proposalMessage(
  here: Seated,
  trackingCode: string,
): Promise<{ view: ShipmentView; message: ChatMessage | null } | null> {
  const { app } = here
  const code = parseTrackingCode(trackingCode)
  const view = code && (await viewShipment(app.shipping, actorOf(here), code))
  if (!view) return null
  const messages = await messagesOf(app.messages, 'shipment', view.shipment.id)
  return { view, message: messages.find((message) => message.kind === 'proposal') ?? null }
}

/** What a page says of a message: under way, there, refused, nobody knows, or never sent. */
export type ShownState = 'sending' | 'sent' | 'refused' | 'unconfirmed' | 'unannounced'

const shown: Record<ChatMessage['state'], ShownState> = {
  queued: 'sending',
  sending: 'sending',
  sent: 'sent',
  refused: 'refused',
  unconfirmed: 'unconfirmed',
  unannounced: 'unannounced',
  superseded: 'unannounced',
}

export const shownState = (message: ChatMessage | null): ShownState =>
  message === null ? 'unannounced' : shown[message.state]
