import { AppError } from '../../kernel/errors.ts'
import type { OutgoingMessage } from '../buttons.ts'
import { checkMessage } from '../check-message.ts'
import { callForStatus } from '../http.ts'
import type { ApiConfig } from './api-call.ts'

/**
 * Sends a text into a conversation, once, in the name of whoever granted the token. Every 2xx means sent; there is no
 * id and no idempotency key, so only `DivarUnavailable` with `certainlyNotSent`, or a 429 or 503, allows another try.
 * A message that breaks Divar's limits never leaves: `invalid_input`. Contract §8.
 */
export async function sendConversationMessage(
  config: ApiConfig,
  accessToken: string,
  conversationId: string,
  message: OutgoingMessage,
): Promise<void> {
  const checked = checkMessage(message)
  if (!checked.ok) throw new AppError('invalid_input', `a chat message breaks Divar's limits: ${checked.reason}`)
  await callForStatus(config, {
    what: 'send message',
    method: 'POST',
    url: `${config.apiUrl}/v2/open-platform/conversations/${encodeURIComponent(conversationId)}/messages`,
    timeoutMs: config.sendTimeoutMs,
    withApiKey: true,
    bearer: accessToken,
    json: {
      type: 'TEXT',
      message: message.text,
      ...(message.senderButtons?.rows.length && { sender_buttons: message.senderButtons }),
      ...(message.receiverButtons?.rows.length && { receiver_buttons: message.receiverButtons }),
    },
  })
}
