import type { BotMessage, MessageBody, OutgoingMessage } from '../buttons.ts'
import { checkBotMessage, checkMessage, type MessageCheck } from '../check-message.ts'
import { InvalidInputError } from '../errors.ts'
import { fieldsOf, isObject, readOptionalText } from '../fields.ts'
import { type CallOptions, callForDone, callForStatus } from '../http.ts'
import { type AccessToken, type ConversationId, type DivarUserId, idRules } from '../ids.ts'
import type { DivarOperation } from '../operations.ts'
import { type ApiConfig, postOf } from './api-call.ts'

/**
 * Sends a message into a conversation, once, in the name of the user who granted the token. Every 2xx means sent; there is no
 * id and no idempotency key, so only `DivarConnectionError` with `certainlyNotSent`, or a 429 or 503, allows another try.
 * A message that breaks Divar's limits never leaves: `InvalidInputError`. Contract §8.
 */
export async function sendConversationMessage(
  config: ApiConfig,
  {
    accessToken,
    conversationId,
    message,
  }: { accessToken: AccessToken; conversationId: ConversationId; message: OutgoingMessage },
  options?: CallOptions,
): Promise<void> {
  mustPass('send_conversation_message', checkMessage(message))
  const call = postOf(config, {
    operation: 'send_conversation_message',
    path: `/v2/open-platform/conversations/${encodeURIComponent(conversationId)}/messages`,
    accessToken,
    options,
    json: {
      ...bodyOf(message, 'message'),
      ...(message.senderButtons?.rows.length && { sender_buttons: message.senderButtons }),
      ...(message.receiverButtons?.rows.length && { receiver_buttons: message.receiverButtons }),
    },
  })
  await callForStatus(config, call)
}

/** The chatbot's conversation that a message went into, where Divar told it. */
export type BotAnswer = { conversationId: ConversationId | null }

/**
 * Sends a message of the chatbot into one of its own conversations, by the API key alone. Every 2xx means sent, whatever
 * its body; what allows another try is as for `sendConversationMessage`. Throws `DivarApiError`, `DivarConnectionError`, or
 * `InvalidInputError` for a message that breaks Divar's limits. Contract §9 and §14, rows 49 to 51.
 */
export async function sendBotMessage(
  config: ApiConfig,
  { conversationId, message }: { conversationId: ConversationId; message: BotMessage },
  options?: CallOptions,
): Promise<BotAnswer> {
  const path = `/v1/open-platform/chat/bot/conversations/${encodeURIComponent(conversationId)}/messages`
  return await sendAsBot(config, { operation: 'send_bot_message', path, options }, message)
}

/**
 * Opens or goes on with the chatbot's conversation with the user who granted the token with the scope
 * `CHAT_BOT_USER_MESSAGE_SEND`; `userId` is that user's id from `getUser`. Otherwise as `sendBotMessage`. Contract §9 and
 * §14, rows 10 and 49.
 */
export async function sendBotMessageToUser(
  config: ApiConfig,
  { accessToken, userId, message }: { accessToken: AccessToken; userId: DivarUserId; message: BotMessage },
  options?: CallOptions,
): Promise<BotAnswer> {
  const path = `/v1/open-platform/chat/bot/users/${encodeURIComponent(userId)}/messages`
  return await sendAsBot(config, { operation: 'send_bot_message_to_user', path, accessToken, options }, message)
}

async function sendAsBot(
  config: ApiConfig,
  request: { operation: DivarOperation; path: string; accessToken?: AccessToken; options: CallOptions | undefined },
  message: BotMessage,
): Promise<BotAnswer> {
  mustPass(request.operation, checkBotMessage(message))
  const json = { ...bodyOf(message, 'text_message'), ...(message.buttons?.rows.length && { buttons: message.buttons }) }
  const answer = await callForDone(config, postOf(config, { ...request, json }))
  const fields = fieldsOf(isObject(answer) ? answer : null, '')
  return { conversationId: readOptionalText(fields, 'conversation_id', idRules.conversationId) }
}

/** A text under the name that each API has for it, or a media token without any text. Contract §14, rows 46 to 48. */
function bodyOf({ text, mediaToken }: MessageBody, textKey: 'message' | 'text_message'): Record<string, string> {
  return mediaToken ? { media_token: mediaToken } : { type: 'TEXT', [textKey]: text }
}

function mustPass(operation: DivarOperation, checked: MessageCheck): void {
  if (!checked.ok) throw new InvalidInputError(operation, `a chat message breaks Divar's limits: ${checked.reason}`)
}
