import { chatOutlet, type MessageDeps } from '#lib/addon/messages/index.ts'
import { type ConfirmAnswer, confirm } from '#lib/addon/outbox/index.ts'
import { type Actor, mayAct, type ShippingDeps, type Unproved } from '#lib/shipping/index.ts'

type Deps = { shipping: Pick<ShippingDeps, 'store'>; messages: MessageDeps }

export type MessageSettled =
  | { kind: 'settled'; messageId: string }
  /** None of this side's. */
  | { kind: 'unchanged' }
  | { kind: 'not_found' }
  | Unproved

/**
 * The user in whose name an unconfirmed message stands looked into the chat and says what became of it. Of two answers at once one
 * counts, and one to a message that is not unconfirmed (any more) changes nothing.
 */
export async function settleMessage(
  { shipping, messages }: Deps,
  actor: Actor,
  input: { trackingCode: string; messageId: string; answer: ConfirmAnswer },
): Promise<MessageSettled> {
  const shipment = await shipping.store.shipmentByCode(input.trackingCode)
  if (shipment?.conversationId !== actor.conversationId) return { kind: 'not_found' }
  if (!(await mayAct(shipping.store, actor, shipment.id))) return { kind: 'unproved' }
  const all = await messages.messages.ofSubject('shipment', shipment.id)
  const message = all.find(({ id, senderSide }) => id === input.messageId && senderSide === actor.side)
  if (!message) return { kind: 'unchanged' }
  await confirm(chatOutlet(messages), message.id, input.answer)
  return { kind: 'settled', messageId: message.id }
}
